/** What `import … from 'dialtone'` gives: scenarios are loaded, strategies compared, and nothing is written. */
export { compare } from './compare.ts';
export type { CompareOptions } from './compare.ts';
export { load } from './load.ts';
export type { LoadOptions, Outcome, Scenario, Source } from './load.ts';
export { ReplicationFailed } from '../experiment/run.ts';
export type { Progress } from '../experiment/run.ts';
export { formatProblem } from '../scenario/problem.ts';
export type { Problem } from '../scenario/problem.ts';
export type { Results } from '../report/results.ts';
export type { Difference, Estimate, ExpectationResult } from '../experiment/shapes.ts';
