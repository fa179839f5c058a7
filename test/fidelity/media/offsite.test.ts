/** Cartridges in another place: safe from what happens here, and hours away. */
import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../sim/engine/clock.ts';
import { jobs } from '../../support/backup.ts';
import { withMedia } from '../../support/media.ts';
import type { Watched } from '../../support/organization.ts';
import { rowsOf, steps, toEnd, volume } from '../../support/recovery.ts';

const DAILY = jobs({ full: 'type: full, when: daily 20:00' });
const lost = (what: string, at: string): string =>
  `  f${what.length}: { at: week 2 ${at}, lose: ${what} }\n`;

const run = (offsite: string, faults: string): Watched =>
  toEnd(
    withMedia(
      { libraries: { lib1: `drives: 1 x lto-3, cartridges: 40, startNew: daily${offsite}` } },
      'libraries/lib1',
      { jobs: DAILY, rest: `hazards: none\nfaults:\n${faults}`, horizon: '4 weeks' },
      true,
    ),
  );

const away = (watched: Watched): number[] => steps(watched, 'recall').map((s) => s.at - s.began);

describe('offsite', () => {
  it('TAPE-24: a restore from a cartridge that is away waits until it has been recalled', () => {
    const dies = (at: string): string => lost(volume('database'), at);
    expect(away(run('', dies('Thu 14:30')))).toEqual([]);
    const daily = ', offsite: { when: Mon-Fri 09:00 }';
    const byDay = run(daily, dies('Thu 14:30'));
    expect(away(byDay)).toEqual([4 * HOUR]);
    const span = byDay.of('incident.closed')[0].waterfall.find((each) => each.span === 'travel');
    expect(span?.ms).toBe(4 * HOUR);
    expect(span?.because).toMatch(/^libraries\/lib1\/cartridges\/\d+ is recalled from offsite$/);
    expect(away(run(daily, dies('Thu 19:00')))).toEqual([8 * HOUR]);
    // What has rested for less than a day is still here.
    expect(away(run(', offsite: { when: Mon-Fri 09:00, after: 1 d }', dies('Thu 14:30')))).toEqual(
      [],
    );
  });

  it('TAPE-24: what is offsite survives the loss of the library, and nothing else does', () => {
    const faults = lost('libraries/lib1', 'Thu 14:00') + lost('servers/mbx1', 'Thu 14:30');
    const here = run('', faults);
    expect(rowsOf(here)[0].outcome).toBe('declared-lost');
    const offsite = run(', offsite: { when: Mon-Fri 09:00 }', faults);
    expect(rowsOf(offsite)[0].outcome).toBe('recovered');
    expect(rowsOf(offsite)[0].lostWindowMs).toBeLessThan(24 * HOUR);
  });

  it('TAPE-29: a tape that is mailed to where it is restored is the slowest way back', () => {
    const data = (offsite: string): number =>
      rowsOf(run(offsite, lost(volume('database'), 'Thu 14:30')))[0].dataMs;
    const here = data('');
    const mailed = data(', offsite: { when: Mon-Fri 09:00, recall: 2 days }');
    expect(mailed - here).toBe(48 * HOUR);
    // On new servers it is as slow, and loses no more than what lies beside the drive.
    const both = (offsite: string): Watched => run(offsite, lost('servers/mbx1', 'Thu 14:30'));
    const [near, far] = [both(''), both(', offsite: { when: Mon-Fri 09:00, recall: 2 days }')];
    const [soon, late] = [rowsOf(near)[0], rowsOf(far)[0]];
    expect([soon.outcome, late.outcome]).toEqual(['recovered', 'recovered']);
    expect(late.dataMs - soon.dataMs).toBeGreaterThan(40 * HOUR);
    expect(late.lostMessages).toBe(soon.lostMessages);
    // And it costs next to nothing more: no other drive or library, and at most the cartridges that are on their way.
    const used = (watched: Watched): number =>
      new Set(watched.of('cartridge.taken').map((f) => f.cartridge)).size;
    expect(far.plan.drives).toHaveLength(near.plan.drives.length);
    expect(used(far) - used(near)).toBeLessThan(7);
  });

  it('cartridges come back when they are out of date, and are written again', () => {
    const watched = run(
      ', offsite: { when: Mon-Fri 09:00 }',
      lost(volume('database'), 'Thu 14:30'),
    );
    const moved = watched.of('cartridge.moved');
    const back = moved.filter((f) => f.because === 'it is out of date');
    expect(back.length).toBeGreaterThan(5);
    const taken = watched.of('cartridge.taken').filter((f) => f.overwritten);
    expect(taken.every((f) => !watched.sim.world.org.media.cartridges[f.cartridge].gone)).toBe(
      true,
    );
    for (const f of moved.filter((m) => m.to === 'offsite')) {
      const later = taken.find((t) => t.cartridge === f.cartridge && t.at > f.at);
      const home = moved.find((m) => m.cartridge === f.cartridge && m.to === 'site' && m.at > f.at);
      if (later !== undefined) expect(home!.at).toBeLessThanOrEqual(later.at);
    }
  });
});
