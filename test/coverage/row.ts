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
  /** Whether the method claims 95 % exactly, so that more is no fault. */
  readonly exact: boolean;
  /** A law that a few incidents cannot show: what the method is worth there is said, not promised. */
  readonly beyond?: boolean;
  /** Counts come in steps: an interval of few of them holds the truth more often than it must. */
  readonly stepped?: boolean;
}

/** Counts over trials. */
export function counted(
  what: Pick<Row, 'method' | 'law' | 'size' | 'exact' | 'beyond' | 'stepped'>,
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
  return { ...what, exact: true, offered, held: share, misled: offered - held };
}

/** What an approximate method may be wrong by over a thousand trials, in either direction. */
export const LEAST = 0.93;
export const MOST = 0.97;

/**
 * Whether a row keeps the promise: nobody is misled in more than 7 % of the runs, and what is nearly always offered
 * does not hold the truth so often that its intervals are wider than they need to be. Exact ones may.
 */
export function keeps(row: Row): boolean {
  if (row.beyond === true) return true;
  if (row.exact) return row.misled <= 0.05 + 1e-9;
  const wasteful =
    row.stepped !== true && row.offered > 0.95 && row.held !== null && row.held > MOST;
  return row.misled <= 1 - LEAST + 1e-9 && !wasteful;
}
