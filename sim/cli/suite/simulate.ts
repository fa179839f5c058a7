/** All scenarios of a suite on this machine, and their results in the order of the suite. */
import { availableParallelism } from 'node:os';
import { runOnMachine } from '../../api/run.ts';
import { byWork } from '../../experiment/suite/shard.ts';
import type { ScenarioResult } from '../../experiment/suite/shapes.ts';
import { failuresIn } from '../../experiment/suite/shapes.ts';
import { runSuite } from './crew.ts';
import type { Task } from './task.ts';
import { work } from './work.ts';

export interface SimulateSuite {
  /** Threads; all cores when absent. */
  readonly workers: number | undefined;
  /** Failures after which no further scenario counts. */
  readonly maxFailures: number | undefined;
  /** Guesses at the work of the tasks. */
  readonly works: readonly number[];
  /** Hears every result as soon as it is there, in any order. */
  readonly kept: (task: Task, result: ScenarioResult) => void;
  readonly notice: (text: string) => void;
}

/**
 * Fills `results`, which may hold some already, and tells each to `told` in the order of the suite. Many scenarios share
 * the threads; for fewer than there are threads, every scenario has all of them. Either way the results are the same.
 */
export async function simulateSuite(
  tasks: readonly Task[],
  results: (ScenarioResult | null)[],
  told: (result: ScenarioResult) => void,
  { workers = availableParallelism(), maxFailures, works, kept, notice }: SimulateSuite,
): Promise<void> {
  let next = 0;
  let failures = 0;
  const enough = (): boolean => maxFailures !== undefined && failures >= maxFailures;
  /** Counted in the order of the suite, so that it stops at the same place for any number of threads. */
  const advance = (): boolean => {
    while (next < results.length && !enough()) {
      const result = results[next];
      if (result === null) break;
      next++;
      failures += failuresIn(result);
      told(result);
    }
    return enough();
  };
  const ended = (task: Task, result: ScenarioResult): boolean => {
    results[task.index] = result;
    kept(task, result);
    return advance();
  };
  if (!advance()) {
    if (workers > 1 && tasks.length >= workers) {
      // The longest first, so that nobody waits for it in the end; but who wants to stop early, goes in order.
      const order = maxFailures === undefined ? byWork(works) : tasks.map((_, i) => i);
      const script = new URL('./suite-worker.js', import.meta.url);
      await runSuite(
        order.map((i) => tasks[i]),
        { workers, script, ended, notice },
      );
    } else {
      await oneByOne(tasks, workers, ended, notice);
    }
  }
  // What ended beyond the last one that counts, was in vain.
  for (let i = next; i < results.length; i++) results[i] = null;
}

async function oneByOne(
  tasks: readonly Task[],
  workers: number,
  ended: (task: Task, result: ScenarioResult) => boolean,
  notice: (text: string) => void,
): Promise<void> {
  for (const task of tasks) {
    const { seed, replications } = task;
    const run = (strategies: Task['strategies']) =>
      runOnMachine(strategies, { seed, replications, workers, notice });
    if (ended(task, await work(task, run))) return;
  }
}
