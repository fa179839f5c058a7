/** Organizations that write interleaved, in which everything fails all the time. */
import { describe, expect, it } from 'vitest';
import { DAY } from '../../../sim/engine/clock.ts';
import { demandPlain } from '../../../sim/engine/plain.ts';
import { findSet } from '../../../sim/org/media/sets.ts';
import { createOrganization, checkOrganization } from '../../../sim/org/wiring.ts';
import { forkHidden } from '../../../sim/org/wiring/hidden.ts';
import { loadScenario } from '../../../sim/scenario/index.ts';
import { groups, jobs, path, scenario } from '../../support/backup.ts';
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
  drive-failed: 30 /year
  mount-failed: 15 %
operations:
  operators: { team: { people: 2, hours: Mon-Fri 08:00-18:00, onCall: 45 min } }
  drills: { weekly: { when: Wed 10:00, groups: 2 } }
`;
const plan = planOf(
  mediaYaml(
    {
      libraries: { lib1: 'drives: 2 x lto-1, cartridges: 30' },
      drives: { d1: 'model: lto-1, cartridges: 6' },
    },
    'libraries/lib1',
    {
      groups: groups({
        sg1: { db1: { size: '20 GiB' }, db2: {} },
        sg2: { db1: { size: '60 GiB' } },
        sg3: { db1: {} },
        sg4: { db1: { size: '30 GiB' } },
        sg5: { db1: { size: '25 GiB' } },
      }),
      jobs: jobs({
        full: 'of: servers/mbx1, type: full, when: daily 20:00, multiplex: 3, keep: 5 days',
        noon: 'of: servers/mbx1, type: incremental, when: daily 12:00, multiplex: 4, keep: 5 days',
        alone: `type: copy, when: Sat 22:00, of: [${path('sg1')}, ${path('sg2')}], to: drives/d1, multiplex: 2, window: 20:00-23:30`,
      }),
      rest: HAZARDS,
      horizon: '3 weeks',
    },
  ).replace(/operations:\n {2}operators: .*\n/, ''),
);

describe('multiplexed jobs under failures of all kinds', () => {
  it('balance their books, fork with what is hidden drawn anew, and fill no cartridge beyond its end', () => {
    for (let replication = 1; replication <= 2; replication++) {
      const sim = createOrganization(plan, { seed: 7, replication, check: false });
      for (let week = 0; week < 3; week += 1) {
        sim.runUntil(plan.clock.start + week * 7 * DAY + 21 * 3_600_000 + replication * 300_000);
        const fork = forkHidden(sim, replication);
        demandPlain(fork.world.org, 'org');
        for (let day = 0; day < 3; day++) {
          fork.runUntil(fork.now + DAY);
          checkOrganization(fork.world);
        }
      }
      sim.runUntil(plan.clock.end);
      for (const [id, c] of sim.world.org.media.cartridges.entries()) {
        expect(c.usedBytes, String(id)).toBeLessThanOrEqual(plan.cartridges[id].capacityBytes);
        let bytes = 0;
        for (const set of c.sets) {
          for (const part of findSet(sim.world, set)?.parts ?? [])
            if (part.cartridge === id) bytes += part.imageBytes + part.logBytes;
        }
        expect(bytes, String(id)).toBeLessThanOrEqual(c.usedBytes);
      }
    }
  });

  it('come out the same whatever order ties fall in', () => {
    const run = (shuffleTies: number | null) => {
      const sim = createOrganization(plan, { seed: 7, replication: 9, shuffleTies });
      sim.runUntil(plan.clock.start + 14 * DAY);
      return sim.snapshot().org;
    };
    expect(run(3)).toEqual(run(null));
  });
});

describe('multiplex is refused', () => {
  it.each([
    ['a snapshot', 'type: full, when: daily 20:00, engine: vss-hardware-mirror, multiplex: 2'],
    [
      'files copied from a stopped store',
      'type: full, when: daily 20:00, engine: offline, multiplex: 2',
    ],
    ['no stream at all', 'type: full, when: daily 20:00, multiplex: 0'],
  ])('for %s', (_what, job) => {
    const { ok } = loadScenario('s.yaml', () => scenario({ jobs: jobs({ full: job }) }));
    expect(ok).toBe(false);
  });
});
