/** What the book claims of backup strategies (FACTS, STR), and what a run answers, as data. */
import type { Interval } from '../shapes.ts';

export type ClaimVerdict = 'yes' | 'no' | 'not decided by this run' | 'does not apply';

/** One number that an answer rests on. */
export interface ClaimFigure {
  /** A strategy, or 'a - b' for a paired difference. */
  readonly of: string;
  readonly what: string;
  readonly unit: string;
  readonly value: number | null;
  readonly ci95: Interval | null;
  /** How many independent things it is made of: replications, base runs, restored databases, worlds. */
  readonly n: number;
}

/** One half of a claim that says several things at once. */
export interface ClaimPart {
  readonly says: string;
  readonly verdict: ClaimVerdict;
  readonly because: string;
  readonly figures: readonly ClaimFigure[];
}

/** A mean or median by weekday, Monday first; null where nothing of the kind happened on it. */
export interface WeekdayTable {
  readonly what: string;
  readonly unit: string;
  readonly rows: readonly {
    readonly strategy: string;
    readonly days: readonly (number | null)[];
    /** Of how many each is made. */
    readonly counts: readonly number[];
  }[];
}

/** A strategy at one point of a curve. */
export interface CurveCell {
  readonly nightMs: number | null;
  readonly nightCi95: Interval | null;
  readonly longestNightMs: number;
  /** Share of the groups' procedures that did not end inside their window. */
  readonly overruns: number | null;
  readonly overrunsCi95: Interval | null;
  /** The longest that a database waited for a complete pass of online maintenance, mean over replications. */
  readonly sinceMaintenanceMs: number;
}

/** Nights and overruns over what a source delivers, all strategies on the same futures. */
export interface Curve {
  /** Path of the figure that was varied, and its unit. */
  readonly parameter: string;
  readonly unit: string;
  /** The scenario's own value, which is one of the points where all strategies agree on it; else null. */
  readonly own: number | null;
  readonly replications: number;
  readonly points: readonly {
    readonly value: number;
    /** Why the scenario cannot be simulated at this value; null where it was. */
    readonly because: string | null;
    readonly cells: Readonly<Record<string, CurveCell>>;
  }[];
}

export interface ClaimAnswer {
  /** Fact id. */
  readonly id: string;
  readonly claim: string;
  readonly verdict: ClaimVerdict;
  /** What the answer rests on, or why there is none. */
  readonly because: string;
  readonly parts: readonly ClaimPart[];
  readonly tables: readonly WeekdayTable[];
}

export interface Claims {
  /** The strategies by the part that they play; null where the scenario has none such. */
  readonly roles: Readonly<Record<Role, string | null>>;
  readonly answers: readonly ClaimAnswer[];
  readonly curve: Curve;
}

export type Role = 'incremental' | 'daily' | 'differential';
