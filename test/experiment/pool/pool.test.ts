/** Worker threads against one thread, with workers that die in every way. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { runExposure } from '../../../sim/experiment/exposure/run.ts';
import { model } from '../../../sim/experiment/model.ts';
import type { PoolOptions } from '../../../sim/experiment/pool/pool.ts';
import { exposeOnWorkers, runOnWorkers } from '../../../sim/experiment/pool/pool.ts';
import type { Progress } from '../../../sim/experiment/run.ts';
import { runStrategies } from '../../../sim/experiment/run.ts';
import type { Pool } from '../../../sim/measure/population.ts';
import { demandBuild } from '../../cli/command.ts';
import { plainResult } from '../../measure/plain-result.ts';
import { loadSmall, SHORT } from '../../report/small.ts';

const { strategies } = loadSmall(SHORT);
const BUILT = pathToFileURL(resolve('dist/worker.js'));
const span = { seed: 11, replications: 6 };

let alone: Record<string, Pool>;
let expected: string;
beforeAll(async () => {
  demandBuild();
  alone = await runStrategies(model, strategies, span);
  expected = textOf(alone);
});

function textOf(pools: Record<string, Pool>): string {
  const plain = Object.entries(pools).map(([name, { results, durations }]) => {
    return [name, results.map(plainResult), durations];
  });
  return JSON.stringify(plain);
}

function onWorkers(workers: number, more: Partial<PoolOptions> = {}) {
  return runOnWorkers(strategies, { ...span, workers, script: BUILT, ...more });
}

/** A worker that does something else first when it is told to do a run; `once` is true for one worker only. */
function badWorker(code: string): URL {
  const folder = mkdtempSync(join(tmpdir(), 'dialtone-worker-'));
  const script = join(folder, 'worker.mjs');
  const text = `import { writeFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
const once = () => {
  try {
    writeFileSync(${JSON.stringify(join(folder, 'marker'))}, '', { flag: 'wx' });
    return true;
  } catch {
    return false;
  }
};
parentPort.on('message', ({ run }) => { ${code} });
await import(${JSON.stringify(BUILT.href)});
`;
  writeFileSync(script, text);
  return pathToFileURL(script);
}

describe('runOnWorkers', () => {
  it('is compared on runs in which something happens', () => {
    expect(alone.daily.results.some(({ incidents }) => incidents.length > 0)).toBe(true);
  });

  it.each([1, 2, 3, 5, 40])('gives the rows of one thread with %i workers', async (workers) => {
    const seen: Progress[] = [];
    const pools = await onWorkers(workers, { progress: (progress) => void seen.push(progress) });
    expect(textOf(pools)).toBe(expected);
    expect(seen.map(({ done }) => done)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
    const runs = seen.map(({ strategy, replication }) => `${strategy} ${replication}`);
    expect(new Set(runs).size).toBe(12);
  });

  it('begins with the replication that it is asked for', async () => {
    const pools = await onWorkers(2, { first: 3, replications: 2 });
    expect(pools.daily.results.map(plainResult)).toEqual(
      alone.daily.results.slice(3, 5).map(plainResult),
    );
  });

  it('lets another worker take over what a dead one left, and says so', async () => {
    const deaths = {
      exit: ['if (run === 3 && once()) process.exit(7);', 'it ended with code 7'],
      throws: [
        "if (run === 3 && once()) throw new Error('outside of the model');",
        'outside of the',
      ],
    };
    for (const [code, why] of Object.values(deaths)) {
      const notices: string[] = [];
      const notice = (text: string) => void notices.push(text);
      const pools = await onWorkers(2, { script: badWorker(code), notice });
      expect(textOf(pools)).toBe(expected);
      expect(notices).toHaveLength(1);
      expect(notices[0]).toContain("a worker ended in strategy 'daily', replication 1 (");
      expect(notices[0]).toContain(why);
    }
  });

  it('gives up a run that ends two workers, by name, and says what had finished', async () => {
    const run = onWorkers(2, { script: badWorker('if (run === 5) process.exit(7);') });
    await expect(run).rejects.toMatchObject({
      ...{ name: 'ReplicationFailed', strategy: 'daily', replication: 2, seed: 11 },
      message: expect.stringMatching(
        /it ended 2 workers \(it ended with code 7\); \d+ of 12 runs had finished$/,
      ) as string,
    });
  });

  it('says why when no worker can be started', async () => {
    const script = pathToFileURL(resolve('dist/no-worker.js'));
    await expect(onWorkers(2, { script })).rejects.toThrow(
      /no worker could be started: .*no-worker/,
    );
  });

  it('ends with what the listener of progress throws', async () => {
    const progress = () => {
      throw new Error('a listener that fails');
    };
    await expect(onWorkers(2, { progress })).rejects.toThrow('a listener that fails');
  });

  it("rejects with the signal's reason at once, also when every worker hangs", async () => {
    const controller = new AbortController();
    const script = badWorker('if (run > 2) for (;;);');
    const run = onWorkers(3, {
      ...{ script, signal: controller.signal },
      progress: () => controller.abort(new Error('enough')),
    });
    await expect(run).rejects.toThrow('enough');
    await expect(onWorkers(2, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});

describe('exposeOnWorkers', () => {
  const rates = 'hazards: { volume-lost: 1 /year, others: none }';
  const exposed = loadSmall(SHORT.replace(/hazards: .*/, rates)).strategies;
  const on = (more: Partial<PoolOptions>) =>
    exposeOnWorkers(exposed, { seed: 11, replications: 2, workers: 2, script: BUILT, ...more });

  it('lets another worker take over the base run of a dead one, and says so', async () => {
    const notices: string[] = [];
    const script = badWorker("if (run === 1 && once()) throw new Error('outside of the model');");
    const found = await on({ script, notice: (text) => void notices.push(text) });
    expect(found).toEqual(await runExposure(exposed, { seed: 11, replications: 2 }));
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain('a worker ended in the exposure of replication 1 (outside of the');
  });

  it('gives up a base run that ends two workers, by name', async () => {
    await expect(
      on({ script: badWorker('if (run === 1) process.exit(7);') }),
    ).rejects.toMatchObject({
      ...{ name: 'ExposureFailed', replication: 1, seed: 11, among: ['weekly', 'daily'] },
      message: expect.stringMatching(/it ended 2 workers \(it ended with code 7\)/) as string,
    });
  });

  it("rejects with the signal's reason at once, also when every worker hangs", async () => {
    const controller = new AbortController();
    const run = on({
      ...{ script: badWorker('if (run > 0) for (;;);'), signal: controller.signal },
      progress: () => controller.abort(new Error('enough')),
    });
    await expect(run).rejects.toThrow('enough');
  });
});
