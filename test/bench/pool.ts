/** What threads are worth, and what many replications cost in memory. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
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

/** Resident memory after so many replications of a fortnight of one small server, in megabytes. */
async function residentMegabytes(replications: number): Promise<number> {
  const hazards = 'hazards: { volume-lost: 5 /year, page-damage: 5 /year, job-failed: 3 % }\n';
  const text = smallYaml({ horizon: '1 week', rest: hazards }).replace('2 weeks', '1 week');
  await runStrategies(model, loadText(text).strategies, { seed: 1, replications });
  return process.memoryUsage().rss / 1e6;
}

export const pool: Bench = {
  name: 'pool',
  async run() {
    const { one, two, thousand, tens } = await mediansOf(ROUNDS, {
      one: () => measureApart('pool', 'runs', 1),
      two: () => measureApart('pool', 'runs', 2),
      thousand: () => measureApart('pool', 'memory', 1000),
      tens: () => measureApart('pool', 'memory', 10_000),
    });
    const results: Measured[] = [
      {
        ...{ name: 'two-workers', value: two, unit: 'runs/s' },
        ...{ ratioTo: { 'one worker': two / one }, atLeast: { 'one worker': 1.8 } },
      },
      {
        ...{ name: 'memory-10000-small', value: tens, unit: 'MB' },
        ratioTo: { '1000 replications': tens / thousand },
        atMost: { '1000 replications': 1.2 },
      },
    ];
    return results;
  },
  apart: (what, number) =>
    what === 'memory' ? residentMegabytes(Number(number)) : runsPerSecond(Number(number)),
};
