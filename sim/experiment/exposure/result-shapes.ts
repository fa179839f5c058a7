/**
 * What is concluded from an exposure: plain data, so that it can be written, read again and rescaled. Report, results
 * file and page take it over unchanged. Times are milliseconds, rates are strikes a year over the whole organization.
 */
import type { CauseKey } from '../../org/causes.ts';
import type { Interval } from '../shapes.ts';
import type { ExposureStatus } from './shapes.ts';

/** What an estimate rests on, and why an interval is missing where one is. */
export interface Footing {
  /** Injections that it rests on. */
  readonly n: number;
  /** As many equal, independent ones would say as much (Kish's number); at most `n`. */
  readonly effective: number;
  /** Independent incidents, or base runs (`baseRuns`), that would define what is null. */
  readonly needs: Readonly<Record<string, number>>;
  /** Why there is no interval of the mean; absent where there is one. */
  readonly because?: string;
}

/** One metric over the incidents that strikes of a cause, or of all causes by their rates, lead to. */
export interface ExposedEstimate extends Footing {
  readonly metric: string;
  readonly unit: string;
  /** 'Student t' or 'studentized bootstrap', by base run; 'Kaplan-Meier' where some times still run: no mean. */
  readonly method: string;
  readonly mean: number | null;
  readonly ci95: Interval | null;
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  readonly max: number | null;
  readonly quantileCi95: Readonly<Record<'p50' | 'p95' | 'p99', Interval | null>>;
  /** What a quantile without a value exceeds; absent where none does. */
  readonly beyond?: Readonly<Record<string, number>>;
  /** Lower ends of intervals that times still running keep open above; absent where none is open. */
  readonly from?: Readonly<Record<string, number>>;
  /** Share of the incidents with more than zero. */
  readonly any: number | null;
  readonly anyCi95: Interval | null;
  /** Share of the incidents of which the value was not known yet when their world was left. */
  readonly open: number;
}

/** What the strikes of one cause, or of all of them by their rates (`cause` null), lead to under one strategy. */
export interface Conditional {
  readonly cause: CauseKey | null;
  /** Share of the strikes that impair nothing. */
  readonly absorbed: number;
  readonly absorbedCi95: Interval | null;
  readonly metrics: readonly ExposedEstimate[];
}

/** Two strategies in the same worlds: those in which either has an incident; without one the value is zero. */
export interface ExposedDifference extends Footing {
  readonly of: string;
  readonly minus: string;
  readonly cause: CauseKey | null;
  readonly metric: string;
  readonly unit: string;
  readonly method: string;
  readonly mean: number | null;
  readonly ci95: Interval | null;
  /** The width within which two values count as equal. */
  readonly tie: number;
  /** Shares of these worlds in which `of` is worse by more than a tie, within it, and better. */
  readonly worse: number;
  readonly equal: number;
  readonly better: number;
  readonly shares: Readonly<Record<'worse' | 'equal' | 'better', Interval | null>>;
  /** Largest gap by which each side is worse than the other; 0 where it never is. */
  readonly most: { readonly worse: number; readonly better: number };
  /** Share of the worlds left out, since one side was still open. */
  readonly open: number;
  /** Of so large a mean if there were no difference, corrected for the number of strategies (Holm). */
  readonly p: number | null;
  readonly verdict: 'better' | 'worse' | 'equal' | 'not decided by this run';
  readonly because: string;
}

/** Figures of a year: each is the sum over causes of the rate times what a strike leads to. */
export const composedFigures = {
  incidents: { unit: '/year', better: 'lower', rareTail: false },
  losses: { unit: '/year', better: 'lower', rareTail: false },
  'loss.messages': { unit: 'messages', better: 'lower', rareTail: true },
  'loss.bytes': { unit: 'B', better: 'lower', rareTail: true },
  'downtime.service': { unit: 'mailbox-hours', better: 'lower', rareTail: false },
  'downtime.data': { unit: 'mailbox-hours', better: 'lower', rareTail: false },
} as const;
export type ComposedFigure = keyof typeof composedFigures;

export interface ComposedValue extends Footing {
  readonly unit: string;
  readonly method: string;
  /** A year's. */
  readonly mean: number;
  readonly ci95: Interval | null;
}

/** A year of one strategy, or of the difference of two (`minus`), put together from all causes. */
export interface ComposedRow {
  readonly of: string;
  readonly minus: string | null;
  readonly figures: Readonly<Record<ComposedFigure, ComposedValue>>;
  /** Probability that a year has any loss; null for a difference. */
  readonly anyLoss: { readonly value: number; readonly ci95: Interval | null } | null;
  /** What each cause adds to the figures: rate times conditional mean. */
  readonly byCause: readonly {
    readonly cause: CauseKey;
    readonly figures: Readonly<Record<ComposedFigure, number>>;
  }[];
}

export interface Composed {
  /** Strikes a year that it was put together with. */
  readonly rates: Readonly<Partial<Record<CauseKey, number>>>;
  readonly rows: readonly ComposedRow[];
  /** What it assumes, in words. */
  readonly assumes: readonly string[];
}

/** One figure of the strikes of one cause: enough to rescale it, with its interval, without simulating. */
export interface FigureMoments {
  /** Weighted sum of each base run. */
  readonly sums: readonly number[];
  /** Sums over injections of the second and fourth power of what the mean leaves unexplained. */
  readonly second: number;
  readonly fourth: number;
  /** The least and the most of it that any injection has. */
  readonly far: Interval;
}

export interface CauseMoments {
  readonly cause: CauseKey;
  readonly perYear: number;
  readonly injections: number;
  /** Weighted number of injections of each base run; they add up to `injections`. */
  readonly strikes: readonly number[];
  /** By strategy, and by 'of - minus' for each strategy against the baseline. */
  readonly series: Readonly<Record<string, Readonly<Record<ComposedFigure, FigureMoments>>>>;
}

/** Sufficient statistics of the composed figures. */
export interface Moments {
  readonly series: readonly { readonly of: string; readonly minus: string | null }[];
  /** By base run: which others visited the same hours of the week. */
  readonly phases: readonly number[];
  readonly causes: readonly CauseMoments[];
}

/** Hour of the week by hour, 0 (Monday 00:00) to 167; null where nothing was injected. */
export interface HourlySeries {
  readonly strategy: string;
  /** Null: all causes by their rates. */
  readonly cause: CauseKey | null;
  readonly metric: string;
  readonly unit: string;
  readonly mean: readonly (number | null)[];
  readonly max: readonly (number | null)[];
  /** Share with more than zero. */
  readonly any: readonly (number | null)[];
}

/** A composed figure beside the same of simulated years: intervals that hold the same truth overlap. */
export interface YearsCheck {
  readonly strategy: string;
  readonly figure: ComposedFigure | 'any loss';
  readonly unit: string;
  readonly composed: number;
  readonly composedCi95: Interval | null;
  readonly years: number | null;
  readonly yearsCi95: Interval | null;
  /** Null where one of the intervals is missing. */
  readonly overlap: boolean | null;
}

/** Two strategies in the worlds in which either reads tape: what a verdict rests on. */
export interface TapeRecoveries {
  readonly of: string;
  readonly minus: string;
  /** Incidents a year, on either side, that read tape. */
  readonly perYear: number;
  /** Loss window: shares of these incidents, and intervals. */
  readonly window: ExposedDifference;
  /** Share in which neither loses anything. */
  readonly neither: number;
}

export interface ExposedCauseResult {
  readonly cause: CauseKey;
  readonly status: ExposureStatus;
  readonly perYear: number;
  readonly injections: number;
  readonly skipped: number;
}

export interface ExposureResult {
  readonly seed: number;
  readonly replications: number;
  readonly injections: number;
  readonly worlds: number;
  /** Hours of the week that were visited, of 168. */
  readonly hours: number;
  readonly baseline: string;
  readonly causes: readonly ExposedCauseResult[];
  /** By strategy: all causes first, then each. */
  readonly strategies: Readonly<Record<string, readonly Conditional[]>>;
  readonly differences: readonly ExposedDifference[];
  readonly tape: readonly TapeRecoveries[];
  readonly composed: Composed;
  readonly moments: Moments;
  readonly hourly: readonly HourlySeries[];
  /** Filled where years were simulated as well. */
  readonly years: readonly YearsCheck[];
  /** Composed figures that years contradict, in words. */
  readonly warnings: readonly string[];
}
