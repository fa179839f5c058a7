/** All replications of all strategies, paired: replication k has the same futures under every strategy. */
import { Fingerprint } from '../engine/fingerprint.ts';
import type { Histogram } from '../measure/histogram.ts';
import type { ReplicationResult } from '../measure/index.ts';
import type { Pool } from '../measure/population.ts';
import type { Plan } from '../org/plan.ts';
import type { Driven, Model } from './replication.ts';
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
  readonly check?: boolean;
  readonly signal?: AbortSignal;
  readonly progress?: (progress: Progress) => void;
  /** Lets the caller's event loop turn, so that a signal can arrive at all. */
  readonly breathe?: () => Promise<void>;
  /** Hears the simulations of one replication. */
  readonly listen?: (sim: Driven, strategy: string, replication: number) => void;
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

/** Thrown when the caller's signal asks to stop. */
export class Interrupted extends Error {}

export async function runStrategies(
  model: Model,
  strategies: readonly StrategyPlan[],
  options: RunOptions,
): Promise<Record<string, Pool>> {
  const { replications, first = 0, signal } = options;
  const results = strategies.map((): ReplicationResult[] => []);
  const durations = strategies.map((): Histogram => ({}));
  const total = replications * strategies.length;
  const pause = async (): Promise<void> => {
    await options.breathe?.();
    if (signal?.aborted === true) throw new Interrupted('interrupted');
  };
  for (let replication = first; replication < first + replications; replication++) {
    for (let i = 0; i < strategies.length; i++) {
      const result = await runOne(model, strategies[i], replication, options, pause);
      results[i].push(compact(result, durations[i]));
      const done = (replication - first) * strategies.length + i + 1;
      options.progress?.({ done, total, replication, strategy: strategies[i].name });
    }
  }
  return Object.fromEntries(
    strategies.map(({ name, plan }, i) => [
      name,
      { plan, results: results[i], durations: durations[i] },
    ]),
  );
}

async function runOne(
  model: Model,
  strategy: StrategyPlan,
  replication: number,
  options: RunOptions,
  pause: () => Promise<void>,
): Promise<ReplicationResult> {
  const { seed, check, listen } = options;
  try {
    return await runReplication(model, strategy.plan, {
      ...{ seed, replication, pause },
      ...(check === undefined ? {} : { check }),
      ...(listen && { listen: (sim: Driven) => listen(sim, strategy.name, replication) }),
    });
  } catch (thrown) {
    if (thrown instanceof Interrupted) throw thrown;
    throw new ReplicationFailed(strategy.name, replication, seed, thrown);
  }
}

/** Thousands of job durations go into the strategy's histogram; the row keeps only what intervals need. */
function compact(result: ReplicationResult, durations: Histogram): ReplicationResult {
  for (let i = 0; i < result.durations.length; i += 2) {
    const bucket = result.durations[i];
    durations[bucket] = (durations[bucket] ?? 0) + result.durations[i + 1];
  }
  return { ...result, durations: [] };
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
