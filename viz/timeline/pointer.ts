/** The pointer on a timeline: nearest item under it, dragging in time, zooming with the wheel, keys while it hovers. */
import { pointer as position } from 'd3';
import { toTime, targets } from './frame.ts';
import { nearest } from './hit.ts';
import type { Placed } from './layout.ts';
import { pan, zoom } from './scale.ts';
import type { Timeline } from './timeline.ts';

/** Pixels that a hand trembles: less is a click, more is a drag. */
const TREMBLE = 4;

interface Drag {
  readonly x: number;
  readonly pointer: number;
  last: number;
  moved: boolean;
}

/** Attaches all listeners; they live as long as the picture. */
export function listenToPointer(timeline: Timeline): void {
  const { picture } = timeline;
  let drag: Drag | null = null;
  picture.addEventListener('pointerdown', (event) => {
    const [x] = position(event, picture);
    if (event.button !== 0 || x < timeline.frame.left) return;
    drag = { x, last: x, pointer: event.pointerId, moved: false };
  });
  picture.addEventListener('pointermove', (event) => {
    const [x] = position(event, picture);
    if (drag) moveTo(timeline, drag, x);
    else hover(timeline, event);
  });
  const end = (event: PointerEvent) => {
    if (drag && !drag.moved && event.type === 'pointerup') stick(timeline, event);
    picture.classList.remove('dragging');
    drag = null;
  };
  picture.addEventListener('pointerup', end);
  picture.addEventListener('pointercancel', end);
  picture.addEventListener('pointerleave', () => {
    if (!timeline.state.stuck && !drag) timeline.hideDetails();
  });
  picture.addEventListener('wheel', (event) => wheel(timeline, event), { passive: false });
}

function moveTo(timeline: Timeline, drag: Drag, x: number): void {
  const { picture, state, frame } = timeline;
  if (!drag.moved && Math.abs(x - drag.x) < TREMBLE) return;
  if (!drag.moved) {
    // Only now, since a captured pointer would take the click away from what lies under it.
    picture.setPointerCapture(drag.pointer);
    picture.classList.add('dragging');
    timeline.hideDetails();
    state.stuck = false;
  }
  drag.moved = true;
  const share = (drag.last - x) / (frame.right - frame.left);
  drag.last = x;
  timeline.show(pan(state.view, share, state.bounds));
}

function under(timeline: Timeline, event: PointerEvent): Placed | null {
  const [x, y] = position(event, timeline.picture);
  const { state, frame } = timeline;
  if (x < frame.left) return null;
  const hit = nearest(targets(state.layout.items, state.view, frame), x, y);
  return hit ? state.placed(hit.id) : null;
}

function hover(timeline: Timeline, event: PointerEvent): void {
  if (timeline.state.stuck) return;
  const item = under(timeline, event);
  const [x, y] = position(event, timeline.picture);
  if (item) timeline.showDetails(item, { x, y }, false);
  else timeline.hideDetails();
}

function stick(timeline: Timeline, event: PointerEvent): void {
  const item = under(timeline, event);
  const [x, y] = position(event, timeline.picture);
  if (!item) {
    timeline.command('clear');
    return;
  }
  timeline.state.active = item.id;
  timeline.state.stuck = true;
  timeline.draw();
  timeline.node(item.id)?.focus({ preventScroll: true });
  timeline.showDetails(item, { x, y }, true);
}

function wheel(timeline: Timeline, event: WheelEvent): void {
  const { state, frame } = timeline;
  const [x] = position(event, timeline.picture);
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    const factor = Math.exp(Math.max(-60, Math.min(60, event.deltaY)) / 150);
    timeline.show(zoom(state.view, factor, toTime(x, state.view, frame), state.bounds));
  } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
    event.preventDefault();
    const by = event.deltaX || event.deltaY;
    timeline.show(pan(state.view, by / (frame.right - frame.left), state.bounds));
  }
}
