/** What single disks do to their arrays: degraded, rebuilt, slower meanwhile, lost. */
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../sim/engine/clock.ts';
import type { Said } from '../../../sim/engine/types.ts';
import type { Facts } from '../../../sim/org/facts.ts';
import { ends, instant, type Shape } from '../../support/backup.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { faulty, rowsOf, toEnd, volume } from '../../support/recovery.ts';

const disk = (n: number): string => `${volume('database')}/disks/${n}`;
/** 146 GB at 20 MB/s. */
const REBUILD = 7300 * 1000;
const PART = 30 * MINUTE;

interface Setting extends Shape {
  readonly array?: string;
  readonly parameters?: string;
}

/** Disks that fail in week 2, by when: '14:30' to the list of disks; all on Thursday. */
function failingDisks(
  faults: Readonly<Record<string, readonly number[]>>,
  of: Setting = {},
): Watched {
  const lines = Object.entries(faults).map(([when, disks], i) => [
    `f${i}`,
    `at: week 2 Thu ${when}, lose: [${disks.map(disk).join(', ')}]`,
  ]);
  const parameters = of.parameters === undefined ? '' : `parameters: ${of.parameters}\n`;
  const yaml = faulty(Object.fromEntries(lines), of, parameters).replace(
    'raid: raid5, disks: 8 x sas-15k-146gb',
    of.array ?? 'raid: raid5, disks: 8 x sas-15k-146gb',
  );
  return watch(yaml, { check: true });
}

const strikes = (watched: Watched): boolean[] => watched.of('cause.struck').map((f) => !f.absorbed);

const rebuilds = (watched: Watched): readonly Said<Facts, 'rebuild.began' | 'rebuild.ended'>[] =>
  watched.facts.filter((f) => f.type === 'rebuild.began' || f.type === 'rebuild.ended') as never;

describe('a disk that fails', () => {
  it('is absorbed, and what it held is rebuilt when there is a part', () => {
    const watched = toEnd(failingDisks({ '14:30': [3] }));
    const at = instant(watched.plan, 2, 'Thu 14:30');
    expect(watched.of('cause.struck')).toMatchObject([
      { key: 'faults/f0:disk-failed:1', cause: 'disk-failed', owner: disk(3), absorbed: true },
    ]);
    expect(rebuilds(watched).map((f) => [f.type, f.disk, f.at - at])).toEqual([
      ['rebuild.began', 2, PART],
      ['rebuild.ended', 2, PART + REBUILD],
    ]);
    expect(watched.of('incident.opened')).toEqual([]);
    expect(watched.of('database.down')).toEqual([]);
  });

  it('takes the volume when another one is out, and names both; the volume comes back from tape', () => {
    const watched = toEnd(failingDisks({ '14:30': [3], '17:01': [5] }));
    expect(strikes(watched)).toEqual([false, true]);
    const [closed] = watched.of('incident.closed');
    expect(closed).toMatchObject({
      key: 'faults/f1:disk-failed:1',
      cause: 'disk-failed',
      causes: ['faults/f1:disk-failed:1', 'faults/f0:disk-failed:1'],
      openedAt: instant(watched.plan, 2, 'Thu 17:01'),
    });
    expect(rowsOf(watched)[0].outcome).toBe('recovered');
    expect(rowsOf(watched)[0].sets.length).toBeGreaterThan(0);
    expect(rebuilds(watched).at(-1)).toMatchObject({ completed: false });
    const { volumes, userShare } = watched.sim.world.org.hardware;
    expect(volumes[0]).toMatchObject({ lost: false, broken: [] });
    expect(userShare[0]).toBe(1);
  });

  it('does no harm once the other one is rebuilt', () => {
    const watched = toEnd(failingDisks({ '14:30': [3], '17:02': [5] }));
    expect(strikes(watched)).toEqual([false, false]);
    expect(watched.of('incident.opened')).toEqual([]);
  });

  it.each([
    [[3, 4], true],
    [[4, 5], false],
    [[1, 3, 5, 7], false],
    [[1, 3, 5, 6], true],
  ])('in RAID 10, disks %j: the volume is lost (%s)', (disks, lost) => {
    const array = 'raid: raid10, disks: 8 x sas-15k-146gb';
    const watched = toEnd(failingDisks({ '14:30': disks }, { array }));
    expect(strikes(watched).some((hit) => hit)).toBe(lost);
    expect(watched.of('incident.opened')).toHaveLength(lost ? 1 : 0);
  });

  it('in a place where a disk is being rebuilt begins that anew; in an empty place it is nothing', () => {
    const watched = toEnd(failingDisks({ '14:30': [3], '14:50': [3], '15:30': [3] }));
    const at = instant(watched.plan, 2, 'Thu 14:30');
    expect(watched.of('cause.struck').map((f) => f.because)).toEqual([
      'raid5 goes on without it',
      'no disk was in its place',
      'the rebuild on it begins anew',
    ]);
    expect(rebuilds(watched).map((f) => [f.type, f.at - at])).toEqual([
      ['rebuild.began', PART],
      ['rebuild.ended', HOUR],
      ['rebuild.began', HOUR + PART],
      ['rebuild.ended', HOUR + PART + REBUILD],
    ]);
  });

  it('has a hot spare for it at once, and the part that comes is the next spare', () => {
    const array = 'raid: raid10, disks: 8 x sas-15k-146gb, hotSpares: 1';
    const watched = failingDisks({ '14:30': [1], '14:40': [3], '18:00': [5] }, { array });
    toEnd(watched);
    const at = instant(watched.plan, 2, 'Thu 14:30');
    // The second waits for the part that was ordered for the first; the third finds a spare again.
    expect(watched.of('rebuild.began').map((f) => [f.disk, (f.at - at) / MINUTE])).toEqual([
      [0, 0],
      [2, 30],
      [4, 210],
    ]);
    expect(watched.sim.world.org.hardware.volumes[0].spares).toBe(1);
  });

  it('is nothing to a volume that is lost', () => {
    const yaml = faulty({
      a: `at: week 2 Thu 14:30, lose: ${volume('database')}`,
      b: `at: week 2 Thu 14:45, lose: [${disk(1)}, ${disk(2)}]`,
    });
    const watched = toEnd(watch(yaml));
    expect(watched.of('cause.struck').map((f) => f.because)).toEqual([
      expect.stringContaining('lost: '),
      'its volume was lost already',
      'its volume was lost already',
    ]);
    expect(watched.of('rebuild.began')).toEqual([]);
  });
});

describe('a rebuild', () => {
  // Three disks read 160 MB/s; a rebuild leaves 28 MB/s of them, where a source delivers 30.
  const SLOW = {
    array: 'raid: raid5, disks: 3 x sas-15k-146gb',
    jobs: '\n    full: { type: full, when: Thu 20:00 }',
    parameters: '{ hardware: { rebuildUserShare: 17.5 % } }',
  };
  const bytes = 10 * 1_073_741_824;
  const copyMs = (watched: Watched, week: number): number =>
    ends(watched).find((f) => f.night === instant(watched.plan, week, 'Thu 20:00'))!.copyMs;

  it('slows a backup from its volume down, and only while it runs', () => {
    const watched = toEnd(failingDisks({ '19:00': [1] }, SLOW));
    // 40 logs or so are copied at the rate of the other volume.
    const logs = (week: number): number =>
      copyMs(watched, week) - (bytes / (week === 2 ? 28e6 : 30e6)) * 1000;
    for (const week of [1, 2, 3]) {
      expect(logs(week)).toBeGreaterThan(0);
      expect(logs(week)).toBeLessThan(60_000);
    }
  });

  it('changes the rate of a backup that is under way, to the byte', () => {
    // The copy begins at 20:01:15, the rebuild at 20:02.
    const watched = toEnd(failingDisks({ '19:32': [1] }, SLOW));
    const from = instant(watched.plan, 2, 'Thu 20:00') + 75_000;
    const [began] = watched.of('rebuild.began');
    const fast = ((began.at - from) / 1000) * 30e6;
    const image = began.at - from + ((bytes - fast) / 28e6) * 1000;
    expect(fast).toBeGreaterThan(1e9);
    const other = toEnd(failingDisks({}, SLOW));
    const logs = copyMs(other, 2) - (bytes / 30e6) * 1000;
    expect(copyMs(watched, 2)).toBeCloseTo(image + logs, -2);
  });
});
