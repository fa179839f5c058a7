/**
 * Which interval a mean gets, or why none. The rules come from coverage on light and heavy tails (`npm run coverage`):
 * where a method does not hold what it says, it is not offered.
 */
import type { Bootstrapped, Resamples } from './bootstrap.ts';
import { bootstrapRatio } from './bootstrap.ts';
import type { Interval } from './poisson.ts';
import { spreadOf } from './spread.ts';
import { ratioInterval, REPLICATIONS_FOR_A_MEAN } from './student.ts';
import { eitherWay, unseenP, withUnseen } from './unseen.ts';

/**
 * Where a rare kind of event makes much of the mean (the one bad tape), so many events are needed: then a kind that
 * makes up 2 % of them has shown itself with 95 % probability, 0.98^149 being 4.9 %.
 */
export const EVENTS_FOR_A_RARE_TAIL = 149;

export interface MeanRow {
  /** Sum and number of values of each replication; the mean is the ratio of their totals. */
  readonly sums: readonly number[];
  readonly counts: readonly number[];
  /** Replications in which something happened. */
  readonly any: number;
  /** Values that are not zero, of a quantity whose mean rare events may make; null for any other quantity. */
  readonly rareTailEvents: number | null;
}

export interface MeanInterval {
  readonly ci95: Interval | null;
  readonly method: 'Student t' | 'studentized bootstrap';
  /** Replications with any, or events, that an interval would need; null where there is one. */
  readonly needs: number | null;
  /** Why there is no interval; null where there is one. */
  readonly because: string | null;
}

export function meanIntervalOf(row: MeanRow, resamples: Resamples): MeanInterval {
  const { sums, counts, any, rareTailEvents } = row;
  const none = (needs: number, because: string): MeanInterval => ({
    ...{ ci95: null, method: 'Student t', needs, because },
  });
  if (any < REPLICATIONS_FOR_A_MEAN) {
    const because = `${any} of ${REPLICATIONS_FOR_A_MEAN} replications with any`;
    return none(REPLICATIONS_FOR_A_MEAN, because);
  }
  if (rareTailEvents !== null && rareTailEvents < EVENTS_FOR_A_RARE_TAIL) {
    const because = `${rareTailEvents} of ${EVENTS_FOR_A_RARE_TAIL} events: a rare, worse kind may still be unseen`;
    return none(EVENTS_FOR_A_RARE_TAIL, because);
  }
  const spread = spreadOf(sums, counts);
  if (spread === null) return none(REPLICATIONS_FOR_A_MEAN, 'too few replications');
  const isLight = isNearlySymmetric(counts, spread.skewness);
  const seen = isLight
    ? ratioInterval(sums, counts, resamples.level)
    : (bootstrapRatio(resamples, sums, counts)?.ci95 ?? null);
  return {
    ci95: seen === null ? null : withUnseen(seen, spread.ratio, spread.far, resamples.level),
    method: isLight ? 'Student t' : 'studentized bootstrap',
    ...{ needs: null, because: null },
  };
}

/** Fewer pairs than this with anything on either side decide nothing by years (MEASURES, two ways to ask). */
export const PAIRS_FOR_YEARS = 20;
export const FEW_FOR_YEARS = 'not decided by years: see exposure';

export interface DifferenceInterval {
  readonly boot: Bootstrapped | null;
  /** Pairs with anything that an interval needs; null where there is one, or where nothing tells. */
  readonly needs: number | null;
  readonly because: string | null;
}

/**
 * The interval of a mean paired difference. `active`: pairs with anything on either side; the bootstrap takes whole
 * replications, whose pairs hang together.
 */
export function differenceIntervalOf(
  sums: readonly number[],
  counts: readonly number[],
  active: number,
  rareTail: boolean,
  resamples: Resamples,
): DifferenceInterval {
  const none = (needs: number | null, because: string): DifferenceInterval => ({
    ...{ boot: null, needs, because },
  });
  if (active < PAIRS_FOR_YEARS) {
    const needs = rareTail ? EVENTS_FOR_A_RARE_TAIL : PAIRS_FOR_YEARS;
    return none(needs, FEW_FOR_YEARS);
  }
  const spread = spreadOf(sums, counts);
  const boot = bootstrapRatio(resamples, sums, counts);
  if (spread === null || boot === null) {
    return none(null, 'fewer than two replications say anything about it');
  }
  if (rareTail && active < EVENTS_FOR_A_RARE_TAIL) {
    return none(EVENTS_FOR_A_RARE_TAIL, 'a rare, worse kind may still be unseen');
  }
  const { ratio } = spread;
  const far = eitherWay(spread.far);
  const ci95 = withUnseen(boot.ci95, ratio, far, resamples.level);
  return {
    boot: { ci95, p: Math.max(boot.p, unseenP(ratio, far)) },
    ...{ needs: null, because: null },
  };
}

/** From n > 28 + 25 × skewness² on Student's t holds (Cochran 1977, in the form of Sugden, Smith and Jones 2000). */
function isNearlySymmetric(counts: readonly number[], skewness: number): boolean {
  const used = counts.reduce((n, count) => n + (count > 0 ? 1 : 0), 0);
  return used > 28 + 25 * skewness * skewness;
}
