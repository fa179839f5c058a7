/** Workflow commands of GitHub Actions: an annotation at the line of every expectation that failed, and a summary. */
import type { CaseResult, ScenarioResult, SuiteResult } from '../../experiment/suite/shapes.ts';
import { casesOf, countsOf } from '../../experiment/suite/shapes.ts';
import { formatProblem } from '../../scenario/problem.ts';
import { sorted } from './list.ts';
import type { Reporter, Surroundings } from './reporter.ts';
import {
  beforeOf, expressionOf, limitOf, markOf, measuredOf, nameOf, placeOf, sentenceOf, totalsOf,
  troubleOf,
} from './words.ts'; // prettier-ignore

export const github: Reporter = {
  end: ({ scenarios }, around) => scenarios.flatMap((each) => commandsOf(each, around)).join(''),
  summary: summaryOf,
  data: false,
};

function commandsOf(scenario: ScenarioResult, around: Surroundings): string[] {
  if (scenario.kind === 'wrong') {
    return scenario.problems
      .filter(({ severity }) => severity === 'error')
      .map((problem) => command('error', problem, around, scenario.path, formatProblem(problem)));
  }
  if (scenario.kind === 'broken') {
    const at = { file: scenario.path, line: 0, column: 0 };
    return [command('error', at, around, scenario.path, troubleOf(scenario).join('\n'))];
  }
  return scenario.cases.flatMap((each) => {
    if (each.outcome === 'pass') return [];
    const level = each.fails ? 'error' : 'warning';
    const text = [sentenceOf(each), ...each.replay.map((line) => `$ ${line}`)].join('\n');
    return [command(level, each.position, around, nameOf(each), text)];
  });
}

function command(
  level: 'error' | 'warning',
  at: CaseResult['position'],
  { relative }: Surroundings,
  title: string,
  text: string,
): string {
  const file = `file=${property(relative(at.file))}`;
  const place = at.line === 0 ? file : `${file},line=${at.line},col=${at.column}`;
  return `::${level} ${place},title=${property(title)}::${data(text)}\n`;
}

/** Percent first: it is what the others are written with. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** A table, failures first. */
function summaryOf(suite: SuiteResult): string {
  const cases = casesOf(suite.scenarios);
  const failed = sorted(cases.filter(({ fails }) => fails));
  const others = sorted(cases.filter(({ fails }) => !fails));
  const trouble = suite.scenarios.flatMap(troubleOf);
  const rows = [...failed, ...others].map((each) => [
    markOf(each),
    nameOf(each),
    expressionOf(each),
    measuredOf(each),
    limitOf(each),
    [each.because, beforeOf(each)].filter((text) => text !== null).join('; '),
    placeOf(each),
  ]);
  const head = ['', 'expectation', 'of', 'measured [95 %]', 'limit', 'because', 'where'];
  const table = [head, head.map(() => '---'), ...rows.map((row) => row.map(cell))];
  return [
    `### dialtone: ${totalsOf(countsOf(suite), suite.notRun)}`,
    '',
    ...(trouble.length === 0 ? [] : [...trouble.map((line) => `- ${cell(line)}`), '']),
    ...(rows.length === 0 ? [] : [...table.map((row) => `| ${row.join(' | ')} |`), '']),
  ].join('\n');
}

/** Text inside of a table: nothing in it is markup. */
function cell(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>|#~]/g, (sign) => `\\${sign}`).replaceAll(/[\r\n]+/g, ' ');
}
