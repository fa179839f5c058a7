/** One claim at one end: the figure there, its verdict, and how sure it is that the end moved it. */
import type { Metric } from '../../metrics/index.ts';
import type { Pool } from '../../measure/population.ts';
import type { Contrast, PairedOver } from '../compare.ts';
import type { Pairs } from '../pairs.ts';
import { pairIncidents, pairReplications } from '../pairs.ts';
import type { Interval } from '../shapes.ts';
import type { Resamples } from '../statistics/bootstrap.ts';
import type { DifferenceInterval } from '../statistics/mean.ts';
import { differenceIntervalOf } from '../statistics/mean.ts';
import { spreadOf } from '../statistics/spread.ts';
import { studentBelow } from '../statistics/student.ts';
import { eitherWay, unseenP } from '../statistics/unseen.ts';
import type { Claim } from './shapes.ts';
import type { Totals } from './shift.ts';
import { shiftOf } from './shift.ts';

export type Pools = Readonly<Record<string, Pool>>;

/** A claim with the pairs that it rests on. */
export interface Grounds {
  readonly claim: Claim;
  readonly metric: Metric;
  readonly over: PairedOver;
  readonly replications: number;
  readonly found: Pairs;
  readonly totals: Totals;
}

export interface Move {
  readonly contrast: Contrast;
  readonly shift: number;
  /** How sure both are: asked only where the answer differs, since it takes another two thousand resamples. */
  sureness(): Sureness;
}

export interface Sureness {
  readonly shiftCi95: Interval | null;
  /** Of no difference at the end, and of no shift; not yet corrected for how many were asked. */
  readonly pAt: number;
  readonly pShift: number;
}

export function pairsAt(pools: Pools, { claim, metric, over }: Omit<Grounds, 'found' | 'totals'>) {
  const make = over === 'incident' ? pairIncidents : pairReplications;
  return make(pools[claim.of], pools[claim.minus], metric, {});
}

export function totalsOf({ pairs }: Pairs, replications: number): Totals {
  const sums = new Array<number>(replications).fill(0);
  const counts = new Array<number>(replications).fill(0);
  for (const { replication, of, minus } of pairs) {
    sums[replication] += of - minus;
    counts[replication]++;
  }
  return { sums, counts };
}

/**
 * `before` and `after`: pairs of the first replications as they were, and with the figure at its end. Null where the end
 * moved no sum and no number of pairs in any of them.
 */
export function moveOf(
  grounds: Grounds,
  before: Pairs,
  after: Pairs,
  rerun: number,
  resamples: Resamples,
): Move | null {
  const { claim, metric, over, replications, found } = grounds;
  const was = totalsOf(before, rerun);
  const is = totalsOf(after, rerun);
  if (is.sums.every((sum, k) => sum === was.sums[k] && is.counts[k] === was.counts[k])) return null;
  const shifted = shiftOf(grounds.totals, is);
  if (shifted === null) return null;
  // Whatever happened in the replications that were not re-run stands as it was.
  const rest = found.pairs.filter(({ replication }) => replication >= rerun);
  const pairs = [...rest, ...after.pairs];
  const active = pairs.filter((pair) => pair.of !== 0 || pair.minus !== 0).length;
  const rareTail = metric.rareTail === true;
  const ones = new Array<number>(replications).fill(1);
  const at = differenceIntervalOf(shifted.at, ones, active, rareTail, resamples);
  const { of, minus, tie } = claim;
  return {
    contrast: {
      ...{ of, minus, metric, over, tie, replications, pairs, active, interval: at },
      open: found.open - before.open + after.open,
      level: resamples.level,
      isScripted: false,
      mean: meanOf(shifted.at),
    },
    shift: meanOf(shifted.change),
    sureness() {
      const shift = differenceIntervalOf(shifted.change, ones, active, rareTail, resamples);
      return {
        shiftCi95: shift.boot?.ci95 ?? null,
        pAt: tailOf(at, shifted.at),
        pShift: tailOf(shift, shifted.change),
      };
    },
  };
}

/** About the least probability that resampling can tell: below it Student's t goes on. */
const FLOOR = 0.002;

/**
 * Two-sided probability of so large a mean. Some hundred ends ask at once, and 2,000 resamples tell nothing below a
 * thousandth, so the tail beyond is that of t with as many degrees of freedom as replications carry the spread. What
 * no replication has shown bounds it either way. 1 where no interval would hold.
 */
function tailOf(interval: DifferenceInterval, values: readonly number[]): number {
  if (interval.boot === null) return 1;
  const ones = values.map(() => 1);
  const spread = spreadOf(values, ones);
  const { p } = interval.boot;
  if (spread === null || p > FLOOR) return p;
  if (spread.error === 0) return spread.ratio === 0 ? 1 : 0;
  const freedom = Math.max(1, spread.carriers - 1);
  const tail = 2 * studentBelow(freedom, -Math.abs(spread.ratio) / spread.error);
  return Math.min(p, Math.max(tail, unseenP(spread.ratio, eitherWay(spread.far))));
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
