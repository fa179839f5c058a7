/**
 * What a report says, as data: the contract between the experiment, the terminal, the results file and the page.
 * Times are milliseconds; instants are Unix milliseconds of the simulated calendar. Estimates that are not defined are
 * null, with the number of independent incidents or replications that would define them.
 */
import type { Ms } from '../engine/types.ts';
import type {
  CauseCount,
  Difference,
  ExpectationResult,
  IncidentRow,
  ScorecardLine,
  StrategyResult,
} from '../experiment/shapes.ts';

// The experiment may not import the report, so what both speak of stands there.
export type {
  CauseCount,
  Difference,
  Estimate,
  ExpectationResult,
  IncidentRow,
  ScorecardLine,
  StrategyResult,
} from '../experiment/shapes.ts';

/** One line of the timeline: who or what it is about. */
export interface TimelineLane {
  readonly id: string;
  readonly kind: 'incident' | 'server' | 'group' | 'database' | 'drive' | 'person' | 'job';
  readonly label: string;
  /** Lane under which it folds. */
  readonly parent: string | null;
}

export interface TimelineSpan {
  readonly lane: string;
  readonly from: Ms;
  readonly to: Ms;
  /** Decides the colour: a waterfall span, 'down', 'backup', 'waiting', 'impaired', 'lost'. */
  readonly kind: string;
  readonly label: string;
  /** Sentences for the tooltip. */
  readonly details: readonly string[];
}

export interface TimelineEvent {
  readonly lane: string;
  readonly at: Ms;
  readonly kind: string;
  readonly label: string;
  readonly details: readonly string[];
}

/** One incident told twice: as a picture and as a story. */
export interface IncidentStory {
  readonly strategy: string;
  readonly row: IncidentRow;
  /** 'worst' or 'median', and of what. */
  readonly why: string;
  readonly from: Ms;
  readonly to: Ms;
  readonly lanes: readonly TimelineLane[];
  readonly spans: readonly TimelineSpan[];
  readonly events: readonly TimelineEvent[];
  readonly story: readonly {
    readonly at: Ms;
    readonly text: string;
    readonly because: string | null;
  }[];
  /** The command that replays it. */
  readonly command: string;
}

export interface ReportData {
  readonly schema: 'dialtone/report/1';
  readonly scenario: { readonly name: string; readonly digest: string; readonly path: string };
  readonly seed: number;
  readonly replications: number;
  readonly horizonMs: number;
  readonly organization: {
    readonly servers: number;
    readonly databases: number;
    readonly mailboxes: number;
    readonly version: string;
    readonly summary: string;
  };
  /** The answer in one sentence, then what supports or limits it. */
  readonly verdict: { readonly headline: string; readonly sentences: readonly string[] };
  readonly baseline: string;
  readonly strategies: readonly StrategyResult[];
  readonly differences: readonly Difference[];
  readonly causes: readonly CauseCount[];
  readonly expectations: readonly ExpectationResult[];
  /** Scorecard rows: observed against target, per class (SLA-06 and onward). */
  readonly scorecard: readonly ScorecardLine[];
  readonly stories: readonly IncidentStory[];
  /** Figures behind the run: value as text, source, assumed. */
  readonly parameters: readonly {
    readonly path: string;
    readonly value: string;
    readonly source: string;
    readonly assumed: boolean;
    readonly overridden: boolean;
    readonly doc: string;
  }[];
  readonly notModelled: readonly { readonly what: string; readonly why: string }[];
}
