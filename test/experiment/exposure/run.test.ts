/** Exposures are the same however they are run, and a strategy against itself differs by nothing. */
import { beforeAll, describe, expect, it } from 'vitest';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { ExposureFailed } from '../../../sim/experiment/exposure/failed.ts';
import { mergeExposures } from '../../../sim/experiment/exposure/gather.ts';
import { runExposure } from '../../../sim/experiment/exposure/run.ts';
import type { Exposure } from '../../../sim/experiment/exposure/shapes.ts';
import { exposeOnWorkers } from '../../../sim/experiment/pool/pool.ts';
import { demandBuild } from '../../cli/command.ts';
import { loadSmall, SHORT } from '../../report/small.ts';

const HAZARDS =
  'hazards: { volume-lost: 1 /year, page-damage: 5 /year, disk-failed: 1 /year, operator-destroys: 0.5 /year, sector-unreadable: 0.000000000001 %, set-unreadable: 5 %, mount-failed: 0.5 %, job-failed: 3 %, others: none }';
const text = SHORT.replace(/hazards: .*/, HAZARDS);
const { strategies } = loadSmall(text);
const twins = [
  strategies[0],
  { ...strategies[0], name: 'twin' },
  { ...strategies[1], name: 'other' },
];
const span = { seed: 11, replications: 3 };
const script = pathToFileURL(resolve('dist/worker.js'));

let whole: Exposure;
beforeAll(async () => {
  demandBuild();
  whole = await runExposure(twins, span);
}, 120_000);

describe('runExposure', () => {
  it('injects every cause with a rate, in every hidden state, with weights that add up to 1', () => {
    const injected = whole.causes.filter(({ status }) => status === 'injected');
    expect(injected.map(({ cause }) => cause)).toEqual([
      'disk-failed', 'operator-destroys', 'page-damage', 'volume-lost',
    ]); // prettier-ignore
    expect(whole.causes.find(({ cause }) => cause === 'site-lost')?.status).toBe('not modelled');
    expect(whole.causes.find(({ cause }) => cause === 'server-failed')?.status).toBe(
      'switched off',
    );
    expect(whole.causes.find(({ cause }) => cause === 'job-failed')?.status).toBe(
      'within the others',
    );
    const given = whole.causes.reduce((sum, { skipped }) => sum + skipped, 0);
    expect(whole.injections.length + given).toBe(3 * 14 * 4);
    const sums = whole.injections.map(() => 0);
    for (const { injection, weight } of whole.worlds) sums[injection] += weight;
    for (const sum of sums) expect(sum).toBeCloseTo(1, 10);
    expect(new Set(whole.worlds.map(({ hidden }) => hidden))).toEqual(
      new Set([
        'sound',
        'one-bad-set',
        'more-bad-sets',
        'latent-damage',
        'rebuilding',
        'bad-sector',
      ]),
    );
  });

  it('books to each injection the incident that bears its key, from its own instant', () => {
    for (const { outcomes } of Object.values(whole.strategies)) {
      expect(outcomes).toHaveLength(whole.worlds.length);
      outcomes.forEach((incident, i) => {
        if (incident === null) return;
        const { injection, hidden } = whole.worlds[i];
        const { key, at, cause } = whole.injections[injection];
        if (hidden === 'bad-sector') expect(incident.cause).toBe('sector-unreadable');
        else if (hidden === 'latent-damage' || hidden === 'rebuilding') {
          // What preceded it may have happened in a fork of an earlier instant, from which its strikes count.
          const strike = key.slice(0, key.lastIndexOf(':') + 1);
          expect(incident.causes.some((each) => each.startsWith(strike))).toBe(true);
        } else expect(incident.causes).toContain(key);
        if (hidden === 'sound') expect([incident.at, incident.cause]).toEqual([at, cause]);
      });
    }
  });

  it('gives a strategy that stands there twice the same outcomes in every figure, and another one others', () => {
    const [of, twin, other] = twins.map(({ name }) => whole.strategies[name].outcomes);
    expect(twin).toEqual(of);
    expect(other).not.toEqual(of);
  });

  it('is the same in parts that are merged', async () => {
    const parts = [
      await runExposure(twins, { ...span, replications: 1 }),
      await runExposure(twins, { ...span, first: 1, replications: 2 }),
    ];
    expect(mergeExposures(parts)).toEqual(whole);
  }, 120_000);

  it('is the same for any number of workers', async () => {
    for (const workers of [2, 4]) {
      expect(await exposeOnWorkers(twins, { ...span, workers, script })).toEqual(whole);
    }
  }, 240_000);

  it('injects what it is asked for, as it does among all', async () => {
    const some = await runExposure(twins, { ...span, replications: 1, causes: ['volume-lost'] });
    const asked = whole.injections.filter(
      (each) => each.cause === 'volume-lost' && each.replication === 0,
    );
    expect(some.injections).toEqual(asked);
    expect(some.causes.find(({ cause }) => cause === 'page-damage')?.status).toBe('not asked');
  });

  it('has nothing to inject where every cause is switched off', async () => {
    const calm = loadSmall(SHORT.replace(/hazards: .*/, 'hazards: none'));
    const found = await runExposure(calm.strategies, span);
    expect(found).toMatchObject({ replications: 0, injections: [], worlds: [] });
  });

  it('says which strategy and cause broke a promise, and among which strategies', async () => {
    const { plan } = strategies[1];
    const broken = { ...plan, libraries: [] };
    const run = runExposure([strategies[0], { ...strategies[1], plan: broken }], span);
    await expect(run).rejects.toBeInstanceOf(ExposureFailed);
    await expect(run).rejects.toMatchObject({
      ...{ strategy: 'daily', replication: 0, seed: 11, among: ['weekly', 'daily'] },
    });
  });
});
