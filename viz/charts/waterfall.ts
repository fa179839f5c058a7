/** The critical path of one incident from the failure to data being back: one bar for each stretch, from t0. */
import { el } from '../dom/elements.ts';
import { duration } from '../format/duration.ts';
import { shortInstant } from '../format/instant.ts';
import { familyOf } from '../timeline/families.ts';
import { linearTicks } from './axis.ts';

export interface Stretch {
  readonly span: string;
  readonly from: number;
  readonly ms: number;
  readonly because: string;
}

/** The bars as a list, since that is what they are; each item says all of itself in words. */
export function waterfall(stretches: readonly Stretch[], t0: number): HTMLElement {
  const end = stretches.reduce((latest, each) => Math.max(latest, each.from + each.ms - t0), 0);
  if (end <= 0) return el('p', {}, 'Nobody waited: there is no critical path.');
  const at = (ms: number) => `${((ms / end) * 100).toFixed(3)}%`;
  const ticks = linearTicks(end, 'ms', 6);
  return el(
    'div',
    { class: 'waterfall' },
    axis(ticks, end, at),
    el('ol', { class: 'bars' }, ...stretches.map((each) => bar(each, t0, ticks, at))),
  );
}

function axis(ticks: readonly number[], end: number, at: (ms: number) => string): HTMLElement {
  const labels = ticks
    .filter((tick) => tick / end < 0.95 || tick === 0)
    .map((tick) => {
      const text = tick === 0 ? 't0' : duration(tick);
      return el('span', { style: `left:${at(tick)}`, class: tick === 0 ? 'first' : '' }, text);
    });
  return el('div', { class: 'scale', 'aria-hidden': 'true' }, el('div', {}, ...labels));
}

function bar(
  each: Stretch,
  t0: number,
  ticks: readonly number[],
  at: (ms: number) => string,
): HTMLElement {
  const family = familyOf(each.span);
  const from = each.from - t0;
  const lines = ticks.map((tick) => el('i', { class: 'tick', style: `left:${at(tick)}` }));
  // A moment at the very end still stands inside the track.
  const style = `left:min(100% - 3px, ${at(from)});width:max(3px, ${at(each.ms)})`;
  const title = `${shortInstant(each.from)} to ${shortInstant(each.from + each.ms)}`;
  return el(
    'li',
    {},
    el('span', { class: 'what' }, family.label(each.span)),
    el('span', { class: 'length' }, duration(each.ms)),
    el(
      'span',
      { class: 'track' },
      ...lines,
      el('b', { class: `bar ${family.className}`, style, title }),
    ),
    el('span', { class: 'why' }, each.because),
  );
}
