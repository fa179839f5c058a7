/** Restore drills, and the silently wrong jobs that they find before a disaster does. */
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, WEEK } from '../../../sim/engine/clock.ts';
import { groups, instant, path, scenario } from '../../support/backup.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { DATABASE, rowsOf, toEnd, volume } from '../../support/recovery.ts';

const TWO = groups({ sg1: { db1: {} }, sg2: { db1: {} } });
const HANDS = 'operators: { team: { people: 2, hours: Mon-Fri 08:00-18:00, onCall: 45 min } }';

/** A scenario with drills, and whatever else belongs to it. */
function drilled(drills: string, rest = 'hazards: none\n', of = TWO, horizon = '8 weeks'): string {
  return scenario({ groups: of, rest, horizon }).replace(HANDS, `${HANDS}\n  drills: ${drills}`);
}

const MONTHLY = '{ monthly: { when: first Tue 09:00 } }';
const run = (yaml: string, check = true): Watched => toEnd(watch(yaml, { check }));

/** Only jobs go silently wrong, so often that each does within weeks. */
const WRONG = 'hazards: { job-silently-wrong: 8 /year, others: none }\n';

describe('a restore drill', () => {
  it('MON-17: restores the newest chain from tape, and nobody notices anything', () => {
    const watched = run(drilled('{ weekly: { when: Wed 09:00 } }'));
    const first = watched.of('drill.ended').filter((f) => f.at >= watched.plan.clock.start)[0];
    expect(first).toMatchObject({ outcome: 'restored', group: expect.any(Number) });
    // The full of Saturday, and the incrementals of Sunday, Monday and Tuesday.
    expect(first.sets).toBe(4);
    const at = instant(watched.plan, 1, 'Wed 09:00');
    expect(watched.of('database.down').filter((f) => f.at > at)).toEqual([]);
    // 10 GiB at 25 MB/s, and the rest.
    expect(first.at - first.began).toBeGreaterThan((10 * 1.073741824e9) / 25e3);
    expect(first.at - first.began).toBeLessThan(HOUR);
  });

  it('MON-19: goes round the groups of all servers', () => {
    const watched = run(drilled('{ weekly: { when: Wed 09:00 } }'));
    const turns = watched.of('drill.ended').map((f) => f.group);
    expect(turns.length).toBe(9);
    turns.forEach((group, i) => expect(group).toBe(i % 2));
    const both = run(drilled('{ weekly: { when: Wed 09:00, groups: 2 } }'));
    expect(both.of('drill.ended').length).toBe(18);
  });

  it('holds a drive and a person, and lets backups go first', () => {
    const watched = run(drilled('{ night: { when: Sat 20:00 } }'));
    const night = watched.of('drill.ended').filter((f) => f.at > watched.plan.clock.start)[0];
    const fulls = watched
      .of('backup.ended')
      .filter((f) => f.backupType === 'full' && f.at < night.at && night.at - f.at < 12 * HOUR);
    expect(fulls.length).toBe(2);
    const reads = watched.of('step.ended').filter((s) => s.definition === 'recovery.drill');
    const reading = reads.filter((s) => s.step === 'read' && s.at > watched.plan.clock.start);
    expect(reading[0].drive).toBe(0);
    expect(reading[0].person).toBe(true);
    expect(reading[0].began).toBeGreaterThan(Math.max(...fulls.map((f) => f.at)) - MINUTE * 2);
  });

  it('is broken off when something has to be recovered', () => {
    const faults = `hazards: none\nfaults: { gone: { at: week 2 Wed 09:10, lose: ${volume('database')} } }\n`;
    const watched = run(
      drilled(
        '{ weekly: { when: Wed 09:00, to: servers/mbx1/volumes/system } }'.replace(
          'servers/mbx1/volumes/system',
          'servers/mbx1/nodes/a/volumes/logs',
        ),
        faults,
      ),
    );
    const at = instant(watched.plan, 2, 'Wed 09:15');
    expect(watched.of('drill.ended').find((f) => f.at === at)).toMatchObject({
      outcome: 'broken-off',
      because: 'something has to be recovered',
    });
    expect(watched.of('incident.closed').length).toBe(1);
    expect(rowsOf(watched).every((r) => r.lostMessages === 0)).toBe(true);
  });

  it('reads the newest chain also where a new log stream has begun, which counts from 1', () => {
    // The images of the old stream have higher logs, and passed for newer ones for as long as they were kept.
    const rest = `hazards: none\nfaults: { gone: { at: week 1 Tue 12:00, lose: ${volume('logs')} } }\n`;
    const yaml = drilled('{ weekly: { when: Fri 10:00 } }', rest, groups({ sg1: { db1: {} } }));
    const watched = watch(yaml);
    watched.sim.runUntil(instant(watched.plan, 1, 'Fri 12:00'));
    const { media, store } = watched.sim.world.org;
    const read = media.sets.filter(({ fate }) => fate === 'sound').at(-1)!;
    expect(read.segment).toBe(store.groups[0].segment);
  });

  it('finds a set that cannot be read, and has a full made', () => {
    const faults = `hazards: none\nfaults: { bad: { at: week 2 Mon 08:00, spoil: { newestFullOf: ${path('sg1')} } } }\n`;
    const watched = run(drilled('{ weekly: { when: Tue 09:00, groups: 2 } }', faults));
    const at = instant(watched.plan, 2, 'Tue 09:00');
    const found = watched.of('drill.ended').filter((f) => f.at > at && f.at < at + 12 * HOUR);
    expect(found.map((f) => [f.group, f.outcome])).toEqual([
      [0, 'unreadable-set'],
      [1, 'restored'],
    ]);
    const full = watched
      .of('backup.ended')
      .find((f) => f.group === 0 && f.backupType === 'full' && f.at > at);
    expect((full?.at ?? 0) - at).toBeLessThan(12 * HOUR);
    expect(full?.outcome).toBe('succeeded');
  });
});

describe('a silently wrong job', () => {
  it('reports success while its sets are worthless, until a drill reads one', () => {
    const watched = run(drilled('{ weekly: { when: Wed 09:00, groups: 2 } }', WRONG));
    expect(
      watched
        .of('backup.ended')
        .every((f) => f.outcome === 'succeeded' || f.at < watched.plan.clock.start),
    ).toBe(true);
    const strikes = watched.of('cause.struck');
    expect(strikes.every((f) => f.absorbed && f.cause === 'job-silently-wrong')).toBe(true);
    const found = watched.of('job.found-wrong');
    expect(found.length).toBeGreaterThan(1);
    for (const fact of found) {
      expect(fact.by).toBe('a drill');
      const strike = strikes.find((f) => f.key === fact.key)!;
      // At the next drill that can meet one of its sets.
      expect(fact.at - strike.at).toBeLessThan(2 * WEEK);
      expect(
        watched.of('drill.ended').find((f) => f.at >= fact.at && f.group === fact.group)?.outcome,
      ).toBe('wrong-job');
    }
  });

  it('MON-17: otherwise shows in the disaster: the restore falls back to an older set, and days are lost', () => {
    const lost = (drills: string): number => {
      const fault = `faults: { gone: { at: week 8 Thu 14:30, lose: servers/mbx1 } }\n`;
      const one = groups({ sg1: { db1: {} } });
      let messages = 0;
      for (let replication = 0; replication < 6; replication++) {
        const yaml = drilled(drills, WRONG + fault, one, '9 weeks');
        const watched = toEnd(watch(yaml, { check: replication === 0, replication }));
        messages += rowsOf(watched).reduce((sum, row) => sum + row.lostMessages, 0);
      }
      return messages;
    };
    const none = lost('{ }');
    const weekly = lost('{ weekly: { when: Wed 09:00 } }');
    expect(weekly).toBeGreaterThan(0);
    expect(none).toBeGreaterThan(2 * weekly);
  });

  it('costs the restore the whole reading of a set before anybody knows', () => {
    // All fulls since the strike are worthless: only the first of them is read.
    const fault = `faults: { gone: { at: week 6 Thu 14:30, lose: ${volume('database')} } }\n`;
    const one = groups({ sg1: { db1: {} } });
    let told = 0;
    for (let replication = 0; replication < 6; replication++) {
      const watched = toEnd(watch(drilled('{ }', WRONG + fault, one), { replication }));
      for (const fact of watched.of('job.found-wrong')) {
        expect(fact.by).toBe('a restore');
        told += 1;
        const [closed] = watched.of('incident.closed');
        expect(closed.causes).toContain(fact.key);
        const image = closed.waterfall.filter(
          (s) => s.span === 'restore-image' || s.span === 'restore-logs',
        );
        expect(image.length).toBeGreaterThan(1);
        // Mended: the full after the recovery is a good one.
        expect(
          watched.sim.world.org.backup.jobs.every((j) =>
            j.wrong.every((each) => each.key !== fact.key),
          ),
        ).toBe(true);
      }
    }
    expect(told).toBeGreaterThan(1);
  });

  it('strikes by the same keys whatever the plan is', () => {
    const keys = (jobs: string): string[] => {
      const yaml = scenario({ groups: TWO, jobs, rest: WRONG, horizon: '30 weeks' });
      return run(yaml, false)
        .of('cause.struck')
        .map((f) => `${f.at} ${f.key}`);
    };
    const weekly = keys(
      '\n    full: { type: full, when: Sat 20:00 }\n    nightly: { type: incremental, when: Sun-Fri 20:00 }',
    );
    const daily = keys('\n    daily: { type: full, when: daily 20:00 }');
    expect(weekly.length).toBeGreaterThan(8);
    expect(daily).toEqual(weekly);
  });
});

it('monthly drills run on their day, in the warm-up as well', () => {
  const watched = run(drilled(MONTHLY));
  const days = watched.of('drill.ended').map((f) => new Date(f.asked).toISOString().slice(0, 10));
  expect(days).toEqual(['2007-03-06', '2007-04-03']);
  expect(DATABASE).toContain('sg1');
});
