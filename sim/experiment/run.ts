/** All replications of all strategies, paired: replication k has the same futures under every strategy. */
import { Fingerprint } from '../engine/fingerprint.ts';
import type { ReplicationResult } from '../measure/index.ts';
import type { Pool } from '../measure/population.ts';
import type { Plan } from '../org/plan.ts';
import { Gathering } from './gather.ts';
import type { Model } from './replication.ts';
import { runReplication } from './replication.ts';

export interface StrategyPlan {
  readonly name: string;
  readonly label: string;
  readonly plan: Plan;
}

export interface Progress {
  /** Replications of one strategy that are done, and all that there will be. */
  readonly done: number;
  readonly total: number;
  readonly replication: number;
  readonly strategy: string;
}

export interface RunOptions {
  readonly seed: number;
  readonly replications: number;
  /** Number of the first replication; 0 when absent. */
  readonly first?: number;
  /** Whether the ledger is audited after every event. */
  readonly check?: boolean;
  /** Ends the experiment: it rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  readonly progress?: (progress: Progress) => void;
  /** Lets the caller's event loop turn, so that a signal can arrive at all. */
  readonly breathe?: () => Promise<void>;
}

/** The simulator broke a promise of its own: where, so that it can be replayed. */
export class ReplicationFailed extends Error {
  readonly strategy: string;
  readonly replication: number;
  readonly seed: number;

  constructor(strategy: string, replication: number, seed: number, cause: unknown) {
    const what = cause instanceof Error ? cause.message : String(cause);
    super(`strategy '${strategy}', replication ${replication}, seed ${seed}: ${what}`, { cause });
    this.name = 'ReplicationFailed';
    this.strategy = strategy;
    this.replication = replication;
    this.seed = seed;
  }
}

/** All runs one after the other, in this thread. */
export async function runStrategies(
  model: Model,
  strategies: readonly StrategyPlan[],
  options: RunOptions,
): Promise<Record<string, Pool>> {
  const { signal, breathe } = options;
  const gathering = new Gathering(strategies, options, options.progress);
  const pause = async (): Promise<void> => {
    await breathe?.();
    signal?.throwIfAborted();
  };
  for (let run = 0; run < gathering.total; run++) {
    const { strategy, replication } = gathering.placeOf(run);
    gathering.add(run, await runOne(model, strategies[strategy], replication, options, pause));
  }
  return gathering.pools();
}

async function runOne(
  model: Model,
  { name, plan }: StrategyPlan,
  replication: number,
  { seed, check = false, signal }: RunOptions,
  pause: () => Promise<void>,
): Promise<ReplicationResult> {
  try {
    return await runReplication(model, plan, { seed, replication, check, pause });
  } catch (thrown) {
    if (signal?.aborted === true) throw thrown;
    throw new ReplicationFailed(name, replication, seed, thrown);
  }
}

/** One fingerprint for all replications of a strategy, in order. */
export function poolFingerprint(pool: Pool): string {
  const all = new Fingerprint();
  pool.results.forEach(({ fingerprint, replication }) => {
    const high = Number.parseInt(fingerprint.slice(0, 8), 16);
    const low = Number.parseInt(fingerprint.slice(8), 16);
    all.absorb(replication, 0, high, low);
  });
  return all.hex;
}
