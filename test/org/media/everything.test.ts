/** Organizations with all kinds of media, in which everything fails all the time. */
import { describe, expect, it } from 'vitest';
import { DAY } from '../../../sim/engine/clock.ts';
import { demandPlain } from '../../../sim/engine/plain.ts';
import { recordWindow } from '../../../sim/engine/recorder.ts';
import { createOrganization, checkOrganization } from '../../../sim/org/wiring.ts';
import { forkHidden } from '../../../sim/org/wiring/hidden.ts';
import { groups, jobs } from '../../support/backup.ts';
import { mediaYaml } from '../../support/media.ts';
import { planOf } from '../../support/organization.ts';

const HAZARDS = `hazards:
  volume-lost: 6 /year
  page-damage: 8 /year
  operator-destroys: 10 /year
  server-failed: 12 /year
  job-failed: 10 %
  job-silently-wrong: 2 /year
  set-unreadable: 10 %
  drive-failed: 8 /year
  mount-failed: 10 %
operations:
  operators: { team: { people: 2, hours: Mon-Fri 08:00-18:00, onCall: 45 min } }
  drills: { weekly: { when: Wed 10:00, groups: 2 } }
`;
const plan = planOf(
  mediaYaml(
    {
      libraries: {
        lib1: 'drives: 2 x lto-1, cartridges: 30, compression: 1.5, startNew: daily, offsite: { when: daily 09:00 }, host: { on: servers/mbx1 }',
      },
      drives: { d1: 'model: lto-1, cartridges: 6, host: { onMediaCatalogue: false }' },
      targets: {
        b2d: 'capacity: 300 GB, scrub: Sun 02:00',
        own: 'on: servers/mbx1/volumes/spare, streams: 2, host: { on: servers/mbx1 }',
      },
    },
    'targets/b2d',
    {
      groups: groups({ sg1: { db1: {} }, sg2: { db1: { size: '60 GiB' } }, sg3: { db1: {} } }),
      volumes: { spare: 'raid: raid5, disks: 4 x sas-15k-146gb' },
      jobs: jobs({
        full: 'type: full, when: Sat 20:00, of: servers/mbx1/storageGroups/sg1, retention: { daily: 4, weekly: 2, monthly: 1 }, stage: { to: libraries/lib1, after: 3 h, keep: 3 weeks }',
        nightly:
          'type: incremental, when: Sun-Fri 20:00, of: servers/mbx1/storageGroups/sg1, keep: 4 days, stage: { to: drives/d1, when: daily 10:00 }',
        tape: 'type: full, when: daily 21:00, of: servers/mbx1/storageGroups/sg2, to: drives/d1, media: replace, window: always, overrun: continue',
        file: 'type: full, when: daily 22:00, of: servers/mbx1/storageGroups/sg3, to: targets/own, file: mail, media: replace, stage: { to: libraries/lib1 }',
      }),
      rest: HAZARDS,
      horizon: '6 weeks',
    },
  ).replace(/operations:\n {2}operators: .*\n/, ''),
);

describe('all kinds of media under failures of all kinds', () => {
  it('balance their books, stay plain, and fork with what is hidden drawn anew', () => {
    for (let replication = 1; replication <= 2; replication++) {
      const sim = createOrganization(plan, { seed: 7, replication, check: false });
      for (let week = 0; week < 6; week += 3) {
        sim.runUntil(plan.clock.start + week * 7 * DAY + replication * 5_000_000);
        const fork = forkHidden(sim, replication);
        demandPlain(fork.world.org, 'org');
        for (let day = 0; day < 5; day++) {
          fork.runUntil(fork.now + DAY);
          checkOrganization(fork.world);
        }
      }
      sim.runUntil(plan.clock.end);
      for (const [id, c] of sim.world.org.media.cartridges.entries()) {
        expect(c.usedBytes, String(id)).toBeGreaterThanOrEqual(0);
        expect(c.usedBytes, String(id)).toBeLessThanOrEqual(plan.cartridges[id].capacityBytes);
      }
    }
  });

  it('come out the same whatever order ties fall in, and recorded as fast', () => {
    const run = (shuffleTies: number | null) => {
      const sim = createOrganization(plan, { seed: 7, replication: 9, shuffleTies });
      sim.runUntil(plan.clock.start + 21 * DAY);
      return sim;
    };
    const plain = run(null);
    const shuffled = run(3);
    expect(shuffled.snapshot().org).toEqual(plain.snapshot().org);
    const [fast, recorded] = [forkHidden(plain, 1), forkHidden(plain, 1)];
    const until = plain.now + 4 * DAY;
    fast.runUntil(until);
    recordWindow(recorded, until);
    expect(recorded.fingerprint).toBe(fast.fingerprint);
  });
});
