/** Axes: where a value stands between 0 and 1, and which round values are labelled. */
import { ticks as d3Ticks } from 'd3';
import { bare } from '../format/measure.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const DURATION_STEPS = [
  1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1440, 2880, 4320, 5760, 10080, 20160, 40320,
  80640, 131040, 262080, 524160,
].map((minutes) => minutes * MINUTE); // prettier-ignore

/** Decades of durations as people count them. */
const DURATION_DECADES = [
  MINUTE, 10 * MINUTE, HOUR, 4 * HOUR, 12 * HOUR, DAY, 2 * DAY, 4 * DAY, 7 * DAY, 14 * DAY, 28 * DAY, 91 * DAY, 364 * DAY,
]; // prettier-ignore

export interface Tick {
  readonly value: number;
  readonly at: number;
  readonly label: string;
}

export interface Axis {
  readonly unit: string;
  readonly compressed: boolean;
  readonly ticks: readonly Tick[];
  position(value: number): number;
}

/** Round steps of a linear axis from 0 to `high`. */
export function linearTicks(high: number, unit: string, most: number): number[] {
  if (high <= 0) return [0];
  if (unit !== 'ms') return fewTicks(high, most);
  const year = 364 * DAY;
  const step =
    DURATION_STEPS.find((each) => high / each <= most) ?? year * Math.ceil(high / most / year);
  return Array.from({ length: Math.floor(high / step) + 1 }, (_, i) => i * step);
}

/** d3 takes the number of ticks for a hint; a narrow cell cannot. */
function fewTicks(high: number, most: number): number[] {
  for (let wanted = most; wanted > 1; wanted--) {
    const ticks = d3Ticks(0, high, wanted);
    if (ticks.length <= most + 1) return ticks;
  }
  return d3Ticks(0, high, 1);
}

/** Powers of ten, or minute, hour, day and week, between two positive values. */
export function decadeTicks(low: number, high: number, unit: string): number[] {
  if (unit === 'ms') return DURATION_DECADES.filter((each) => each >= low && each <= high);
  const ticks: number[] = [];
  for (let each = 10 ** Math.ceil(Math.log10(low)); each <= high; each *= 10) ticks.push(each);
  return ticks;
}

/**
 * An axis that starts at zero and holds all values. Values that differ more than thirtyfold are compressed (linear up
 * to `knee`, logarithmic beyond it), since otherwise the worst case squeezes all others into the origin.
 */
export function axisFor(values: readonly number[], unit: string, most = 4): Axis {
  const positive = values.filter((value) => value > 0);
  const high = positive.reduce((a, b) => Math.max(a, b), 0);
  const low = positive.reduce((a, b) => Math.min(a, b), high);
  if (high === 0) return make(unit, false, (value) => (value > 0 ? 1 : 0), [0]);
  if (high / low <= 30) {
    const end = high * 1.05;
    return make(unit, false, (value) => value / end, linearTicks(end, unit, most));
  }
  const knee = unit === 'ms' ? HOUR : low;
  const squeeze = (value: number) => Math.log1p(Math.max(0, value) / knee);
  const end = squeeze(high * 1.15);
  const decades = thin(decadeTicks(knee, high * 1.15, unit), most);
  return make(unit, true, (value) => squeeze(value) / end, [0, ...decades]);
}

function make(unit: string, compressed: boolean, at: (value: number) => number, ticks: number[]) {
  const position = (value: number) => Math.min(1, Math.max(0, at(value)));
  const labelled = ticks.map((value) => ({ value, at: position(value), label: bare(value, unit) }));
  return { unit, compressed, position, ticks: labelled };
}

function thin(ticks: number[], most: number): number[] {
  const every = Math.ceil(ticks.length / most);
  return ticks.filter((_, i) => i % every === 0);
}
