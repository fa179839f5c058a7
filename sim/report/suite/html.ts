/** One page that stands alone: failures first, then everything, scenario by scenario. No script, no network. */
import type { CaseResult, DoneScenario, SuiteResult } from '../../experiment/suite/shapes.ts';
import { casesOf, countsOf } from '../../experiment/suite/shapes.ts';
import { barOf, markSvg } from './bar.ts';
import { style } from './html-style.ts';
import { sorted } from './list.ts';
import type { Reporter } from './reporter.ts';
import {
  beforeOf, expressionOf, limitOf, measuredOf, nameOf, placeOf, totalsOf, troubleOf,
} from './words.ts'; // prettier-ignore
import { element, xmlText } from './xml.ts';

export const html: Reporter = { end: pageOf, data: true };

function pageOf(suite: SuiteResult): string {
  const cases = casesOf(suite.scenarios);
  const failed = sorted(cases.filter(({ fails }) => fails));
  const warned = cases.filter(({ outcome, fails }) => outcome === 'undecided' && !fails);
  const trouble = suite.scenarios.flatMap(troubleOf);
  const done = suite.scenarios.filter((each) => each.kind === 'done');
  const totals = totalsOf(countsOf(suite), suite.notRun);
  const body = [
    element('h1', {}, 'dialtone test'),
    element('p', { class: failed.length + trouble.length > 0 ? 'miss' : 'pass' }, xmlText(totals)),
    ...(trouble.length === 0
      ? []
      : [element('h2', {}, 'Not decided at all'), element('pre', {}, xmlText(trouble.join('\n')))]),
    ...section('Failures', failed),
    ...section('Warnings', warned),
    element('h2', {}, 'Everything'),
    ...done.flatMap(scenarioOf),
    element('p', { class: 'quiet' }, `suite ${suite.digest}`),
  ];
  const head = [
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    element('title', {}, `dialtone test: ${xmlText(totals)}`),
    `<style>${style}</style>`,
  ];
  const page = element('html', { lang: 'en' }, `<head>\n${head.join('\n')}\n</head>\n<body>\n`
    + `${body.join('\n')}\n</body>`); // prettier-ignore
  return `<!doctype html>\n${page}\n`;
}

function section(title: string, cases: readonly CaseResult[]): string[] {
  if (cases.length === 0) return [];
  return [element('h2', {}, xmlText(`${title} (${cases.length})`)), tableOf(cases, true)];
}

function scenarioOf({ path, name, seed, replications, cases }: DoneScenario): string[] {
  const what = `${path}: ${replications} replications, seed ${seed}`;
  return [
    element('h3', {}, `${xmlText(name)}<br>${element('span', { class: 'where' }, xmlText(what))}`),
    tableOf(cases, false),
  ];
}

function tableOf(cases: readonly CaseResult[], whole: boolean): string {
  const head = ['', 'expectation', 'measured [95 %]', 'limit', 'why'].map((text) =>
    element('th', { scope: 'col' }, text || '<span aria-label="outcome"></span>'),
  );
  const rows = cases.map((each) => element('tr', {}, cellsOf(each, whole).join('')));
  const table = `<thead>${element('tr', {}, head.join(''))}</thead><tbody>${rows.join('\n')}</tbody>`;
  return element('div', { class: 'scroll' }, element('table', {}, table));
}

function cellsOf(each: CaseResult, whole: boolean): string[] {
  const { outcome, because, replay } = each;
  const before = beforeOf(each);
  const small = (text: string): string => element('div', { class: 'where' }, xmlText(text));
  const commands = whole && replay.length > 0 ? element('pre', {}, xmlText(replay.join('\n'))) : '';
  const named = { role: 'img', title: outcome, 'aria-label': outcome };
  const mark = element('span', named, markSvg(each));
  const why = `${element('span', { class: 'because' }, xmlText(`${outcome}: ${because}`))}${commands}`;
  return [
    element('td', { class: `mark ${outcome}` }, mark),
    element('td', { class: 'name' }, `${xmlText(nameOf(each))}${small(placeOf(each))}`),
    element(
      'td',
      { class: `figure ${outcome}` },
      `${xmlText(`${expressionOf(each)} ${measuredOf(each)}`)}${barOf(each)}${before === null ? '' : small(before)}`,
    ),
    element('td', {}, xmlText(limitOf(each))),
    element('td', {}, why),
  ];
}
