/** What happens when nothing is truncated until the log volume is full. */
import { describe, expect, it } from 'vitest';
import { logCapacity, logsOnVolume } from '../../../sim/org/store/fill.ts';
import {
  ends,
  groups,
  instant,
  jobs,
  openLogOf,
  path,
  runTo,
  type Shape,
} from '../../support/backup.ts';
import type { Watched } from '../../support/organization.ts';

const SMALL = '2 x sas-15k-36gb';

/** Two groups share a small log volume, a third has its own; one database is never backed up. */
const SHARED: Shape = {
  groups: groups(
    {
      sg1: { db1: { mailboxes: 60 }, db2: { mailboxes: 60 } },
      sg2: { db1: { mailboxes: 120 } },
      sg3: { db1: { mailboxes: 500 } },
    },
    { sg3: { logs: 'own' } },
  ),
  volumes: { own: 'raid: raid1, disks: 2 x sas-15k-73gb' },
  logDisks: SMALL,
  jobs: jobs({
    one: `type: full, when: daily 20:00, of: ${path('sg1', 'db1')}`,
    others: `type: full, when: daily 22:00, of: [${path('sg2')}, ${path('sg3')}]`,
  }),
};

const volumeNamed = (w: Watched, name: string): number =>
  w.plan.volumes.find((v) => v.name === name)!.id;

describe('a full log volume', () => {
  it('X-18, TRN-06: stops every group that logs to it, to the very log, and no other group', () => {
    const watched = runTo(SHARED, (plan) => plan.clock.warmupStart);
    const volume = volumeNamed(watched, 'logs');
    const { world } = watched.sim;
    const at: number[] = [];
    watched.sim.on('log-volume.full', (f) => {
      expect(f.volume).toBe(volume);
      expect(logsOnVolume(world, volume)).toBe(logCapacity(world, volume) + 1);
      // Nothing of sg1 was ever truncated; of sg2 a day's worth is left.
      expect([world.org.store.groups[0].firstLog, world.org.store.groups[1].firstLog > 1]).toEqual([
        1,
        true,
      ]);
      at.push(f.at);
    });
    watched.sim.runUntil(watched.plan.clock.end);
    expect(at).toHaveLength(1);
    const down = watched.of('database.down').filter((f) => f.at === at[0]);
    expect(down.map((f) => f.database)).toEqual([0, 1, 2]);
    expect(watched.of('database.down')).toHaveLength(3);
    // Somebody makes room: all are back, and nothing is lost.
    const up = watched.of('database.up').filter((f) => f.at > at[0]);
    expect(up.map((f) => f.database)).toEqual([0, 1, 2]);
    expect(watched.of('content.lost')).toEqual([]);
  });

  it('X-18: a backup of a group that stops breaks off, and each group that came back is backed up once, whole', () => {
    const watched = runTo({
      groups: groups({
        sg1: { db1: { size: '700 GiB', mailboxes: 900 }, db2: {}, db3: { mounted: false } },
      }),
      jobs: jobs({ full: 'type: full, when: daily 08:00, window: 07:00-20:00' }),
    });
    const stopped = watched.of('log-volume.full')[0].at;
    const broken = ends(watched).find((f) => f.at >= stopped)!;
    expect([broken.outcome, broken.because]).toEqual([
      'failed',
      expect.stringContaining('logs is full'),
    ]);
    const back = watched.of('database.up').filter((f) => f.at > stopped);
    expect(back.slice(0, 2).map((f) => f.database)).toEqual([0, 1]);
    // One full, ordered when the second of them was mounted.
    const ordered = watched
      .of('backup.began')
      .filter((f) => f.at > stopped && f.at < stopped + 10_800_000);
    expect(ordered.map((f) => f.asked)).toEqual([back[1].at]);
    const full = ends(watched).find((f) => f.set === ordered[0].set && f.began === ordered[0].at)!;
    expect([full.outcome, full.imageBytes]).toEqual(['succeeded', 710 * 1_073_741_824]);
  });

  it('X-18: fills after as many logs as it has room for, however often a differential closes one early', () => {
    const watched = runTo(
      {
        groups: groups({ sg1: { db1: { mailboxes: 100 }, db2: { mounted: false } } }),
        logDisks: SMALL,
        jobs: jobs({
          full: 'type: full, when: Sat 20:00',
          often:
            'type: differential, when: [daily 00:00, daily 06:00, daily 12:00, daily 18:00], window: 00:00-24:00',
        }),
        horizon: '6 weeks',
      },
      (plan) => plan.clock.warmupStart,
    );
    const volume = volumeNamed(watched, 'logs');
    let excess = -1;
    watched.sim.on('log-volume.full', () => {
      excess = logsOnVolume(watched.sim.world, volume) - logCapacity(watched.sim.world, volume);
    });
    watched.sim.runUntil(watched.plan.clock.end);
    expect(excess).toBe(1);
    expect(openLogOf(watched)).toBeGreaterThan(logCapacity(watched.sim.world, volume));
    expect(watched.of('log-volume.full')[0].at).toBeGreaterThan(
      instant(watched.plan, 3, 'Mon 00:00'),
    );
  });
});
