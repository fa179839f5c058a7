import type { ScenarioResult, SuiteResult } from '../../experiment/suite/shapes.ts';
import type { Paint } from '../terminal/paint.ts';

export interface Surroundings {
  readonly paint: Paint;
  /** A file as whoever reads the report finds it: relative to the top of its repository. */
  readonly relative: (file: string) => string;
}

/** Turns a suite into text. Nothing about the run itself comes in: equal results are equal bytes. */
export interface Reporter {
  /** What is said as soon as a scenario and all before it have ended. */
  readonly scenario?: (result: ScenarioResult, around: Surroundings) => string;
  /** What is said in the end. */
  readonly end: (suite: SuiteResult, around: Surroundings) => string;
  /** A summary for people beside it, as Markdown. */
  readonly summary?: (suite: SuiteResult) => string;
  /** Whether programs read it: it then goes to a file, or has standard output for itself. */
  readonly data: boolean;
}
