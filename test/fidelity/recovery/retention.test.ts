/** Mail that was deleted, and that its database still keeps: no restore brings it back (E-50, X-14, W-08, W-19, W-21). */
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../sim/engine/clock.ts';
import { inspect } from '../../../sim/report/inspect/index.ts';
import { instant, jobs, path, runUntil, scenario } from '../../support/backup.ts';
import { planOf, watch, type Watched } from '../../support/organization.ts';
import { DATABASE, faulty, rowsOf, steps } from '../../support/recovery.ts';

const FULLS = { jobs: jobs({ full: 'type: full, when: daily 20:00' }), horizon: '7 weeks' };
type Version = '2003' | '2007';

/** Two of a hundred messages of a month are deleted on a Thursday, and missed so much later. */
function missed(
  how: string,
  noticed: string,
  rest = '',
  version: Version = '2007',
  check = false,
): Watched {
  const logical = `{ share: 2 %, of: 30 days, over: 1 h, noticed: ${noticed}, how: ${how} }`;
  const gone = `at: week 1 Thu 10:00, corrupt: { database: ${DATABASE}, logical: ${logical} }`;
  const yaml = faulty({ gone }, FULLS, rest)
    .replace('exchange-2007', `exchange-${version}`)
    .replace('standard: 100', 'standard: 10');
  return watch(yaml, { check });
}

const closed = (watched: Watched): Watched => {
  const week = instant(watched.plan, 7, 'Mon 00:00');
  return watched.of('incident.closed').length > 0 ? watched : runUntil(watched, week);
};

const lost = (watched: Watched): number => rowsOf(closed(watched))[0].lostMessages;

describe('deleted items', () => {
  it('X-14: come back without a restore while their retention lasts, and nobody is down', () => {
    const watched = closed(missed('deleted', '6 days', '', '2007', true));
    const [row] = rowsOf(watched);
    expect(row).toMatchObject({ lostMessages: 0, serviceMs: 0, sets: [], outcome: 'recovered' });
    const [items] = steps(watched, 'items');
    expect(items.at - items.began).toBe(30 * MINUTE);
    expect(items.because).toMatch(/^recovering what the database still keeps/);
    expect(steps(watched, 'image')).toEqual([]);
  });

  it.each([
    ['2007', '13 days', '15 days'],
    ['2003', '6 days', '8 days'],
  ] as const)(
    'X-14 E-50: are kept for 14 days in 2007, for 7 in 2003: %s',
    (version, soon, late) => {
      expect(lost(missed('deleted', soon, '', version))).toBe(0);
      expect(lost(missed('deleted', late, '', version))).toBeGreaterThan(10);
    },
  );

  it('E-50: are kept for as long as somebody wants', () => {
    const longer = 'parameters: { store: { itemRetentionMs: 4 weeks } }\n';
    expect(lost(missed('deleted', '20 days', longer))).toBe(0);
  });

  it('X-14: what was deleted with Shift+Delete comes back where clients have DumpsterAlwaysOn alone', () => {
    const all = lost(missed('shift-deleted', '3 days'));
    expect(all).toBeGreaterThan(10);
    const half = 'parameters: { store: { dumpsterAlwaysOn: 50 % } }\n';
    expect(lost(missed('shift-deleted', '3 days', half)) / all).toBeCloseTo(0.5, 1);
    const on = 'parameters: { store: { dumpsterAlwaysOn: 100 % } }\n';
    expect(lost(missed('shift-deleted', '3 days', on))).toBe(0);
  });

  it('X-14: what was garbled was never deleted, and is not among them', () => {
    expect(lost(missed('garbled', '3 days'))).toBeGreaterThan(10);
  });
});

describe('removed mailboxes', () => {
  const removed = (noticed: string): Watched => {
    const logical = `{ share: 2 %, noticed: ${noticed}, how: mailbox-removed }`;
    const gone = `at: week 1 Thu 10:00, corrupt: { database: ${DATABASE}, logical: ${logical} }`;
    return watch(faulty({ gone }, FULLS), { check: false });
  };

  it('W-21 E-50: are purged 30 days after online maintenance has marked them', () => {
    // Removed at ten, marked at one in the night, 15 hours later.
    expect(lost(removed('29 days'))).toBe(0);
    // Past 30 days of the removal, not of the mark.
    expect(lost(removed('725 h'))).toBe(0);
    expect(lost(removed('740 h'))).toBeGreaterThan(1000);
  });

  it('W-21: take all with them that was ever in them, at once', () => {
    const watched = removed('40 days');
    runUntil(watched, instant(watched.plan, 1, 'Thu 10:01'));
    const [kill] = watched.sim.world.org.store.databases[0].kills;
    expect(kill.to - kill.from).toBeLessThan(1000);
    expect(kill.content[0]).toBeLessThan(kill.from - 35 * DAY);
    expect(kill.purgedAt).toBe(kill.from + 15 * HOUR + 30 * DAY);
  });
});

describe('the size of a database', () => {
  const GIB = 1024 * 1024 * 1024;
  const sized = (of: string) => {
    const database = `db1: { on: database, mailboxes: { standard: 100 }, profile: average, quota: 400 MiB${of} }`;
    const group = (n: number): string =>
      `\n        sg${n}:\n          logs: logs\n          databases:\n            ${database}`;
    return scenario({ groups: [1, 2, 3, 4, 5].map(group).join('') });
  };

  it('W-08: is that of its mailboxes and a fifth more: 47 GB each, 235 GB on the server', () => {
    const { databases } = planOf(sized(''));
    const each = databases.map(({ sizeBytes }) => sizeBytes / GIB);
    expect(each).toEqual(Array.from({ length: 5 }, () => 46.875));
    expect(each.reduce((sum, size) => sum + Math.round(size), 0)).toBe(235);
  });

  it('W-19: ten per cent of it are the deleted items of 14 days, and as much again 14 days more', () => {
    const items = (of: string) => {
      const { sim, plan } = watch(sized(of), { check: false });
      const { sections } = inspect(sim.world, path('sg1', 'db1'))!;
      const fields = sections.flatMap((section) => section.fields ?? []);
      const [, text] = fields.find(([name]) => name === 'Deleted items')!;
      return { text, sizeBytes: plan.databases[0].sizeBytes };
    };
    const [usual, longer] = [items(''), items(', itemRetention: 28 days')];
    expect(usual.text).toBe('kept for 14 d, about 4.7 GiB of the file');
    expect((longer.sizeBytes - usual.sizeBytes) / usual.sizeBytes).toBeCloseTo(0.1, 6);
    // A size that is given is taken as it is.
    const given = items(', size: 47 GiB, itemRetention: 28 days');
    expect(given.sizeBytes).toBe(47 * GIB);
    expect(given.text).toBe('kept for 28 d, about 9.4 GiB of the file');
  });
});
