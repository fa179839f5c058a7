/** Stand-alone drives: somebody changes the cartridges, and at night nobody does. */
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../sim/engine/clock.ts';
import { ends, groups, instant, jobs, setsOf } from '../../support/backup.ts';
import { withMedia } from '../../support/media.ts';
import type { Watched } from '../../support/organization.ts';
import { rowsOf, steps, toEnd, volume } from '../../support/recovery.ts';

const ONE = { sg1: { db1: { size: '100 GiB' } } };
const DAILY = jobs({ full: 'type: full, when: daily 20:00, window: always, overrun: continue' });

const drive = (how: string, shape: object, check = true): Watched =>
  toEnd(withMedia({ drives: { d1: `model: lto-3, ${how}` } }, 'drives/d1', shape, check));

describe('a stand-alone drive', () => {
  it('TAPE-21: a job that runs out of its cartridge at night waits for somebody to change it', () => {
    // Three fulls of 107 GB fit on 400 GB: the fourth of a week meets the end of the tape.
    const watched = drive('cartridges: 20', {
      groups: groups(ONE),
      jobs: DAILY,
      horizon: '1 week',
    });
    const week = ends(watched).filter((f) => f.night >= watched.plan.clock.start);
    expect(week.every((f) => f.outcome === 'succeeded')).toBe(true);
    const [mon, tue, wed, thu] = week;
    for (const each of [mon, tue, wed]) expect(each.at - each.began).toBeLessThan(3 * HOUR);
    // Thursday's is through on Friday, when work has begun; nobody is there at midnight.
    expect(thu.at).toBeGreaterThan(instant(watched.plan, 1, 'Fri 08:00'));
    expect(thu.at).toBeLessThan(instant(watched.plan, 1, 'Fri 10:00'));
    const parts = setsOf(watched).find((set) => set.night === thu.night)!.parts;
    expect(parts.length).toBe(2);
  });

  it('TAPE-30: without a prompt that waits, an unattended job fails for want of a medium', () => {
    const shape = { groups: groups(ONE), jobs: DAILY, horizon: '1 week' };
    const failed = (how: string) => {
      const watched = drive(`cartridges: 20, noMedia: ${how}`, shape);
      return ends(watched)
        .filter((f) => f.outcome !== 'succeeded')
        .map((f) => f.because);
    };
    expect(new Set(failed('fail'))).toEqual(
      new Set(['NO_MEDIA: nobody changes the cartridge of drives/d1']),
    );
    expect(failed('wait')).toEqual([]);
  });

  it('TAPE-28: a medium that is not mounted in time makes the job overrun its window', () => {
    const job = jobs({ full: 'type: full, when: daily 20:00, window: 20:00-06:00' });
    const overruns = (size: string) => {
      const shape = { groups: groups({ sg1: { db1: { size } } }), jobs: job, horizon: '1 week' };
      return ends(drive('cartridges: 20', shape)).filter((f) => f.overran).length;
    };
    expect(overruns('40 GiB')).toBe(0);
    expect(overruns('100 GiB')).toBeGreaterThan(0);
  });

  it('TAPE-03: replacing erases what lies in the drive, even on the weekend when nobody changes it', () => {
    const shape = {
      groups: groups({ sg1: { db1: {} } }),
      jobs: jobs({ full: 'type: full, when: daily 20:00, media: replace' }),
      horizon: '2 weeks',
    };
    const watched = drive('cartridges: 10, startNew: daily', shape);
    const nights = setsOf(watched).map((set) => new Date(set.night).getUTCDay());
    // Friday's and Saturday's sets are gone with Sunday's job: one cartridge served all three.
    expect(nights.filter((day) => day === 0).length).toBeGreaterThan(1);
    expect(nights.filter((day) => day === 5 || day === 6)).toEqual([]);
    const early = watched.of('cartridge.taken').filter((f) => f.because.includes('replaces'));
    expect(early.length).toBeGreaterThan(2);
  });

  it('is changed by hand when something is restored from another cartridge than the one in it', () => {
    const rest = `hazards: none\nfaults: { gone: { at: week 2 Mon 10:00, lose: ${volume('database')} } }\n`;
    const shape = { jobs: jobs({ full: 'type: full, when: Sat 20:00' }), rest, horizon: '3 weeks' };
    const fetched = (at: string) => {
      const watched = drive('cartridges: 10', { ...shape, rest: rest.replace('Mon 10:00', at) });
      expect(rowsOf(watched)[0].outcome).toBe('recovered');
      const [fetch] = steps(watched, 'fetch');
      return fetch.at - fetch.began;
    };
    // It lies in the drive until the next week's is put in, and that is when the next job asks for it.
    expect(fetched('Mon 10:00')).toBe(0);
    const watched = drive('cartridges: 10, startNew: daily', {
      groups: groups({ sg1: { db1: {} }, sg2: { db1: { size: '20 GiB' } } }),
      jobs: jobs({
        one: 'type: full, when: Mon 20:00, of: servers/mbx1/storageGroups/sg1',
        two: 'type: full, when: Wed 20:00, of: servers/mbx1/storageGroups/sg2',
      }),
      rest: rest.replace('Mon 10:00', 'Thu 10:00'),
      horizon: '3 weeks',
    });
    const lengths = steps(watched, 'fetch').map((f) => f.at - f.began);
    expect(lengths.sort((a, b) => a - b)).toEqual([0, 5 * MINUTE]);
  });
});
