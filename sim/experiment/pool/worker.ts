/**
 * A worker: simulates what it is told on the fast path and nothing else. Nobody listens here but the collectors, and no
 * window is ever recorded, so the handlers meet one shape of state and stay fast.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { model } from '../model.ts';
import { runReplication } from '../replication.ts';
import type { Answer, Birth, Order, Thrown } from './messages.ts';

const { seed, check, plans } = workerData as Birth;

function answer(what: Answer): void {
  parentPort?.postMessage(what);
}

parentPort?.on('message', async ({ run, strategy, replication }: Order) => {
  try {
    const result = await runReplication(model, plans[strategy], { seed, replication, check });
    answer({ kind: 'done', run, result });
  } catch (thrown) {
    answer({ kind: 'failed', run, error: thrownOf(thrown) });
  }
});

function thrownOf(thrown: unknown): Thrown {
  let first = thrown;
  while (first instanceof Error && first.cause instanceof Error) first = first.cause;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { message, stack: first instanceof Error ? (first.stack ?? '') : '' };
}

answer({ kind: 'ready' });
