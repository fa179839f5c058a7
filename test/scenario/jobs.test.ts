import { describe, expect, it } from 'vitest';
import type { Plan } from '../../sim/org/plan.ts';
import { good, loadText, problemsOf, small, SMALL } from './helper.ts';

const plan = (text: string): Plan => good(loadText(text)).strategies[0].plan;

describe('jobs', () => {
  const jobs = (text: string): unknown =>
    plan(text).jobs.map((job) => [
      job.name,
      job.groups.map((each) => [each.group, each.databases]),
    ]);
  const two = SMALL.replace('databases: { db1:', 'databases: { db1..db2:');

  it('without `of` cover what is backed up nowhere else, each all of it', () => {
    const text = `${small('type: full,', 'type: full, of: servers/exch1,')}    a: { type: full, when: Sat 22:00 }\n    b: { type: incremental, when: Sat 23:00 }\n`;
    const rest = [[2, [2]], [3, [3]]]; // prettier-ignore
    expect(jobs(text)).toEqual([
      ['a', rest],
      ['b', rest],
      ['full', [[0, [0]], [1, [1]]]], // prettier-ignore
    ]);
  });

  it('full and copy select databases, incremental and differential cover the whole group', () => {
    const of = 'of: servers/exch1/storageGroups/sg1/databases/db2,';
    for (const type of ['full', 'copy']) {
      expect(jobs(two.replace('type: full,', `type: ${type}, ${of}`))).toEqual([
        ['full', [[0, [1]]]],
      ]);
    }
    const whole = 'type: full, when: Sat 20:00, of: servers/exch1';
    for (const type of ['incremental', 'differential']) {
      const text = `${two}    logs: { type: ${type}, when: Sat 22:00, ${of.slice(0, -1)} }\n`;
      expect(jobs(text.replace('type: full, when: daily 20:00', whole))).toContainEqual([
        'logs',
        [[0, [0, 1]]],
      ]);
    }
  });

  it('take lists of paths with ranges and patterns', () => {
    const text = small(
      'type: full,',
      'type: full, of: [servers/exch1..exch2/storageGroups/sg2, servers/exch1],',
    );
    expect(jobs(text)).toEqual([
      [
        'full',
        [
          [0, [0]],
          [1, [1]],
          [3, [3]],
        ],
      ],
    ]);
  });

  it('a wrong path in a list is shown by itself', () => {
    const [problem] = problemsOf(
      loadText(small('type: full,', 'type: full, of: [servers/exch1, servers/exch3],')),
    );
    expect(problem).toMatchObject({
      path: 'backup/jobs/full/of/1',
      column: 45,
      nearest: 'servers/exch1',
    });
  });
});
