/** What the keys and the buttons of a timeline do. */
import type { Command } from './keys.ts';
import { pan, zoom } from './scale.ts';
import type { Timeline } from './timeline.ts';
import { firstFrom, stepEvent, stepInRow, stepRow } from './walk.ts';
import type { Placed } from './layout.ts';

const CLOSER = 0.7;
const STEP = 0.2;

/** Runs one command. */
export function run(timeline: Timeline, command: Command): void {
  const { state } = timeline;
  const { view, bounds } = state;
  switch (command) {
    case 'zoom-in':
      return timeline.show(zoom(view, CLOSER, anchor(timeline), bounds));
    case 'zoom-out':
      return timeline.show(zoom(view, 1 / CLOSER, anchor(timeline), bounds));
    case 'pan-left':
      return timeline.show(pan(view, -STEP, bounds));
    case 'pan-right':
      return timeline.show(pan(view, STEP, bounds));
    case 'fit-all':
      return timeline.show(bounds);
    case 'focus':
      return timeline.focusOnActive();
    case 'search':
      return timeline.tools.box.focus();
    case 'help':
      return timeline.help.open ? timeline.help.close() : timeline.help.showModal();
    case 'clear':
      return clear(timeline);
    case 'stick':
      return stick(timeline);
    case 'instant-on':
    case 'instant-back':
      return timeline.scrubber.step(command === 'instant-on' ? 1 : -1, false);
    case 'hour-on':
    case 'hour-back':
      return timeline.scrubber.step(command === 'hour-on' ? 1 : -1, true);
    case 'mark':
      return mark(timeline);
    default:
      return walk(timeline, command);
  }
}

/** Zooming by key keeps the selected item in its place if it is visible, otherwise the middle. */
function anchor({ state: { view, activeItem } }: Timeline): number {
  const middle = (view.from + view.to) / 2;
  if (!activeItem) return middle;
  const visible = activeItem.from >= view.from && activeItem.from <= view.to;
  return visible ? activeItem.from : middle;
}

function walk(timeline: Timeline, command: Command): void {
  const next = target(timeline, command);
  if (next) timeline.select(next);
}

function target({ state }: Timeline, command: Command): Placed | null {
  const { items } = state.layout;
  const current = state.activeItem;
  if (command === 'next-event') return stepEvent(items, current, 1, state.view.from);
  if (command === 'previous-event') return stepEvent(items, current, -1, state.view.to);
  if (!current) return firstFrom(items, state.view.from);
  if (command === 'next-in-lane') return stepInRow(items, current, 1);
  if (command === 'previous-in-lane') return stepInRow(items, current, -1);
  if (command === 'lane-down') return stepRow(items, current, 1);
  return stepRow(items, current, -1);
}

function clear(timeline: Timeline): void {
  const { state, tools, picture } = timeline;
  state.active = null;
  state.stuck = false;
  tools.box.value = '';
  timeline.search('');
  timeline.hideDetails();
  // Esc in the search box leads back to the picture, not to the top of the page.
  if (timeline.element.contains(document.activeElement)) picture.focus({ preventScroll: true });
}

/** A band through all lanes where the selected item lies; the same item again, or none, and it goes. */
function mark(timeline: Timeline): void {
  const { state } = timeline;
  const item = state.activeItem;
  const same = item === null || (state.mark?.from === item.from && state.mark.to === item.to);
  state.mark = same ? null : { from: item.from, to: item.to };
  timeline.draw();
}

function stick(timeline: Timeline): void {
  const { state } = timeline;
  if (!state.activeItem) return;
  state.stuck = true;
  timeline.showDetails(state.activeItem, null, true);
}
