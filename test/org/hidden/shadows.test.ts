/** Shadow copies in worlds where nearly everything fails: ties, forks, and what nobody knows of snapshots. */
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../sim/engine/clock.ts';
import { stateDigest } from '../../../sim/engine/digest.ts';
import { createOrganization, type OrganizationSim } from '../../../sim/org/wiring.ts';
import { forkHidden } from '../../../sim/org/wiring/hidden.ts';
import { groups } from '../../support/backup.ts';
import { damage, imageOf } from '../../support/hidden.ts';
import { planOf } from '../../support/organization.ts';
import { shadows } from '../../support/shadow.ts';

const WILD =
  'hazards: { volume-lost: 40 /year, page-damage: 60 /year, job-failed: 15 %, set-unreadable: 20 %, server-failed: 30 /year, operator-destroys: 20 /year, job-silently-wrong: 20 /year, mount-failed: 10 %, others: none }\n';

const text = (rest: string, horizon = '2 weeks'): string =>
  shadows(
    {
      mirror:
        'type: full, engine: vss-hardware-mirror, when: daily 20:00, of: servers/mbx1/storageGroups/sg1, to: libraries/lib1',
      clone:
        'type: full, engine: vss-hardware-snapshot, verify: false, when: daily 20:00, of: servers/mbx1/storageGroups/sg2',
      cow: 'type: full, engine: vss-software, when: Sat 20:00, of: servers/mbx1/storageGroups/sg3',
      logs: 'type: incremental, engine: vss-software, when: Sun-Fri 21:00, of: servers/mbx1/storageGroups/sg3',
    },
    {
      horizon,
      rest,
      volumes: { mirror: 'raid: raid5, disks: 8 x sas-15k-146gb' },
      groups: groups({ sg1: { db1: {}, db2: {} }, sg2: { db3: {} }, sg3: { db4: {} } }),
    },
    ', on: mirror',
  );

const plan = planOf(text(WILD));

function run(replication: number, options: { check?: boolean; shuffleTies?: number } = {}): string {
  const sim = createOrganization(plan, { seed: 5, replication, ...options });
  sim.runUntil(plan.clock.end + 2 * DAY);
  return stateDigest(sim.world.org, sim.pending());
}

const standing = (rest: string, hours: number): OrganizationSim => {
  const sim = createOrganization(planOf(text(rest, '4 weeks')), { seed: 1, replication: 0 });
  sim.runUntil(sim.world.plan.clock.start + hours * HOUR);
  return sim;
};

describe('worlds with shadow copies', () => {
  it.each([0, 1, 2, 3])(
    'keep every promise under --check, and hang on no tie: %i',
    (replication) => {
      expect(run(replication, { check: true, shuffleTies: 3 })).toBe(run(replication));
    },
  );

  it('have the same forks where damage is in file and snapshots, and nobody has met it', () => {
    // At 12:00 nothing runs; at 20:05 snapshots are being checked.
    for (const hours of [9 * 24 + 12, 9 * 24 + 20]) {
      const origin = standing('hazards: default\n', hours);
      const [a, b] = [origin.fork(), origin.fork()];
      damage(b, 2);
      for (const sim of [a, b])
        sim.runUntil(sim.now + (hours % 24 === 20 ? 5 * MINUTE : 12 * HOUR));
      expect(imageOf(b)).not.toEqual(imageOf(a));
      for (const salt of [0, 7])
        expect(imageOf(forkHidden(b, salt))).toEqual(imageOf(forkHidden(a, salt)));
    }
  });

  it('have damage in forks that unchecked snapshots inherit from the file, and checked ones never have', () => {
    const origin = standing('hazards: { page-damage: 30 /year, others: none }\n', 9 * 24 + 12);
    let inherited = 0;
    for (let salt = 0; salt < 30; salt++) {
      const { org } = forkHidden(origin, salt).world;
      for (const set of org.media.sets) {
        if (set.snapshot === null) continue;
        if (set.snapshot.verified) expect(set.snapshot.holes).toEqual([]);
        for (const { database, holes } of set.snapshot.holes) {
          inherited += holes.length;
          const live = org.store.databases[database].holes.map(({ key }) => key);
          for (const { key } of holes) expect(live).toContain(key);
        }
      }
    }
    expect(inherited).toBeGreaterThan(0);
  });
});
