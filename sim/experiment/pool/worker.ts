/**
 * A worker: simulates what it is told on the fast path and nothing else. Nobody listens here but the collectors, and no
 * window is ever recorded, so the handlers meet one shape of state and stay fast.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { exposeReplication } from '../exposure/expose.ts';
import { ExposureFailed } from '../exposure/failed.ts';
import { model } from '../model.ts';
import { runReplication } from '../replication.ts';
import type { Answer, Birth, Done, Order, Task, Thrown } from './messages.ts';

const { settings } = workerData as Birth;

function answer(what: Answer): void {
  parentPort?.postMessage(what);
}

function simulate(task: Task): Promise<Done> {
  if (task.kind === 'exposure') return exposeReplication(settings, task.replication);
  const { seed, check, plans } = settings;
  const { strategy, replication } = task;
  return runReplication(model, plans[strategy], { seed, replication, check });
}

parentPort?.on('message', async ({ run, task }: Order) => {
  try {
    answer({ kind: 'done', run, result: await simulate(task) });
  } catch (thrown) {
    answer({ kind: 'failed', run, error: thrownOf(thrown) });
  }
});

function thrownOf(thrown: unknown): Thrown {
  let first = thrown;
  while (first instanceof Error && first.cause instanceof Error) first = first.cause;
  const stack = first instanceof Error ? (first.stack ?? '') : '';
  if (thrown instanceof ExposureFailed) {
    const { strategy, exposedTo, cause } = thrown;
    const message = cause instanceof Error ? cause.message : String(cause);
    return { message, stack, place: { strategy, exposedTo } };
  }
  return { message: thrown instanceof Error ? thrown.message : String(thrown), stack };
}

answer({ kind: 'ready' });
