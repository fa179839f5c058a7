import { describe, expect, it } from 'vitest';
import { formatProblem, type Problem } from '../../sim/scenario/index.ts';
import { organizationCases } from './bad-organization.ts';
import { planCases } from './bad-plans.ts';
import { loadFiles, loadText, placeOf, problemsOf, small } from './helper.ts';

const cases = [...organizationCases, ...planCases];

describe('a mistake is shown where it stands', () => {
  it.each(cases)('$title', ({ text, at, path, says, nearest }) => {
    const result = loadText(text);
    expect(result.ok).toBe(false);
    const problems = problemsOf(result);
    const problem = problems.find((each) => each.message.includes(says));
    expect(problem, problems.map(formatProblem).join('\n')).toBeDefined();
    expect(`${problem!.line}:${problem!.column}`).toBe(placeOf(text, at));
    if (path !== '') expect(problem!.path).toBe(path);
    expect(problem!.nearest).toBe(nearest);
    expect(problem!.severity).toBe('error');
    // One mistake, one complaint: what follows from it is no news.
    const others = problems.filter((each) => each !== problem && each.severity === 'error');
    expect(others.map(formatProblem).filter((line) => !line.includes('cycle'))).toEqual([]);
  });

  it('all mistakes come at once, in the order of the text', () => {
    const text = [
      small('400 MiB', '400 Mb').replace('8 x sas', '8x xas'),
      'horizon: 0 h',
      'faults: { gone: { at: Thu 14:30, lose: servers/exch9 } }',
      'baseline: nobody',
      'expect: [{ metric: nothing.such, atMost: 4 }]',
    ].join('\n');
    const problems = problemsOf(loadText(text));
    expect(problems.map((each) => each.path)).toEqual([
      'organization/servers/exch1/nodes/a/volumes/database/disks',
      'organization/servers/exch1/storageGroups/sg1/databases/db1/quota',
      'horizon',
      'faults/gone/at',
      'faults/gone/lose',
      'baseline',
      'expect/0/metric',
    ]);
    const lines = problems.map((each) => each.line);
    expect(lines).toEqual([...lines].sort((a, b) => a - b));
  });

  it('formats as file:line:column with everything that helps', () => {
    const [problem] = problemsOf(
      loadText(small('{ hq: {} }', '{ hq: { part: {} } }')),
    ) as Problem[];
    expect(formatProblem(problem)).toBe(
      "test.yaml:3:18: error: organization/sites/hq/part: unknown key 'part'; expected 'parts' or 'offset'; did you mean 'parts'?",
    );
  });
});

describe('a file that cannot be used', () => {
  it.each([
    ['', 'not a scenario'],
    ['just text', 'not a scenario'],
    ['- dialtone: 1', 'not a scenario'],
    ['scenario: x', 'no version'],
    ['a: [1, 2', 'not YAML'],
    ['a: *nowhere', "no anchor '&nowhere'"],
    ['a: !!js/function x', 'not YAML'],
    ['%YAML 1.1\n---\ndialtone: 1', 'YAML 1.2'],
    ['dialtone: 1\n---\ndialtone: 1', 'not YAML'],
    ['? [a, b]\n: 1', 'a key is a plain word'],
  ])('%j', (text, says) => {
    const problems = problemsOf(loadText(text));
    expect(problems.map((each) => each.message).join('; ')).toContain(says);
  });

  it('is named, with why it cannot be read', () => {
    const result = loadFiles({ 'a.yaml': 'dialtone: 1\nextends: ./gone.yaml\n' });
    expect(problemsOf(result).map(formatProblem)).toEqual([
      "a.yaml:2:10: error: cannot read 'gone.yaml': no such file",
    ]);
  });
});
