import { describe, expect, it } from 'vitest';
import { github } from '../../../sim/report/suite/github.ts';
import { plainPaint } from '../../../sim/report/terminal/paint.ts';
import { suite } from './fixture.ts';

const around = { paint: plainPaint, relative: (file: string) => `plans/${file}` };

describe('github', () => {
  it('annotates every expectation that is not met, character by character', () => {
    expect(github.end(suite, around)).toBe(
      [
        '::error file=plans/suite/sla.yaml,line=8,col=5,title=Back%2C in%3A 4 h & 100 %25 <sure> (weekly)::' +
          'p95 of recovery.data 6 h [5 h, 8 h], at most 4 h: miss, the whole interval is beyond the limit%0A' +
          "$ dialtone compare 'suite/a b.yaml' --strategy weekly --seed 1 --replications 50",
        '::error file=plans/suite/sla.yaml,line=9,col=5,title=Nothing is lost (a - b)::' +
          'mean of loss.messages –, at most 0 messages: undecided, 10 of the 72 independent observations that it needs: about 720 replications',
        '::warning file=plans/suite/sla.yaml,line=9,col=5,title=Perhaps (a - b)::' +
          'mean of loss.messages –, at most 0 messages: undecided (warning only), 10 of the 72 independent observations that it needs: about 720 replications',
        '::error file=plans/suite/wrong.yaml,line=3,col=7,title=suite/wrong.yaml::' +
          "suite/wrong.yaml:3:7: error: expect/0/metric: no metric 'x, y: 5%25'; did you mean 'loss.messages'?",
        '::error file=plans/suite/broken.yaml,title=suite/broken.yaml::' +
          "suite/broken.yaml: a bug in the simulator: strategy 'daily', replication 3, seed 1: content vanished",
        '',
      ].join('\n'),
    );
  });

  it('escapes line ends and percent signs of both kinds of text', () => {
    const [done] = suite.scenarios;
    if (done.kind !== 'done') throw new Error('no cases');
    const each = { ...done.cases[1], name: 'a\r\nb:c,d%', because: '1\r\n2 %0A', replay: [] };
    const found = github.end({ ...suite, scenarios: [{ ...done, cases: [each] }] }, around);
    expect(found).toContain(',title=a%0D%0Ab%3Ac%2Cd%25 (weekly)::');
    expect(found).toContain('miss, 1%0D%0A2 %250A\n');
    expect(found.split('\n')).toHaveLength(2);
  });

  it('writes a summary as a table, failures first, in which nothing is markup', () => {
    expect(github.summary!(suite).split('\n')).toEqual([
      '### dialtone: 1 passed, 1 missed, 1 undecided, 1 undecided (warning only); 4 cases in 3 scenarios, 1 scenario with mistakes, 1 scenario that broke the simulator',
      '',
      "- suite/wrong.yaml:3:7: error: expect/0/metric: no metric 'x, y: 5%'; did you mean 'loss.messages'?",
      "- suite/broken.yaml: a bug in the simulator: strategy 'daily', replication 3, seed 1: content vanished",
      '',
      '|  | expectation | of | measured \\[95 %\\] | limit | because | where |'.replaceAll(
        '\\',
        '',
      ),
      '| --- | --- | --- | --- | --- | --- | --- |',
      '| ✗ | Back, in: 4 h & 100 % \\<sure\\> (weekly) | p95 of recovery.data | 6 h \\[5 h, 8 h\\] | at most 4 h | the whole interval is beyond the limit; was 3 h \\[2 h, 4 h\\] in the baseline | suite/sla.yaml:8:5 |',
      '| ? | Nothing is lost (a - b) | mean of loss.messages | – | at most 0 messages | 10 of the 72 independent observations that it needs: about 720 replications | suite/sla.yaml:9:5 |',
      '| ✓ | Back in 4 h (daily) | p95 of recovery.data | 3 h \\[2 h, 3 h 30 min\\] | at most 4 h | the whole interval is inside | suite/sla.yaml:7:5 |',
      '| ? | Perhaps (a - b) | mean of loss.messages | – | at most 0 messages | 10 of the 72 independent observations that it needs: about 720 replications | suite/sla.yaml:9:5 |',
      '',
    ]);
  });
});
