/** The flag on the time axis: drag it, or move it by key, and the panel shows the organization at its instant. */
import { pointer as position } from 'd3';
import type { RecordedStates } from '../../sim/report/data.ts';
import { svg } from '../dom/elements.ts';
import { clock } from '../format/instant.ts';
import { toTime, toX, type Frame } from './frame.ts';
import type { LaneNode } from './lanes.ts';
import { StatePanel, whenWords } from './panel.ts';
import { nextChange } from './recorded.ts';
import { reveal, type View } from './scale.ts';

const FLAG = 46;
const HOUR = 3_600_000;

/** What the scrubber needs of its timeline. */
export interface Scrubbed {
  readonly picture: SVGSVGElement;
  readonly frame: Frame;
  readonly state: {
    view: View;
    readonly bounds: View;
    readonly tree: readonly LaneNode[];
  };
  show(view: View): void;
}

export class Scrubber {
  readonly panel: StatePanel;
  readonly element = svg('g', {
    class: 'scrubber',
    role: 'slider',
    tabindex: 0,
    'aria-label': 'Instant that the table of states shows',
  });
  at: number;
  readonly #on: Scrubbed;
  readonly #states: RecordedStates;
  readonly #t0: number;
  readonly #area = svg('rect', { class: 'scrub-area', y: 0 });
  readonly #line = svg('line', {});
  readonly #flag = svg('rect', { width: FLAG, height: 18, rx: 3, y: 0 });
  readonly #text = svg('text', { y: 13, 'text-anchor': 'middle' });

  constructor(timeline: Scrubbed, states: RecordedStates, t0: number) {
    this.#on = timeline;
    this.#states = states;
    this.#t0 = t0;
    this.at = t0;
    this.panel = new StatePanel(states, timeline.state.tree, t0);
    this.element.append(this.#line, this.#flag, this.#text);
    timeline.picture.append(this.#area, this.element);
    for (const part of [this.#area, this.element]) this.#listen(part);
    this.panel.show(t0);
  }

  /** Moves to an instant, whole seconds inside the window, and brings it into view. */
  moveTo(at: number): void {
    const { bounds, view } = this.#on.state;
    this.at = Math.min(bounds.to, Math.max(bounds.from, at));
    this.panel.show(this.at);
    this.#on.show(reveal(view, this.at, this.at, bounds));
  }

  /** To the next or the previous change, or by an hour. */
  step(direction: 1 | -1, byHour: boolean): void {
    const next = byHour ? this.at + direction * HOUR : nextChange(this.#states, this.at, direction);
    if (next !== null) this.moveTo(next);
  }

  draw(view: View, frame: Frame, height: number): void {
    const { bounds } = this.#on.state;
    const x = toX(this.at, view, frame);
    const visible = x >= frame.left - 1 && x <= frame.right + 1;
    this.element.style.display = visible ? '' : 'none';
    this.#area.setAttribute('x', String(frame.left));
    this.#area.setAttribute('width', String(frame.right - frame.left));
    this.#area.setAttribute('height', String(frame.top - 6));
    const left = Math.min(Math.max(x - FLAG / 2, frame.left), frame.right - FLAG);
    this.#flag.setAttribute('x', String(left));
    this.#text.setAttribute('x', String(left + FLAG / 2));
    this.#text.textContent = clock(this.at);
    for (const side of ['x1', 'x2']) this.#line.setAttribute(side, String(x));
    this.#line.setAttribute('y1', '18');
    this.#line.setAttribute('y2', String(frame.top + height));
    this.element.setAttribute('aria-valuemin', String(bounds.from));
    this.element.setAttribute('aria-valuemax', String(bounds.to));
    this.element.setAttribute('aria-valuenow', String(this.at));
    this.element.setAttribute('aria-valuetext', whenWords(this.at, this.#t0));
  }

  #listen(part: SVGElement): void {
    let dragging = false;
    const move = (event: PointerEvent) => {
      const [x] = position(event, this.#on.picture);
      const at = toTime(x, this.#on.state.view, this.#on.frame);
      this.moveTo(Math.round(at / 1000) * 1000);
    };
    part.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      dragging = true;
      part.setPointerCapture(event.pointerId);
      // Neither moves the picture nor takes the selection away.
      event.stopPropagation();
      move(event);
    });
    part.addEventListener('pointermove', (event) => dragging && move(event));
    for (const end of ['pointerup', 'pointercancel'] as const) {
      part.addEventListener(end, () => (dragging = false));
    }
    part.addEventListener('keydown', (event) => {
      if (this.#key(event)) {
        event.preventDefault();
        event.stopPropagation();
      }
    });
  }

  /** The keys of a slider, while the flag has the focus. */
  #key({ key, shiftKey }: KeyboardEvent): boolean {
    const { bounds } = this.#on.state;
    if (key === 'ArrowRight' || key === 'ArrowUp') this.step(1, shiftKey);
    else if (key === 'ArrowLeft' || key === 'ArrowDown') this.step(-1, shiftKey);
    else if (key === 'PageUp') this.step(1, true);
    else if (key === 'PageDown') this.step(-1, true);
    else if (key === 'Home') this.moveTo(bounds.from);
    else if (key === 'End') this.moveTo(bounds.to);
    else return false;
    return true;
  }
}
