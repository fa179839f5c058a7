/** How much fits, how long it is kept, and what becomes of what cannot be read. */
import { describe, expect, it } from 'vitest';
import { weekStart } from '../../../sim/engine/calendar.ts';
import { DAY, HOUR } from '../../../sim/engine/clock.ts';
import { setOf } from '../../../sim/org/media/sets.ts';
import { loadScenario } from '../../../sim/scenario/index.ts';
import { ends, groups, instant, jobs, setsOf } from '../../support/backup.ts';
import { mediaYaml, withMedia, type Media } from '../../support/media.ts';
import { rowsOf, toEnd, volume } from '../../support/recovery.ts';

const B2D = { targets: { b2d: 'capacity: 1 TB' } };
const LIB = (how = ''): Media => ({
  libraries: { lib1: `drives: 1 x lto-3, cartridges: 40${how}` },
});
const DAILY = 'type: full, when: daily 20:00';
const full = (how = ''): string => jobs({ full: `${DAILY}${how}` });
const LOST = `hazards: none\nfaults: { gone: { at: week 2 Thu 14:30, lose: ${volume('database')} } }\n`;

/** What is told of a scenario when it loads. */
function told(media: Media, to: string, job: string): string[] {
  const loaded = loadScenario('test.yaml', () => mediaYaml(media, to, { jobs: job }));
  const all = (loaded.ok ? loaded.warnings : loaded.problems).map(({ message }) => message);
  return all.filter((message) => !message.startsWith('the warm-up is shorter'));
}

describe('retention', () => {
  it('keeps sons, fathers and grandfathers: the first good one of a week, a month and a year stays longest', () => {
    const by = ', retention: { daily: 6, weekly: 4, monthly: 3 }';
    const of = { jobs: full(by), horizon: '20 weeks' };
    const watched = toEnd(withMedia(B2D, 'targets/b2d', of));
    const { end } = watched.plan.clock;
    const sets = setsOf(watched);
    const young = sets.filter((set) => set.night >= end - 6 * DAY - 21 * HOUR);
    const fathers = sets.filter((set) => set.night < end - 7 * DAY);
    expect(young.length).toBe(7);
    for (const { night } of fathers) {
      const monday = weekStart(night) === night - 20 * HOUR;
      const first = new Date(night).getUTCDate() === 1;
      expect(monday || first).toBe(true);
    }
    // Three weeks beside this one, and the months before these.
    expect(fathers.length).toBeGreaterThanOrEqual(5);
    expect(fathers.length).toBeLessThanOrEqual(7);
  });

  it('warns where a library or a target cannot hold it, and of both ways to say it', () => {
    const keep = ', keep: 4 weeks';
    const small = { targets: { b2d: 'capacity: 100 GB' } };
    expect(told(small, 'targets/b2d', full(keep))).toEqual([
      expect.stringMatching(/too little room/),
    ]);
    expect(told(B2D, 'targets/b2d', full(keep))).toEqual([]);
    const daily = { drives: { d1: 'model: lto-3, cartridges: 20, startNew: daily' } };
    const by = ', retention: { daily: 6, weekly: 4, monthly: 12 }';
    expect(told(daily, 'drives/d1', full(by))).toContainEqual(
      expect.stringMatching(/too few cartridges/),
    );
  });
});

describe('media', () => {
  it('TAPE-06: where no unused medium is found, a job fails with NO_MEDIA or waits until one may be used', () => {
    const run = (how: string) => {
      const media = { libraries: { lib1: `drives: 1 x lto-3, cartridges: 2, noMedia: ${how}` } };
      const job = jobs({
        full: 'type: full, when: Sat 20:00, keep: 15 days, window: always, overrun: continue',
      });
      return ends(toEnd(withMedia(media, 'libraries/lib1', { jobs: job, horizon: '5 weeks' })));
    };
    const failed = run('fail').filter((f) => f.outcome !== 'succeeded');
    expect(failed.length).toBeGreaterThan(0);
    expect(failed[0].because).toBe('NO_MEDIA: no cartridge may be written to');
    const waited = run('wait');
    expect(waited.every((f) => f.outcome === 'succeeded')).toBe(true);
    const longest = Math.max(...waited.map((f) => f.at - f.began));
    expect(longest).toBeGreaterThan(20 * HOUR);
  });

  it('TAPE-15: drives that compress hold and write so many times as much; files are never compressed', () => {
    const run = (how: string) => {
      const of = {
        // 483 GB: more than a cartridge of 400 GB, and less than two.
        groups: groups({ sg1: { db1: { size: '450 GiB' } } }),
        jobs: jobs({ full: 'type: full, when: Sat 20:00, window: always, overrun: continue' }),
        horizon: '1 week',
      };
      const watched = toEnd(withMedia(LIB(how), 'libraries/lib1', of));
      return { parts: setsOf(watched)[0].parts.length, hours: ends(watched)[0].copyMs / HOUR };
    };
    const [plain, pressed] = [run(''), run(', compression: 2')];
    expect([plain.parts, pressed.parts]).toEqual([2, 1]);
    // At 30 MB/s a drive that wants 54 stops and starts.
    expect(pressed.hours / plain.hours).toBeCloseTo(2, 1);
    const media = { targets: { b2d: 'capacity: 1 TB, compression: 2' } };
    expect(told(media, 'targets/b2d', full())).toContainEqual(expect.stringMatching(/TAPE-15/));
  });

  it('TAPE-27: a target that saves what it holds already holds so many times as much', () => {
    const kept = (how: string): number => {
      const of = { jobs: full(', keep: 3 weeks'), horizon: '2 weeks' };
      const watched = toEnd(
        withMedia({ targets: { b2d: `capacity: 40 GB${how}` } }, 'targets/b2d', of),
      );
      return ends(watched).filter((f) => f.outcome === 'succeeded').length;
    };
    expect(kept('')).toBe(3);
    expect(kept(', deduplication: 5')).toBe(18);
  });

  it('TAPE-02: optical discs take no backup directly; files are burnt, and restored from', () => {
    const media = { targets: { b2d: 'capacity: 1 TB', dvd: 'capacity: 100 GB, kind: optical' } };
    expect(told(media, 'targets/dvd', full())).toEqual([
      expect.stringMatching(/optical discs directly \(TAPE-02\)/),
    ]);
    const burn = full(', stage: { to: targets/dvd, when: Thu 12:00, keep: 3 days }, keep: 2 days');
    const faults = LOST.replace('gone:', 'a: { at: week 2 Thu 14:00, lose: targets/b2d }, gone:');
    const watched = toEnd(
      withMedia(media, 'targets/b2d', { jobs: burn, rest: faults, horizon: '2 weeks' }, true),
    );
    expect(rowsOf(watched)[0]).toMatchObject({ outcome: 'recovered', lostMessages: 0 });
  });

  it('TAPE-05: only the owner may read what was written to a new or replaced medium, not what was appended', () => {
    expect(told(LIB(), 'libraries/lib1', full(', ownerOnly: true'))).toEqual([
      expect.stringMatching(/TAPE-05/),
    ]);
    const replaced = full(', ownerOnly: true, media: replace');
    expect(told(LIB(), 'libraries/lib1', replaced)).toEqual([]);
  });

  it('TAPE-17: the largest jobs are run when few users are at work', () => {
    expect(told(LIB(), 'libraries/lib1', jobs({ full: 'type: full, when: Sat 20:00' }))).toEqual(
      [],
    );
    const noon = jobs({ full: 'type: full, when: daily 12:00, window: always' });
    expect(told(LIB(), 'libraries/lib1', noon)).toEqual([
      expect.stringMatching(/off-peak \(TAPE-17\)/),
    ]);
  });
});

describe('sets that cannot be read', () => {
  const spoilt =
    'bad: { at: week 2 Thu 09:00, spoil: { newestSetOf: servers/mbx1/storageGroups/sg1 } }';
  const faults = (also = ''): string => LOST.replace('gone:', `${spoilt}${also}, gone:`);

  it('TAPE-25: a bad tape forces the use of an earlier set', () => {
    const watched = toEnd(
      withMedia(LIB(), 'libraries/lib1', { jobs: full(), rest: faults(), horizon: '2 weeks' }),
    );
    const nights = rowsOf(watched)[0].sets.map((id) => setOf(watched.sim.world, id).night);
    expect(nights).toEqual([
      instant(watched.plan, 2, 'Wed 20:00'),
      instant(watched.plan, 2, 'Tue 20:00'),
    ]);
  });

  it('TAPE-26: with the quality of media the outcome stands and falls', () => {
    const lostWith = (unreadable: string): number => {
      const hazards = `hazards: { set-unreadable: ${unreadable}, others: none }\n`;
      const rest = LOST.replace('hazards: none\n', hazards).replace(
        volume('database'),
        'servers/mbx1',
      );
      const of = { jobs: full(), rest, horizon: '2 weeks' };
      return rowsOf(toEnd(withMedia(LIB(), 'libraries/lib1', of)))[0].lostWindowMs;
    };
    expect(lostWith('0 %')).toBeLessThan(DAY);
    expect(lostWith('100 %')).toBeGreaterThan(30 * DAY);
  });

  it('TAPE-23: reading all files of a target finds bad sets before they are needed, and a full is made', () => {
    const run = (how: string) => {
      const rest = faults().replace('Thu 09:00', 'Wed 22:00');
      const media = { targets: { b2d: `capacity: 1 TB${how}` } };
      const watched = toEnd(
        withMedia(media, 'targets/b2d', { jobs: full(), rest, horizon: '2 weeks' }, true),
      );
      return {
        sets: rowsOf(watched)[0].sets.length,
        found: watched.of('set.unreadable')[0].at,
        watched,
      };
    };
    const never = run('');
    expect(never.sets).toBe(2);
    const scrubbed = run(', scrub: daily 02:00');
    expect(scrubbed.sets).toBe(1);
    expect(scrubbed.found).toBe(instant(scrubbed.watched.plan, 2, 'Thu 02:00'));
  });
});
