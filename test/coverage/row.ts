/** How often intervals held the truth: counted over trials, or exactly, by adding up every outcome. */
export type Interval = readonly [number, number] | null;

export interface Row {
  readonly method: string;
  readonly law: string;
  readonly size: string;
  /** Share of the trials in which an interval was offered. */
  readonly offered: number;
  /** Share of the offered ones that held the truth; null where none was offered. */
  readonly held: number | null;
  /** Share of all trials in which somebody would have been told something false. */
  readonly misled: number;
  /** How many were offered; null where outcomes were added up. */
  readonly intervals: number | null;
  /** Whether the method claims 95 % exactly, so that more is no fault. */
  readonly exact: boolean;
  /** A law that a few incidents cannot show: what the method is worth there is said, not promised. */
  readonly beyond?: boolean;
  /** By construction wider than need be: counts that come in steps, differences that the unseen may turn round. */
  readonly wide?: boolean;
}

/** Counts over trials. */
export function counted(
  what: Pick<Row, 'method' | 'law' | 'size' | 'exact' | 'beyond' | 'wide'>,
  trials: number,
  truth: number,
  interval: (trial: number) => Interval,
): Row {
  let offered = 0;
  let held = 0;
  for (let trial = 0; trial < trials; trial++) {
    const found = interval(trial);
    if (found === null) continue;
    offered++;
    if (found[0] <= truth && truth <= found[1]) held++;
  }
  return {
    ...what,
    offered: offered / trials,
    held: offered === 0 ? null : held / offered,
    misled: (offered - held) / trials,
    intervals: offered,
  };
}

/** Adds up the probabilities of outcomes whose interval holds the truth. */
export function enumerated(
  what: Pick<Row, 'method' | 'law' | 'size'>,
  truth: number,
  outcomes: Iterable<{ readonly probability: number; readonly interval: Interval }>,
): Row {
  let held = 0;
  let offered = 0;
  for (const { probability, interval } of outcomes) {
    if (interval === null) continue;
    offered += probability;
    if (interval[0] <= truth && truth <= interval[1]) held += probability;
  }
  const share = offered === 0 ? null : held / offered;
  return { ...what, exact: true, offered, held: share, misled: offered - held, intervals: null };
}

/** What approximate intervals hold at least, over a thousand of them; of fewer chance may leave less. */
export const LEAST = 0.93;
/** Intervals that reach as far as the unseen may are wider than light tails need, but not by much. */
const MOST = 0.985;

export function leastOf(intervals: number): number {
  return 0.95 - (0.95 - LEAST) * Math.sqrt(1000 / Math.min(intervals, 1000));
}

/**
 * Whether a row keeps the promise: of the intervals that are offered 93 % hold the truth, and what is nearly always
 * offered does not hold it so often that its intervals are wider than they need to be. Exact ones may.
 */
export function keeps(row: Row): boolean {
  if (row.beyond === true) return true;
  if (row.exact) return row.misled <= 0.05 + 1e-9;
  const wasteful =
    row.wide !== true && (row.intervals ?? 0) >= 950 && row.held !== null && row.held > MOST;
  const enough = row.held === null || row.held >= leastOf(row.intervals!) - 1e-9;
  return enough && !wasteful;
}
