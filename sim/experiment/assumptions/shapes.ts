/** What re-running a comparison with one figure changed at a time says about its verdict. */
import type { ParameterUnit } from '../../org/parameter.ts';
import type { Difference, ExpectationResult, Interval } from '../shapes.ts';

/** A figure of the model, or the rate of a cause, that this run took from its table. Values are in base units. */
export interface VariedFigure {
  /** As a scenario would name it: `parameters/store/replayLogsPerSecond`, `hazards/volume-lost`. */
  readonly path: string;
  readonly unit: ParameterUnit | 'probability';
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** The same as a scenario would write them. */
  readonly written: { readonly value: string; readonly low: string; readonly high: string };
  /** False where a source was read; such figures have a band as well. */
  readonly assumed: boolean;
  readonly source: string;
  readonly doc: string;
}

/** A figure that was not varied. */
export interface UnvariedFigure {
  readonly path: string;
  readonly why: string;
}

export type End = 'low' | 'high';

export type Verdict = Difference['verdict'];

/**
 * What becomes of a claim:
 * - `flips`: better turns into worse, or worse into better; pass into miss, or miss into pass
 * - `ends`: what was decided is a tie, or no longer decided, and the figure is what moved it
 * - `begins`: a tie, or what was not decided, is decided
 * - `open`: the answer differs, but that the figure did it is not decided by so many replications
 * - `none`: the answer is the same
 */
export type Change = 'flips' | 'ends' | 'begins' | 'open' | 'none';

/** One claim of the verdict with one figure at one end of its band; everything else as it was. */
export interface ClaimChange {
  readonly path: string;
  readonly end: End;
  readonly of: string;
  readonly minus: string;
  readonly metric: string;
  readonly unit: string;
  readonly from: Verdict;
  readonly to: Verdict;
  readonly change: Change;
  /** Mean difference at the end: the figure of all replications, and what the re-run ones shift it by. */
  readonly mean: number | null;
  readonly ci95: Interval | null;
  /** That shift; its interval and `p` only where the answer differs. */
  readonly shift: number | null;
  readonly shiftCi95: Interval | null;
  /** Two-sided probability of so large a shift if the figure had none, by Holm over all ends of all figures. */
  readonly p: number | null;
  /** Replications that were re-run. */
  readonly replications: number;
  readonly because: string;
}

/** One claim about a composed year with the rate of one cause at one end of its band; nothing is simulated for it. */
export interface RateChange {
  readonly path: string;
  readonly end: End;
  readonly of: string;
  readonly minus: string;
  /** A composed figure: `losses`, `loss.messages`, `downtime.service`, `downtime.data`. */
  readonly metric: string;
  readonly unit: string;
  readonly from: Verdict;
  readonly to: Verdict;
  readonly change: Change;
  /** Of the difference at the end, a year. */
  readonly mean: number;
  readonly ci95: Interval | null;
  /** The rate, in the unit of the figure, at which the difference would be zero; null where none is. */
  readonly turnsAt: number | null;
}

/** One expectation with one figure at one end of its band. */
export interface ExpectationChange {
  readonly path: string;
  readonly end: End;
  readonly name: string;
  readonly strategy: string | null;
  readonly unit: string;
  readonly from: ExpectationResult['outcome'];
  readonly to: ExpectationResult['outcome'];
  readonly change: Change;
  readonly measured: number | null;
  readonly ci95: Interval | null;
  readonly replications: number;
  readonly because: string;
}

/** A claim of the verdict as it stands: what the ends are held against. */
export type Claim = Pick<
  Difference,
  'of' | 'minus' | 'metric' | 'unit' | 'mean' | 'ci95' | 'tie' | 'verdict'
>;

export interface Assumptions {
  /** Replications at every end, and at those where a first look saw an answer change. */
  readonly replications: { readonly screened: number; readonly confirmed: number };
  readonly varied: readonly VariedFigure[];
  readonly unvaried: readonly UnvariedFigure[];
  /** Ends that make no scenario, with what is wrong with it. */
  readonly refused: readonly (UnvariedFigure & { readonly end: End })[];
  readonly claims: readonly Claim[];
  /** Of each claim, every end that moves its figure at all; the worst change first. */
  readonly ends: readonly ClaimChange[];
  /** Rates of causes against a composed year, the worst change first; empty where nothing was injected. */
  readonly rates: readonly RateChange[];
  /** Those that change their outcome; the worst change first. */
  readonly expectations: readonly ExpectationChange[];
}
