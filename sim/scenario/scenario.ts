import type { Plan } from '../org/plan.ts';
import type { Default, Note } from './builder.ts';
import type { Source } from './chain.ts';
import type { Problem } from './problem.ts';
import type { Expectation } from './sections/expectation.ts';
import type { CauseState } from './sections/hazards.ts';
import type { Prices } from './sections/prices.ts';
import type { Plain, Tree } from './tree.ts';

/** One strategy, ready to be simulated. */
export interface Strategy {
  readonly name: string;
  readonly label: string;
  readonly plan: Plan;
  /** Its blocks as a scenario would write them, every default filled in. */
  readonly resolved: Plain;
  /** The defaults of its blocks. */
  readonly defaults: readonly Default[];
}

/** A scenario that was read, checked and found simulatable. */
export interface Scenario {
  readonly name: string;
  readonly path: string;
  /** SHA-256 of what the scenario fixed, whatever its text. */
  readonly digest: string;
  readonly seed: number;
  readonly replications: number;
  readonly start: number;
  readonly horizonMs: number;
  readonly warmupMs: number;
  readonly runOutMs: number;
  readonly baseline: string;
  readonly strategies: readonly Strategy[];
  readonly expectations: readonly Expectation[];
  readonly prices: Prices | null;
  /** What is read and checked but has no effect in this version. */
  readonly notModelled: readonly Note[];
  /** Every cause of the table, whether this run simulates it, and if not, why. */
  readonly causes: readonly CauseState[];
  /** The whole scenario with every default filled in; strategies stand alone in it. */
  readonly resolved: Plain;
  /** Where each default of the frame comes from; those of a strategy stand with it. */
  readonly defaults: readonly Default[];
  /** What it was built from, for variants of it (variant.ts). */
  readonly origin: Origin;
}

/** The documents of a scenario as they were read, from the root of its `extends` to the file itself. */
export interface Origin {
  readonly chain: readonly Tree[];
  readonly source: Source;
}

export type LoadResult =
  | { readonly ok: true; readonly scenario: Scenario; readonly warnings: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export interface LoadOptions {
  /** Lets `extends` and traces leave the tree of the current directory. */
  readonly allowPath?: boolean;
  /** What the command line says in place of the file. */
  readonly overrides?: {
    readonly seed?: number;
    readonly replications?: number;
    readonly horizonDays?: number;
  };
}
