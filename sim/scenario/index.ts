/** The scenario language: reads a scenario, checks it, and turns each of its strategies into a plan. */
export { loadScenario, loadValue } from './load.ts';
export { redrawn } from './digest.ts';
export { variantOf, type Override } from './variant.ts';
export { formatProblem, type Problem } from './problem.ts';
export type { LoadOptions, LoadResult, Scenario, Strategy } from './scenario.ts';
export type { Default, Note } from './builder.ts';
export { formatLimit, type Expectation } from './sections/expectation.ts';
export type { CauseState } from './sections/hazards.ts';
export type { Prices } from './sections/prices.ts';
export type { Read } from './files.ts';
export { formatResolved } from './format.ts';
export { jsonSchema } from './json-schema.ts';
