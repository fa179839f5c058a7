/** The organization at one instant: what every lane of the timeline is and does, computed from the recorded states. */
import type { RecordedStates } from '../../sim/report/data.ts';
import { el, frame } from '../dom/elements.ts';
import { duration } from '../format/duration.ts';
import { shortInstant } from '../format/instant.ts';
import { familyOf } from './families.ts';
import { laneWords } from './lane-words.ts';
import type { LaneNode } from './lanes.ts';
import { lanesAt } from './recorded.ts';

export class StatePanel {
  readonly element: HTMLElement;
  readonly #when = el('h4', {});
  readonly #body = el('tbody', {});
  readonly #states: RecordedStates;
  readonly #tree: readonly LaneNode[];
  readonly #t0: number;

  constructor(states: RecordedStates, tree: readonly LaneNode[], t0: number) {
    this.#states = states;
    this.#tree = tree;
    this.#t0 = t0;
    const head = ['Who or what', 'State', 'Since'].map((text) => el('th', { scope: 'col' }, text));
    const table = el(
      'table',
      { class: 'plain states' },
      el('thead', {}, el('tr', {}, ...head)),
      this.#body,
    );
    const hint = 'Drag the flag on the time axis, or press J and L; hold Shift for hours.';
    this.element = el(
      'div',
      { class: 'state-panel' },
      this.#when,
      el('p', { class: 'quiet' }, hint),
      frame('State of the organization', table),
    );
  }

  show(at: number): void {
    this.#when.textContent = `The organization at ${whenWords(at, this.#t0)}`;
    const lanes = lanesAt(this.#states, at);
    const rows: HTMLElement[] = [];
    const walk = (node: LaneNode, above: string): void => {
      // The critical path and servers are no state of their own: those below them have it.
      const own = node.kind !== 'incident' && node.kind !== 'server' && node.kind !== 'heading';
      const name = above === '' || !own ? node.label : `${above}/${node.label}`;
      if (own) {
        const words = laneWords(this.#states, node.kind, lanes.get(node.id), at);
        const family = words.kind === null ? 'none' : familyOf(words.kind).className;
        const more = words.more === '' ? null : el('small', {}, words.more);
        rows.push(
          el(
            'tr',
            { class: words.idle ? 'idle' : '', 'data-lane': node.id },
            el('th', { scope: 'row' }, name),
            el(
              'td',
              {},
              el('span', { class: `swatch ${family}` }),
              el('span', {}, words.what),
              more,
            ),
            el('td', {}, words.since === null ? '' : shortInstant(words.since)),
          ),
        );
      }
      for (const child of node.children) walk(child, node.kind === 'heading' ? '' : name);
    };
    for (const root of this.#tree) walk(root, '');
    this.#body.replaceChildren(...rows);
  }
}

/** `Thu 22 Mar, 14:30 (t0 + 2 h)`. */
export function whenWords(at: number, t0: number): string {
  const after = at - t0;
  const sign = after < 0 ? '\u2212' : '+';
  const relative = after === 0 ? 't0' : `t0 ${sign} ${duration(Math.abs(after))}`;
  return `${shortInstant(at)} (${relative})`;
}
