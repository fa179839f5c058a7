/**
 * What a report says, as data: the contract between the experiment, the terminal, the results file and the page.
 * Times are milliseconds; instants are Unix milliseconds of the simulated calendar. Estimates that are not defined are
 * null, with the number of independent incidents or replications that would define them.
 */
import type { Ms } from '../engine/types.ts';
import type { ExposureResult } from '../experiment/exposure/result-shapes.ts';
import type { Claims } from '../experiment/claims/shapes.ts';
import type { Assumptions } from '../experiment/assumptions/shapes.ts';
import type {
  CauseCount,
  Difference,
  ExpectationResult,
  IncidentRow,
  ScorecardLine,
  Sequential,
  StrategyResult,
} from '../experiment/shapes.ts';

export type { ExposureResult } from '../experiment/exposure/result-shapes.ts';
export type {
  ClaimAnswer,
  ClaimFigure,
  ClaimPart,
  Claims,
  Curve,
  WeekdayTable,
} from '../experiment/claims/shapes.ts';
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
  readonly kind:
    'incident' | 'server' | 'volume' | 'group' | 'database' | 'drive' | 'hub' | 'person' | 'job';
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

/** What goes on with somebody or something at an instant, since when and because of what. */
export interface Doing {
  /** Same id and `since`: the same thing still goes on. */
  readonly id: string;
  /** As of a span. */
  readonly kind: string;
  readonly label: string;
  readonly because: string;
  readonly since: Ms;
}

/** Place in a log stream as a closed form, and the checkpoint behind it: valid until the lane changes. */
export interface LogState {
  /** Position (number of the open log plus its filled share) when so many units of work were done. */
  readonly units: number;
  readonly position: number;
  readonly logsPerUnit: number;
  /** Where the checkpoint stands still, or null while it follows the open log. */
  readonly checkpoint: number | null;
  readonly flushedTo: number;
  /** Oldest log on disk, or null when the logs are lost; it goes with the checkpoint where logging is circular. */
  readonly firstLog: number | null;
  readonly circular: boolean;
}

export interface DatabaseCondition {
  readonly mounted: boolean;
  readonly fileLost: boolean;
  readonly restoring: boolean;
  readonly damagedPages: number;
  /** An open incident still impairs it: what it holds is in doubt. */
  readonly inDoubt: boolean;
  /** Creation times of received mail that are given up so far, in ms. */
  readonly lostMs: Ms;
}

/** One lane at an instant. */
export interface LaneState {
  readonly doing: readonly Doing[];
  readonly log?: LogState;
  readonly database?: DatabaseCondition;
}

/** The states of a recorded window: the first one, and what changed at which instant; null: nothing left to say. */
export interface RecordedStates {
  readonly from: Ms;
  readonly weekendShare: number;
  /** Logs by which a moving checkpoint lags. */
  readonly checkpointDepth: number;
  readonly first: Readonly<Record<string, LaneState>>;
  readonly changes: readonly {
    readonly at: Ms;
    readonly lanes: Readonly<Record<string, LaneState | null>>;
  }[];
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
  /** What the spans were built from; the scrubber shows it. */
  readonly states: RecordedStates;
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
  /** What injected incidents say: by cause, hour by hour, a year composed of them; null where nothing was injected. */
  readonly exposure: ExposureResult | null;
  /** How a run in batches went; null for any other. */
  readonly sequential: Sequential | null;
  /** Scorecard rows: observed against target, per class (SLA-06 and onward). */
  readonly scorecard: readonly ScorecardLine[];
  readonly stories: readonly IncidentStory[];
  /** Every claim with each doubtful figure at both ends of its band (a tornado); null where that was not asked. */
  readonly assumptions: Assumptions | null;
  /** The book's claims on backup strategies, answered; absent where nobody asked. */
  readonly claims?: Claims;
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
