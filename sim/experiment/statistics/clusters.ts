/**
 * Means of things that were injected in base runs: the base runs are the clusters, and vary as wholes. Which interval is
 * offered, and when none, comes from coverage on light and heavy tails (`npm run coverage`).
 */
import type { Bootstrapped, Resamples } from './bootstrap.ts';
import { bootstrapRatio } from './bootstrap.ts';
import { EVENTS_FOR_A_RARE_TAIL } from './mean.ts';
import type { Interval } from './poisson.ts';
import { studentBelow, studentQuantile } from './student.ts';
import type { Far } from './unseen.ts';
import { unseenP, withUnseen } from './unseen.ts';

/** Fewer base runs than this do not show how they vary. */
export const BASE_RUNS_FOR_AN_INTERVAL = 10;
/** With fewer, differences of losses are held in 91 % only where a rare kind makes much of them (12 base runs). */
const BASE_RUNS_FOR_A_RARE_TAIL = 24;
/** With fewer base runs of each phase, skewed values are held less often than promised (36 base runs: 92 %). */
const RUNS_OF_A_PHASE = 4;

/** How the base runs of one estimate vary. */
export interface ClusterRow {
  readonly value: number;
  /** What each base run moves the value by, adding up to zero. */
  readonly moves: readonly number[];
  /** Base runs of one phase visited the same hours of the week. */
  readonly phases: readonly number[];
  /** The most that any injection moves the value by itself. */
  readonly far: Far;
  /** Injections with an incident where rare, worse ones may make much of the value; null for any other quantity. */
  readonly rareTailInjections: number | null;
}

export interface ClusterInterval {
  readonly ci95: Interval | null;
  /** Two-sided probability of so large a value if the truth were zero; null without an interval. */
  readonly p: number | null;
  readonly method: 'Student t' | 'studentized bootstrap';
  readonly needs: Readonly<Record<string, number>>;
  readonly because: string | null;
}

export function clusterInterval(row: ClusterRow, resamples: Resamples): ClusterInterval {
  const { value, moves, far, rareTailInjections } = row;
  const runs = moves.length;
  const none = (needs: Record<string, number>, because: string): ClusterInterval => ({
    ...{ ci95: null, p: null, method: 'Student t', needs, because },
  });
  const least = rareTailInjections === null ? BASE_RUNS_FOR_AN_INTERVAL : BASE_RUNS_FOR_A_RARE_TAIL;
  if (runs < least) return none({ baseRuns: least }, `${runs} of ${least} base runs`);
  if (rareTailInjections !== null && rareTailInjections < EVENTS_FOR_A_RARE_TAIL) {
    const because = `${rareTailInjections} of ${EVENTS_FOR_A_RARE_TAIL} injections: a rare, worse kind may still be unseen`;
    return none({ baseRuns: more(runs, EVENTS_FOR_A_RARE_TAIL / rareTailInjections) }, because);
  }
  const error = Math.sqrt(varianceOf(row));
  // What is left of numbers that cancel is no spread.
  if (error <= 1e-12 * Math.abs(value)) {
    const found: Interval = [value, value];
    return { ci95: found, p: value === 0 ? 1 : 0, method: 'Student t', needs: {}, because: null };
  }
  const found = seenInterval(row, error, resamples);
  if (found.boot === null) return none({}, 'fewer than two base runs say anything about it');
  const { ci95, p } = found.boot;
  return {
    ...{ ci95: withUnseen(ci95, value, far, resamples.level), p: Math.max(p, unseenP(value, far)) },
    ...{ method: found.method, needs: {}, because: null },
  };
}

/** From what the base runs were seen to differ by. */
function seenInterval(
  row: ClusterRow,
  error: number,
  resamples: Resamples,
): { readonly boot: Bootstrapped | null; readonly method: ClusterInterval['method'] } {
  const { value, moves } = row;
  const runs = moves.length;
  const freedom = freedomOf(row);
  if (isStratified(row.phases)) {
    const width = studentQuantile(freedom, (1 + resamples.level) / 2) * error;
    const p = 2 * studentBelow(freedom, -Math.abs(value / error));
    return { boot: { ci95: [value - width, value + width], p }, method: 'Student t' };
  }
  const pseudo = moves.map((move) => value + runs * move);
  const boot = bootstrapRatio(resamples, pseudo, new Array<number>(runs).fill(1));
  return { boot, method: 'studentized bootstrap' };
}

function more(runs: number, factor: number): number {
  return Number.isFinite(factor) ? Math.ceil(runs * factor) : 2 * runs;
}

/**
 * Variance of a value that base runs move. Where each phase of the week was visited by enough base runs, what the phases
 * differ by is no error, since all of them were visited; else it counts, which makes intervals wider than need be.
 */
export function varianceOf({ moves, phases }: Pick<ClusterRow, 'moves' | 'phases'>): number {
  if (!isStratified(phases)) {
    const runs = moves.length;
    return runs < 2 ? 0 : (squares(moves) * runs) / (runs - 1);
  }
  let sum = 0;
  for (const members of strataOf(moves, phases)) {
    const mean = members.reduce((total, each) => total + each, 0) / members.length;
    const rest = members.map((each) => each - mean);
    sum += (squares(rest) * members.length) / (members.length - 1);
  }
  return sum;
}

export function freedomOf({ moves, phases }: Pick<ClusterRow, 'moves' | 'phases'>): number {
  return moves.length - (isStratified(phases) ? new Set(phases).size : 1);
}

/** Whether what phases differ by can be told from what base runs differ by. */
export function isStratified(phases: readonly number[]): boolean {
  const counts = new Map<number, number>();
  for (const phase of phases) counts.set(phase, (counts.get(phase) ?? 0) + 1);
  const freedom = phases.length - counts.size;
  return (
    freedom >= BASE_RUNS_FOR_AN_INTERVAL &&
    [...counts.values()].every((count) => count >= RUNS_OF_A_PHASE)
  );
}

function strataOf(moves: readonly number[], phases: readonly number[]): readonly number[][] {
  const strata = new Map<number, number[]>();
  moves.forEach((move, i) => {
    const members = strata.get(phases[i]);
    if (members === undefined) strata.set(phases[i], [move]);
    else members.push(move);
  });
  return [...strata.values()];
}

function squares(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}
