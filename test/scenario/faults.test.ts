import { describe, expect, it } from 'vitest';
import type { Plan } from '../../sim/org/plan.ts';
import { good, loadText, problemsOf, SMALL } from './helper.ts';

const plan = (text: string): Plan => good(loadText(text)).strategies[0].plan;

describe('faults', () => {
  const faults = (text: string): unknown =>
    plan(`${SMALL}faults: { f: { at: 2007-01-10 12:00, ${text} } }\n`).faults;
  const common = { name: 'f', path: 'faults/f', at: 1_168_430_400_000 };

  it.each<[string, object]>([
    [
      'lose: servers/exch2/nodes/a/volumes/logs',
      { verb: 'lose', volumes: [3], disks: [], controllers: [] },
    ],
    [
      'lose: servers/exch2/volumes/logs',
      { verb: 'lose', volumes: [3], disks: [], controllers: [] },
    ],
    ['lose: servers/exch2', { verb: 'lose', volumes: [2, 3], disks: [], controllers: [] }],
    [
      'lose: [servers/*/nodes/a/volumes/logs, servers/exch1]',
      { verb: 'lose', volumes: [0, 1, 3], disks: [], controllers: [] },
    ],
    ['lose: directory/domains/corp', { verb: 'lose', volumes: [], disks: [], controllers: [0] }],
    [
      'lose: servers/exch1/volumes/database/disks/3',
      { verb: 'lose', volumes: [], disks: [2], controllers: [] },
    ],
    [
      "lose: ['servers/*/nodes/a/volumes/logs/disks/*', servers/exch1/volumes/logs]",
      { verb: 'lose', volumes: [1], disks: [8, 9, 18, 19], controllers: [] },
    ],
    [
      'fail: [servers/exch2, directory/domains/corp/controllers/dc1]',
      { verb: 'fail', servers: [1], controllers: [0], backups: [], hangs: false },
    ],
    [
      "fail: 'servers/*'",
      { verb: 'fail', servers: [0, 1], controllers: [], backups: [], hangs: false },
    ],
    [
      'fail: [servers/exch1, servers/exch2/storageGroups/sg1], how: hangs',
      {
        ...{ verb: 'fail', servers: [0], controllers: [], hangs: true },
        backups: [{ job: -1, group: 2 }],
      },
    ],
    [
      'corrupt: servers/exch1/storageGroups/sg2/databases/db1',
      { verb: 'corrupt', database: 1, pages: 4, singleBit: false, level: 'page', badSpot: false },
    ],
    [
      'corrupt: { database: servers/exch1/storageGroups/sg2/databases/db1, pages: 9 }',
      { verb: 'corrupt', database: 1, pages: 9, singleBit: false, level: 'page', badSpot: false },
    ],
    [
      'corrupt: { database: servers/exch1/storageGroups/sg2/databases/db1, singleBit: true }',
      { verb: 'corrupt', database: 1, pages: 1, singleBit: true, level: 'page', badSpot: false },
    ],
    [
      'spoil: { newestSetOf: servers/exch2/storageGroups/sg1 }',
      { verb: 'spoil', group: 2, only: 'any' },
    ],
    [
      'spoil: { newestFullOf: servers/exch2/storageGroups/sg1 }',
      { verb: 'spoil', group: 2, only: 'full' },
    ],
    [
      'delete: servers/exch1/storageGroups/sg2/databases/db1',
      { verb: 'delete', thing: { what: 'file', id: 1 } },
    ],
    [
      'delete: servers/exch1/storageGroups/sg2/logs',
      { verb: 'delete', thing: { what: 'logs', id: 1 } },
    ],
    ['delete: servers/exch2/volumes/logs', { verb: 'delete', thing: { what: 'volume', id: 3 } }],
    [
      'lose: servers/exch1/storageGroups/sg2/logs',
      { verb: 'delete', thing: { what: 'logs', id: 1 } },
    ],
  ])('%s', (text, fault) => {
    expect(faults(text)).toEqual([{ ...common, ...fault }]);
  });

  it.each([
    ['delete: servers/*/storageGroups/sg2/logs', 'a fault deletes one thing'],
    ['delete: servers/exch1', 'the path names no database, log folder or volume'],
    ['delete: servers/exch1/storageGroups/sg2/lgos', 'no database, log folder or volume'],
    ['lose: servers/exch1, delete: servers/exch1/volumes/logs', 'a fault has one verb'],
    ['corrupt: servers/*/storageGroups/sg2/databases/db1', 'a fault names one database'],
    ['corrupt: servers/exch1', 'the path names no database'],
    ['spoil: { }', 'which set?'],
    [
      'lose: servers/exch1, spoil: { newestSetOf: servers/exch2/storageGroups/sg1 }',
      'a fault has one verb',
    ],
    [
      'corrupt: { database: servers/exch1/storageGroups/sg2/databases/db1, pages: 0 }',
      'pages: a whole number',
    ],
  ])('refuses %s', (text, says) => {
    const problems = problemsOf(
      loadText(`${SMALL}faults: { f: { at: 2007-01-10 12:00, ${text} } }\n`),
    );
    expect(problems.map((each) => each.message).join()).toContain(says);
  });
});
