/** The runs of an experiment on several threads: the same rows, in the same order, as one thread gives. */
import { Worker } from 'node:worker_threads';
import type { ReplicationResult } from '../../measure/index.ts';
import type { Pool } from '../../measure/population.ts';
import { Gathering } from '../gather.ts';
import type { RunOptions, StrategyPlan } from '../run.ts';
import { ReplicationFailed } from '../run.ts';
import type { Answer, Birth, Order, Thrown } from './messages.ts';
import { MOST_DEATHS, Schedule } from './schedule.ts';

export interface PoolOptions extends RunOptions {
  /** Threads; never more are started than there are runs. */
  readonly workers: number;
  /** The built worker (sim/experiment/pool/worker.ts). */
  readonly script: URL;
  /** Hears what went wrong without harm: a worker that ended and whose runs another one took over. */
  readonly notice?: (text: string) => void;
}

/** Room for what lives for one night: twice what Node gives a thread, so that less of it is moved about. */
const YOUNG_MB = 96;

interface Hand {
  readonly worker: Worker;
  ready: boolean;
  /** Runs that it was told to do, in order: it is at work on the first. */
  runs: number[];
  why: string | null;
}

export function runOnWorkers(
  strategies: readonly StrategyPlan[],
  options: PoolOptions,
): Promise<Record<string, Pool>> {
  return new Crew(strategies, options).work();
}

class Crew {
  private readonly gathering: Gathering;
  private readonly schedule: Schedule;
  private readonly hands = new Set<Hand>();
  private settle: ((error: unknown) => void) | null = null;

  constructor(
    private readonly strategies: readonly StrategyPlan[],
    private readonly options: PoolOptions,
  ) {
    this.gathering = new Gathering(strategies, options, options.progress);
    this.schedule = new Schedule(this.gathering.total);
  }

  async work(): Promise<Record<string, Pool>> {
    const { signal, workers } = this.options;
    signal?.throwIfAborted();
    const stop = (): void => this.end(signal?.reason);
    try {
      await new Promise<void>((resolve, reject) => {
        this.settle = (error) => (error === null ? resolve() : reject(error));
        signal?.addEventListener('abort', stop, { once: true });
        for (let i = 0; i < Math.min(workers, this.gathering.total); i++) this.hire();
      });
    } finally {
      signal?.removeEventListener('abort', stop);
      this.settle = null;
      await Promise.all([...this.hands].map(({ worker }) => worker.terminate()));
    }
    return this.gathering.pools();
  }

  private end(error: unknown): void {
    this.settle?.(error);
    this.settle = null;
  }

  private hire(): void {
    const { seed, check = false, script } = this.options;
    const workerData: Birth = { seed, check, plans: this.strategies.map(({ plan }) => plan) };
    // Node's own options are the caller's: --input-type or --eval would refuse a file.
    const worker = new Worker(script, {
      ...{ workerData, execArgv: [], name: 'dialtone' },
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
    const hand: Hand = { worker, ready: false, runs: [], why: null };
    this.hands.add(hand);
    worker.on('message', (answer: Answer) => this.hear(hand, answer));
    worker.on('error', (error) => (hand.why = reasonOf(error)));
    worker.on('exit', (code) => this.bury(hand, code));
  }

  /** One run more than it works on, so that it never waits; but near the end nobody hoards what another could do. */
  private employ(hand: Hand): void {
    const depth = this.schedule.waiting > this.hands.size ? 2 : 1;
    while (hand.runs.length < depth) {
      const run = this.schedule.take();
      if (run === null) return;
      hand.runs.push(run);
      const order: Order = { run, ...this.gathering.placeOf(run) };
      hand.worker.postMessage(order);
    }
  }

  private hear(hand: Hand, answer: Answer): void {
    if (this.settle === null) return;
    if (answer.kind === 'ready') {
      hand.ready = true;
    } else {
      const { run } = answer;
      hand.runs = hand.runs.filter((each) => each !== run);
      if (answer.kind === 'done') {
        this.schedule.finish(run);
        this.take(run, answer.result);
      } else {
        this.schedule.fail(run, this.failureOf(run, errorOf(answer.error)));
      }
    }
    this.employ(hand);
    this.conclude();
  }

  /** What the caller's own listener throws ends the experiment, and not the process. */
  private take(run: number, result: ReplicationResult): void {
    try {
      this.gathering.add(run, result);
    } catch (thrown) {
      this.end(thrown);
    }
  }

  /** A worker ended though nobody told it to. */
  private bury(hand: Hand, code: number): void {
    this.hands.delete(hand);
    if (this.settle === null) return;
    const why = hand.why ?? `it ended with code ${code}`;
    if (!hand.ready) {
      if (this.hands.size === 0) this.end(new Error(`no worker could be started: ${why}`));
      return;
    }
    const { runs } = hand;
    if (!this.schedule.giveBack(runs)) {
      const { ended, total } = this.gathering;
      const what = `it ended ${MOST_DEATHS} workers (${why}); ${ended} of ${total} runs had finished`;
      this.schedule.fail(runs[0], this.failureOf(runs[0], new Error(what)));
    } else if (runs.length > 0) {
      const { strategy, replication } = this.gathering.placeOf(runs[0]);
      const { name } = this.strategies[strategy];
      const place = `strategy '${name}', replication ${replication}`;
      this.options.notice?.(`a worker ended in ${place} (${why}); another one takes over`);
    }
    if (this.schedule.waiting > 0) this.hire();
    // Whoever had nothing left to do may help as well.
    for (const other of this.hands) if (other.ready) this.employ(other);
    this.conclude();
  }

  private conclude(): void {
    const { verdict } = this.schedule;
    if (verdict !== null) this.end(verdict);
    else if (this.gathering.ended === this.gathering.total) this.end(null);
  }

  private failureOf(run: number, cause: Error): ReplicationFailed {
    const { strategy, replication } = this.gathering.placeOf(run);
    const { name } = this.strategies[strategy];
    return new ReplicationFailed(name, replication, this.options.seed, cause);
  }
}

function errorOf({ message, stack }: Thrown): Error {
  return Object.assign(new Error(message), { stack });
}

function reasonOf(thrown: unknown): string {
  const { code, message } = thrown as NodeJS.ErrnoException;
  return code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'out of memory' : (message ?? String(thrown));
}
