/** Many seeds, in as many processes as there are cores: the same rows in the same order, however many. */
import { fork, type ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { runSeed, type SeedResult } from './seeds.ts';

export interface CampaignOptions {
  readonly first: number;
  readonly count: number;
  readonly workers?: number;
  /** Seeds that are run at all. */
  readonly wanted: (seed: number) => boolean;
  /** Told in the order of seeds. */
  readonly tell: (result: SeedResult) => void;
}

/** How a process knows that it is a worker. */
export const WORKER = '--worker';

export async function campaign({
  first,
  count,
  workers,
  wanted,
  tell,
}: CampaignOptions): Promise<void> {
  const seeds: number[] = [];
  for (let seed = first; seed < first + count; seed++) if (wanted(seed)) seeds.push(seed);
  const crew = Math.min(workers ?? availableParallelism(), seeds.length);
  if (crew <= 1) {
    for (const seed of seeds) tell(runSeed(seed));
    return;
  }
  const waiting = new Map<number, SeedResult>();
  let next = 0;
  let told = 0;
  await Promise.all(
    Array.from({ length: crew }, () => {
      const child = fork(process.argv[1], [WORKER], {
        execArgv: process.execArgv,
      });
      return employ(child, {
        next: () => seeds[next++] ?? null,
        done: (result) => {
          waiting.set(result.seed, result);
          for (let ready = waiting.get(seeds[told]); ready !== undefined;) {
            waiting.delete(seeds[told]);
            told += 1;
            tell(ready);
            ready = waiting.get(seeds[told]);
          }
        },
      });
    }),
  );
}

interface Work {
  next(): number | null;
  done(result: SeedResult): void;
}

/** Hands one seed after another to a process until none is left. */
function employ(child: ChildProcess, { next, done }: Work): Promise<void> {
  return new Promise((resolve, reject) => {
    let seed: number | null = null;
    const more = (): void => {
      seed = next();
      child.send({ seed });
    };
    child.on('message', (result) => {
      done(result as SeedResult);
      more();
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0 && seed === null) resolve();
      else reject(new Error(`the process that ran seed ${seed} ended with ${code}`));
    });
    more();
  });
}

/** The life of a worker: a seed comes, its result goes, and null ends it. */
export function work(): void {
  process.on('message', ({ seed }: { seed: number | null }) => {
    if (seed === null) process.disconnect();
    else process.send?.(runSeed(seed));
  });
}
