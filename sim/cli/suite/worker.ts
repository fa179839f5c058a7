/** A thread of a suite: simulates whole scenarios, one after the other, each as one thread would. */
import { parentPort } from 'node:worker_threads';
import { model } from '../../experiment/model.ts';
import { runStrategies } from '../../experiment/run.ts';
import type { Answer } from './messages.ts';
import type { Task } from './task.ts';
import { work } from './work.ts';

function answer(what: Answer): void {
  parentPort?.postMessage(what);
}

parentPort?.on('message', async (task: Task) => {
  try {
    const { seed, replications } = task;
    const run = (strategies: Task['strategies']) =>
      runStrategies(model, strategies, { seed, replications });
    answer({ kind: 'done', result: await work(task, run) });
  } catch (thrown) {
    const { message, stack = '' } = thrown instanceof Error ? thrown : new Error(String(thrown));
    answer({ kind: 'failed', message, stack });
  }
});

answer({ kind: 'ready' });
