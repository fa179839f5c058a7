/** Collects the runs of an experiment, in whatever order they end, into what was measured of each strategy. */
import type { Histogram } from '../measure/histogram.ts';
import type { ReplicationResult } from '../measure/index.ts';
import type { Pool } from '../measure/population.ts';
import { ResultStore } from '../measure/store/results.ts';
import type { Progress, StrategyPlan } from './run.ts';

/** Which of all runs: those of one replication stand side by side, so that partners of a pair end together. */
export interface RunPlace {
  /** Index of the strategy. */
  readonly strategy: number;
  readonly replication: number;
}

export interface Extent {
  /** Number of the first replication; 0 when absent. */
  readonly first?: number;
  readonly replications: number;
}

export class Gathering {
  readonly total: number;
  private done = 0;
  private readonly stores: ResultStore[];
  private readonly durations: Histogram[];
  /** Ended before a run that stands before it: waits, so that rows lie in the order of replications. */
  private readonly early = new Map<number, ReplicationResult>();
  private next = 0;

  constructor(
    private readonly strategies: readonly StrategyPlan[],
    private readonly extent: Extent,
    private readonly progress: ((progress: Progress) => void) | undefined,
  ) {
    this.total = strategies.length * extent.replications;
    this.stores = strategies.map(() => new ResultStore());
    this.durations = strategies.map(() => ({}));
  }

  /** How many runs have ended. */
  get ended(): number {
    return this.done;
  }

  placeOf(run: number): RunPlace {
    const count = this.strategies.length;
    const strategy = run % count;
    return { strategy, replication: (this.extent.first ?? 0) + (run - strategy) / count };
  }

  /** Takes the result of one run, once. */
  add(run: number, result: ReplicationResult): void {
    this.early.set(run, result);
    for (;;) {
      const ready = this.early.get(this.next);
      if (ready === undefined) break;
      this.early.delete(this.next);
      this.keep(this.placeOf(this.next++).strategy, ready);
    }
    this.done++;
    const { strategy, replication } = this.placeOf(run);
    const { name } = this.strategies[strategy];
    this.progress?.({ done: this.done, total: this.total, replication, strategy: name });
  }

  /** Thousands of job durations go into the strategy's histogram; the row keeps only what intervals need, packed. */
  private keep(strategy: number, result: ReplicationResult): void {
    const durations = this.durations[strategy];
    for (let i = 0; i < result.durations.length; i += 2) {
      const bucket = result.durations[i];
      durations[bucket] = (durations[bucket] ?? 0) + result.durations[i + 1];
    }
    this.stores[strategy].push(result);
  }

  /** What was measured of every strategy, by name, when all runs have ended. */
  pools(): Record<string, Pool> {
    return Object.fromEntries(
      this.strategies.map(({ name, plan }, i) => [
        name,
        { plan, results: this.stores[i].results, durations: this.durations[i] },
      ]),
    );
  }
}
