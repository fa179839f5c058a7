/** Backups that wait for a cartridge, with a drive in hand and perhaps for weeks; and those who need it sooner. */
import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../../sim/engine/clock.ts';
import { loseCartridge } from '../../../sim/org/media/cartridges.ts';
import {
  ends,
  groups,
  instant,
  jobs,
  runUntil,
  scenario,
  type Shape,
} from '../../support/backup.ts';
import { shadows } from '../../support/shadow.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { faulty, runWhile, toEnd, volume } from '../../support/recovery.ts';

const DAILY = 'type: full, when: daily 20:00, keep: 30 days, window: always';
const LIB = 'cartridges: 2, startNew: daily, noMedia: wait';
/** Two cartridges, and a new one every night: from the third night on none may be written to. */
const SHORT: Shape = { horizon: '6 weeks', jobs: jobs({ full: DAILY }), cartridges: 2 };
/** A second group, on a volume of its own, which is lost while the backup of the first has the drive. */
const APART: Shape = {
  ...SHORT,
  groups: groups({ sg1: { db1: {} }, sg2: { db2: { on: 'other' } } }),
  volumes: { other: 'raid: raid5, disks: 8 x sas-15k-146gb' },
};
const few = (yaml: string, library = LIB): Watched =>
  watch(yaml.replace('cartridges: 2', library), { check: false });

const stuck = ({ sim }: Watched) =>
  sim.world.org.procedures.list.filter((p) => p?.step === 'alert');

describe('a backup that waits for a cartridge', () => {
  it('goes on as soon as a blank comes, and not when another one is out of date', () => {
    const watched = few(scenario(SHORT));
    runWhile(watched, () => stuck(watched).length === 0);
    const { world } = watched.sim;
    const written = world.org.media.cartridges.findIndex(({ sets }) => sets.length > 0);
    const before = ends(watched).length;
    const lostAt = watched.sim.now;
    loseCartridge(world, written, 'it fell into the water');
    runWhile(watched, () => ends(watched).length === before);
    const [next] = ends(watched).slice(before);
    expect(next.outcome).toBe('succeeded');
    expect(next.at - lostAt).toBeLessThan(7 * DAY + HOUR);
  });

  it('waits with the copy of a snapshot as with any other', () => {
    const full = 'type: full, engine: vss-hardware-mirror, copies: 30, to: libraries/lib1';
    const how = 'when: daily 20:00, keep: 10 days';
    const watched = few(
      shadows({ full: `${full}, ${how}` }, { horizon: '6 weeks', cartridges: 2 }),
    );
    runWhile(watched, () => stuck(watched).length === 0);
    const of = stuck(watched)[0]!;
    expect(of.name).toBe('backup.vss-tape');
    const since = watched.sim.now;
    runWhile(watched, () => stuck(watched).includes(of));
    expect(watched.sim.now - since).toBeGreaterThan(5 * DAY);
    const { from } = of.vars as { from: number };
    const written = () => watched.of('snapshot.written').find((f) => f.from === from);
    runWhile(watched, () => written() === undefined);
    expect(written()?.because).toBe('');
  });

  it('makes way for whoever needs its drive to restore', () => {
    const gone = { gone: `at: week 1 Thu 12:00, lose: ${volume('other')}` };
    const watched = few(faulty(gone, APART));
    runUntil(watched, instant(watched.plan, 1, 'Thu 11:00'));
    expect(stuck(watched).length).toBe(1);
    runUntil(watched, instant(watched.plan, 1, 'Fri 12:00'));
    expect(watched.of('incident.closed').length).toBe(1);
    expect(ends(watched).map((f) => f.because)).toContain(
      'it waited for a cartridge, and somebody ended it to restore',
    );
  });

  it('does not begin to wait while somebody waits to restore', () => {
    // What is left of the two cartridges is full in the middle of the second night.
    const large = groups({ sg1: { db1: { size: '120 GiB' } }, sg2: { db2: { on: 'other' } } });
    const of: Shape = { ...APART, drives: '1 x lto-1', groups: large };
    const gone = { gone: `at: week 1 Mon 18:50, lose: ${volume('other')}` };
    const weekly = 'type: full, when: Mon 20:00, keep: 30 days, window: always';
    const yaml = faulty(gone, { ...of, jobs: jobs({ full: weekly }) });
    const watched = toEnd(few(yaml, 'cartridges: 2, startNew: when full, noMedia: wait'));
    const [closed] = watched.of('incident.closed');
    expect(closed.at - instant(watched.plan, 1, 'Mon 18:50')).toBeLessThan(DAY);
    expect(ends(watched).map((f) => f.because)).toContain(
      'no cartridge may be written to, and somebody waits to restore',
    );
  });
});
