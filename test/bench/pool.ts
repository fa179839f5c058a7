/** What threads are worth, and what many replications cost in memory. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { model } from '../../sim/experiment/model.ts';
import { runOnWorkers } from '../../sim/experiment/pool/pool.ts';
import { runStrategies } from '../../sim/experiment/run.ts';
import { bundleForNode } from '../tools/bundle.mjs';
import { smallYaml } from '../support/organization.ts';
import { measureApart, mediansOf } from './bench.ts';
import type { Bench, Measured } from './bench.ts';
import { load, loadText } from './flagship.ts';

const ROUNDS = 3;
/** Enough for every thread to have compiled its handlers long before the end. */
const REPLICATIONS = 160;

/** Runs a second of the flagship's first strategy: in the main thread for one worker, as the command does it. */
async function runsPerSecond(workers: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'dialtone-bench-'));
  try {
    const script = join(folder, 'worker.mjs');
    await bundleForNode('sim/experiment/pool/worker.ts', script);
    const strategies = load(4).strategies.slice(0, 1);
    const asked = { seed: 2007, replications: REPLICATIONS };
    const began = performance.now();
    if (workers === 1) await runStrategies(model, strategies, asked);
    else await runOnWorkers(strategies, { ...asked, workers, script: pathToFileURL(script) });
    return (REPLICATIONS * 1000) / (performance.now() - began);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs a fortnight of one small server so many times; answers what its rows keep in memory, in bytes. */
async function keptBytes(replications: number): Promise<number> {
  const hazards = 'hazards: { volume-lost: 5 /year, page-damage: 5 /year, job-failed: 3 % }\n';
  const text = smallYaml({ horizon: '1 week', rest: hazards }).replace('2 weeks', '1 week');
  const { strategies } = loadText(text);
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  // The first runs compile the handlers, which is no memory of rows.
  await runStrategies(model, strategies, { seed: 2, replications: 500 });
  collect();
  const before = process.memoryUsage();
  const pools = await runStrategies(model, strategies, { seed: 1, replications });
  collect();
  const after = process.memoryUsage();
  if (pools.only.results.length !== replications) throw new Error('rows are missing');
  return after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers;
}

export const pool: Bench = {
  name: 'pool',
  async run() {
    const { one, two } = await mediansOf(ROUNDS, {
      one: () => measureApart('pool', 'runs', 1),
      two: () => measureApart('pool', 'runs', 2),
    });
    const small = await measureApart('pool', 'memory', 1000);
    const large = await measureApart('pool', 'memory', 10_000);
    const results: Measured[] = [
      {
        ...{ name: 'two-workers', value: two, unit: 'runs/s' },
        ...{ ratioTo: { 'one worker': two / one }, atLeast: { 'one worker': 1.8 } },
      },
      {
        ...{ name: 'memory-of-a-replication', value: (large - small) / 9000, unit: 'bytes' },
        ...{ ratioTo: {}, atMost: { itself: 1000 } },
      },
    ];
    return results;
  },
  apart: (what, number) =>
    what === 'memory' ? keptBytes(Number(number)) : runsPerSecond(Number(number)),
};
