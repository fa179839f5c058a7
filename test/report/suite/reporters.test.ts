import { describe, expect, it } from 'vitest';
import { dot } from '../../../sim/report/suite/dot.ts';
import { html } from '../../../sim/report/suite/html.ts';
import { json } from '../../../sim/report/suite/json.ts';
import { list } from '../../../sim/report/suite/list.ts';
import { colourPaint, plainPaint } from '../../../sim/report/terminal/paint.ts';
import { done, suite } from './fixture.ts';

const around = { paint: plainPaint, relative: (file: string) => file };

describe('list', () => {
  it('has a line for each case as it ends', () => {
    expect(list.scenario!(done, around).split('\n')).toEqual([
      'suite/sla.yaml',
      '  ✓ Back in 4 h (daily): p95 of recovery.data 3 h [2 h, 3 h 30 min], at most 4 h',
      '  ✗ Back, in: 4 h & 100 % <sure> (weekly): p95 of recovery.data 6 h [5 h, 8 h], at most 4 h',
      '  ? Nothing is lost (a - b): mean of loss.messages –, at most 0 messages',
      '  ? Perhaps (a - b): mean of loss.messages –, at most 0 messages',
      '',
    ]);
  });

  it('ends with what went wrong, misses first, with the place and the command', () => {
    expect(list.end(suite, around).split('\n')).toEqual([
      '',
      'Not decided at all',
      "suite/wrong.yaml:3:7: error: expect/0/metric: no metric 'x, y: 5%'; did you mean 'loss.messages'?",
      "suite/broken.yaml: a bug in the simulator: strategy 'daily', replication 3, seed 1: content vanished",
      '',
      'Failures',
      '  ✗ Back, in: 4 h & 100 % <sure> (weekly)  suite/sla.yaml:8:5',
      '      p95 of recovery.data 6 h [5 h, 8 h] against at most 4 h',
      '      miss: the whole interval is beyond the limit',
      '      was 3 h [2 h, 4 h] in the baseline',
      "      $ dialtone compare 'suite/a b.yaml' --strategy weekly --seed 1 --replications 50",
      '  ? Nothing is lost (a - b)  suite/sla.yaml:9:5',
      '      mean of loss.messages – against at most 0 messages',
      '      undecided: 10 of the 72 independent observations that it needs: about 720 replications',
      '',
      'Warnings',
      '  ? Perhaps (a - b)  suite/sla.yaml:9:5',
      '      mean of loss.messages – against at most 0 messages',
      '      undecided: 10 of the 72 independent observations that it needs: about 720 replications',
      '',
      '1 passed, 1 missed, 1 undecided, 1 undecided (warning only); 4 cases in 3 scenarios, 1 scenario with mistakes, 1 scenario that broke the simulator',
      '',
    ]);
  });

  it('has colours only where they are asked for', () => {
    expect(list.end(suite, around)).not.toContain('\u001b');
    expect(list.end(suite, { ...around, paint: colourPaint })).toContain('\u001b[31m✗\u001b[0m');
  });
});

describe('dot', () => {
  it('has a sign for each case and the same end', () => {
    expect(suite.scenarios.map((each) => dot.scenario!(each, around)).join('')).toBe('·F??EE');
    expect(dot.end(suite, around)).toBe(`\n${list.end(suite, around)}`);
  });
});

describe('json', () => {
  it('is everything, with a name and a version', () => {
    const read = JSON.parse(json.end(suite, around)) as Record<string, unknown>;
    expect(read).toMatchObject({ schema: 'dialtone/suite/1', suite: 'abcdef' });
    expect(read.counts).toEqual({
      ...{ cases: 4, scenarios: 3, pass: 1, miss: 1, undecided: 1, warned: 1 },
      ...{ wrong: 1, broken: 1, notRun: 0 },
    });
    expect(read.scenarios).toEqual(suite.scenarios);
  });
});

describe('html', () => {
  it('stands alone, failures first, and no name of a scenario is markup', () => {
    const page = html.end(suite, around);
    expect(page).not.toMatch(/<script|<link|src=|https?:/);
    expect(page).not.toContain('<sure>');
    expect(page.indexOf('Failures (2)')).toBeLessThan(page.indexOf('Everything'));
    expect(page.indexOf('&lt;sure&gt;')).toBeLessThan(page.indexOf('Nothing is lost'));
    expect(page).toContain('prefers-color-scheme: dark');
  });
});
