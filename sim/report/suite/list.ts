/** A line for each case as it ends; then the failures once more, with everything that helps. */
import type { CaseResult, ScenarioResult, SuiteResult } from '../../experiment/suite/shapes.ts';
import { casesOf, countsOf } from '../../experiment/suite/shapes.ts';
import type { Paint } from '../terminal/paint.ts';
import type { Reporter } from './reporter.ts';
import {
  beforeOf, expressionOf, limitOf, markOf, measuredOf, nameOf, placeOf, totalsOf, troubleOf,
} from './words.ts'; // prettier-ignore

export const list: Reporter = {
  scenario: (result, { paint }) => lines(scenarioLines(result, paint)),
  end: (suite, { paint }) => lines(endLines(suite, paint)),
  data: false,
};

function lines(all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join('');
}

export function colourOf({ outcome }: CaseResult, paint: Paint): (text: string) => string {
  return { pass: paint.good, miss: paint.bad, undecided: paint.open }[outcome];
}

function scenarioLines(result: ScenarioResult, paint: Paint): string[] {
  if (result.kind !== 'done') return [paint.bad(`✗ ${result.path}`)];
  return [
    paint.dim(result.path),
    ...result.cases.map((each) => {
      const head = `  ${colourOf(each, paint)(markOf(each))} ${nameOf(each)}`;
      const measured = `${expressionOf(each)} ${measuredOf(each)}, ${limitOf(each)}`;
      return `${head}${paint.dim(`: ${measured}`)}`;
    }),
  ];
}

/** What went wrong, worst first; what is only warned of, last. Shared by all who talk to people. */
export function endLines(suite: SuiteResult, paint: Paint): string[] {
  const counts = countsOf(suite);
  const cases = casesOf(suite.scenarios);
  const trouble = suite.scenarios.flatMap(troubleOf);
  const failed = sorted(cases.filter(({ fails }) => fails));
  const warned = cases.filter(({ outcome, fails }) => outcome === 'undecided' && !fails);
  const bad = failed.length > 0 || trouble.length > 0;
  const blocks = [
    ...(trouble.length === 0 ? [] : [[paint.bold('Not decided at all'), ...trouble]]),
    ...block('Failures', failed, paint),
    ...block('Warnings', warned, paint),
    [(bad ? paint.bad : paint.good)(totalsOf(counts, suite.notRun))],
  ];
  return ['', ...blocks.flatMap((each, i) => (i === 0 ? each : ['', ...each]))];
}

/** Misses before what is undecided; else as they come. */
export function sorted(cases: readonly CaseResult[]): CaseResult[] {
  const misses = cases.filter(({ outcome }) => outcome === 'miss');
  return [...misses, ...cases.filter(({ outcome }) => outcome !== 'miss')];
}

function block(title: string, cases: readonly CaseResult[], paint: Paint): string[][] {
  if (cases.length === 0) return [];
  return [[paint.bold(title), ...cases.flatMap((each) => caseLines(each, paint))]];
}

function caseLines(each: CaseResult, paint: Paint): string[] {
  const before = beforeOf(each);
  return [
    `  ${colourOf(each, paint)(markOf(each))} ${nameOf(each)}  ${paint.dim(placeOf(each))}`,
    `      ${expressionOf(each)} ${measuredOf(each)} against ${limitOf(each)}`,
    `      ${each.outcome}: ${each.because}`,
    ...(before === null ? [] : [`      ${before}`]),
    ...each.replay.map((command) => paint.dim(`      $ ${command}`)),
  ];
}
