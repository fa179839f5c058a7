import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../sim/engine/clock.ts';
import type { Model } from '../../sim/experiment/replication.ts';
import { poolFingerprint, runStrategies } from '../../sim/experiment/run.ts';
import type { Progress } from '../../sim/experiment/run.ts';
import { plainResult } from '../measure/plain-result.ts';
import { END, fakePlan, FakeSim, sayBackup, sayIncident, START } from '../measure/fake.ts';

const plan = fakePlan();
const strategies = ['weekly', 'daily'].map((name) => ({ name, label: name, plan }));

/** Says one incident and one backup a year, and one incident that closes a day after the horizon. */
function fakeModel(log: string[] = [], breakAt = -1): Model {
  return {
    createOrganization(_, { seed, replication }) {
      const sim = new FakeSim();
      log.push(`${seed}/${replication}`);
      return Object.assign(sim, {
        runUntil(until: number) {
          if (replication === breakAt) throw new Error('a promise is broken');
          if (sim.now <= START && until > START) {
            sayIncident(sim, { at: START + DAY, key: 'k', dataMs: HOUR });
            sayBackup(sim, START + 2 * DAY);
            const base = { cause: 'volume-lost', scope: 'database', databases: [1] } as const;
            sim.say(START + 3 * DAY, 'incident.opened', { incident: 1, key: 'late', ...base });
          }
          sim.now = until;
        },
      });
    },
    organizationIsQuiet: (sim) => sim.now >= END + DAY,
  };
}

describe('runStrategies', () => {
  it('runs every strategy in every replication, with the same seed and replication', async () => {
    const log: string[] = [];
    const seen: Progress[] = [];
    const pools = await runStrategies(fakeModel(log), strategies, {
      ...{ seed: 7, replications: 3, progress: (progress: Progress) => void seen.push(progress) },
    });
    expect(log).toEqual(['7/0', '7/0', '7/1', '7/1', '7/2', '7/2']);
    expect(seen.map(({ done, total }) => `${done}/${total}`)).toEqual([
      '1/6', '2/6', '3/6', '4/6', '5/6', '6/6',
    ]); // prettier-ignore
    expect(pools.weekly.results).toHaveLength(3);
    expect(Object.values(pools.daily.durations)).toEqual([3]);
    expect(pools.daily.results[0].durations).toEqual([]);
  });

  it('goes on after the horizon until no incident is open', async () => {
    const pools = await runStrategies(fakeModel(), strategies, { seed: 1, replications: 1 });
    expect(pools.weekly.results[0].endedAt).toBe(END + DAY);
  });

  it('runs some replications by their numbers', async () => {
    const log: string[] = [];
    const options = { seed: 7, replications: 1, first: 41 };
    const pools = await runStrategies(fakeModel(log), strategies, options);
    expect(log).toEqual(['7/41', '7/41']);
    expect(pools.weekly.results[0].replication).toBe(41);
  });

  it('stops at a signal in the middle of a replication', async () => {
    const controller = new AbortController();
    let breaths = 0;
    const run = runStrategies(fakeModel(), strategies, {
      ...{ seed: 1, replications: 1000, signal: controller.signal },
      breathe: async () => {
        if (++breaths === 5) controller.abort();
      },
    });
    await expect(run).rejects.toMatchObject({ name: 'AbortError' });
    expect(breaths).toBe(5);
  });

  it('says which strategy, replication and seed broke', async () => {
    const run = runStrategies(fakeModel([], 2), strategies, { seed: 9, replications: 5 });
    await expect(run).rejects.toMatchObject({
      ...{ name: 'ReplicationFailed', strategy: 'weekly', replication: 2, seed: 9 },
      message: "strategy 'weekly', replication 2, seed 9: a promise is broken",
    });
  });

  it('combines the fingerprints of all replications, in order', async () => {
    const pools = await runStrategies(fakeModel(), strategies, { seed: 1, replications: 2 });
    const { results } = pools.weekly;
    const fingerprint = poolFingerprint(pools.weekly);
    expect(fingerprint).toMatch(/^[0-9a-f]{16}$/);
    expect(poolFingerprint({ ...pools.weekly, results: [results[0]] })).not.toBe(fingerprint);
    const changed = [results[0], { ...plainResult(results[1]), fingerprint: '0000000000000000' }];
    expect(poolFingerprint({ ...pools.weekly, results: changed })).not.toBe(fingerprint);
  });
});
