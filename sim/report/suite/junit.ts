/**
 * JUnit's XML, by the schema of Ant's report task (windyroad/JUnit-Schema), which is the strictest of those in use. A
 * suite is a scenario. Times are 0, since results may not hang on the machine; `timestamp` is the simulated start.
 */
import { formatInstant } from '../../engine/clock.ts';
import type { CaseResult, ScenarioResult } from '../../experiment/suite/shapes.ts';
import type { Reporter } from './reporter.ts';
import { beforeOf, nameOf, placeOf, sentenceOf, troubleOf } from './words.ts';
import { element, xmlText } from './xml.ts';

/** For a scenario that has no start, since it does not load. */
const EPOCH = '1970-01-01T00:00:00';

export const junit: Reporter = {
  end: ({ scenarios }) => {
    const suites = scenarios.map((each, id) => `  ${suiteOf(each, id)}\n`).join('');
    return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', {}, `\n${suites}`)}\n`;
  },
  data: true,
};

function suiteOf(scenario: ScenarioResult, id: number): string {
  const done = scenario.kind === 'done' ? scenario : null;
  const cases = done?.cases ?? [];
  const failures = cases.filter(({ fails }) => fails).length;
  const content = [
    element('properties', {}, propertiesOf(scenario)),
    ...(done === null ? [errorOf(scenario)] : cases.map((each) => caseOf(each, scenario.path))),
    element('system-out', {}, xmlText(cases.map(noteOf).join(''))),
    element('system-err', {}, ''),
  ];
  const attributes = {
    ...{ id, package: folderOf(scenario.path), name: scenario.path },
    ...{ tests: done === null ? 1 : cases.length, failures, errors: done === null ? 1 : 0 },
    ...{ time: 0, timestamp: done === null ? EPOCH : stamp(done.start), hostname: 'localhost' },
  };
  return element('testsuite', attributes, `\n    ${content.join('\n    ')}\n  `);
}

/** '2007-03-05T00:00:00'. */
function stamp(instant: number): string {
  const [date, time] = formatInstant(instant).slice(-16).split(' ');
  return `${date}T${time}:00`;
}

function folderOf(path: string): string {
  const end = path.lastIndexOf('/');
  return end < 0 ? '.' : path.slice(0, end);
}

function propertiesOf(scenario: ScenarioResult): string {
  if (scenario.kind !== 'done') return '';
  const { name, digest, seed, replications } = scenario;
  return Object.entries({ scenario: name, digest, seed, replications })
    .map(([key, value]) => element('property', { name: key, value }))
    .join('');
}

function caseOf(each: CaseResult, path: string): string {
  const attributes = { name: nameOf(each), classname: path, time: 0 };
  if (!each.fails) return element('testcase', attributes);
  const before = beforeOf(each);
  const text = [
    placeOf(each),
    sentenceOf(each),
    ...(before === null ? [] : [before]),
    ...each.replay.map((command) => `$ ${command}`),
  ].join('\n');
  const failure = { message: sentenceOf(each), type: each.outcome };
  return element('testcase', attributes, element('failure', failure, xmlText(text)));
}

function errorOf(scenario: ScenarioResult): string {
  const lines = troubleOf(scenario);
  const type = scenario.kind === 'wrong' ? 'input' : 'bug';
  const error = element('error', { message: lines[0] ?? '', type }, xmlText(lines.join('\n')));
  return element('testcase', { name: 'loads', classname: scenario.path, time: 0 }, error);
}

/** What passed, and what is only warned of: a failure says it by itself. */
function noteOf(each: CaseResult): string {
  return each.fails ? '' : `${nameOf(each)}: ${sentenceOf(each)}\n`;
}
