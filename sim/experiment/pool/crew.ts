/** Threads that work off the runs of an experiment: whoever is free takes the next, and the dead are replaced. */
import { Worker } from 'node:worker_threads';
import type { ExposureSettings } from '../exposure/settings.ts';
import type { Answer, Birth, Done, Order, Task, Thrown } from './messages.ts';
import { MOST_DEATHS, Schedule } from './schedule.ts';

export interface CrewOptions {
  /** Threads; never more are started than there are runs. */
  readonly workers: number;
  /** The built worker (sim/experiment/pool/worker.ts). */
  readonly script: URL;
  readonly signal?: AbortSignal;
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

/** What a crew works off. */
export interface Work {
  readonly total: number;
  /** How many runs have ended. */
  readonly ended: number;
  readonly settings: ExposureSettings;
  taskOf(run: number): Task;
  /** Takes the result of one run, once. */
  take(run: number, result: Done): void;
  /** Where a run is, for people: "strategy 'a', replication 3". */
  placeOf(run: number): string;
  failureOf(run: number, error: Error, place: Thrown['place']): Error;
}

export class Crew {
  private readonly schedule: Schedule;
  private readonly hands = new Set<Hand>();
  private settle: ((error: unknown) => void) | null = null;

  constructor(
    private readonly task: Work,
    private readonly options: CrewOptions,
  ) {
    this.schedule = new Schedule(task.total);
  }

  async work(): Promise<void> {
    const { signal, workers } = this.options;
    signal?.throwIfAborted();
    const stop = (): void => this.end(signal?.reason);
    try {
      await new Promise<void>((resolve, reject) => {
        this.settle = (error) => (error === null ? resolve() : reject(error));
        signal?.addEventListener('abort', stop, { once: true });
        for (let i = 0; i < Math.min(workers, this.task.total); i++) this.hire();
      });
    } finally {
      signal?.removeEventListener('abort', stop);
      this.settle = null;
      await Promise.all([...this.hands].map(({ worker }) => worker.terminate()));
    }
  }

  private end(error: unknown): void {
    this.settle?.(error);
    this.settle = null;
  }

  private hire(): void {
    const { script } = this.options;
    const workerData: Birth = { settings: this.task.settings };
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
      const order: Order = { run, task: this.task.taskOf(run) };
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
        const { error } = answer;
        this.schedule.fail(run, this.task.failureOf(run, errorOf(error), error.place));
      }
    }
    this.employ(hand);
    this.conclude();
  }

  /** What the caller's own listener throws ends the experiment, and not the process. */
  private take(run: number, result: Done): void {
    try {
      this.task.take(run, result);
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
      const { ended, total } = this.task;
      const what = `it ended ${MOST_DEATHS} workers (${why}); ${ended} of ${total} runs had finished`;
      this.schedule.fail(runs[0], this.task.failureOf(runs[0], new Error(what), undefined));
    } else if (runs.length > 0) {
      const place = this.task.placeOf(runs[0]);
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
    else if (this.task.ended === this.task.total) this.end(null);
  }
}

function errorOf({ message, stack }: Thrown): Error {
  return Object.assign(new Error(message), { stack });
}

function reasonOf(thrown: unknown): string {
  const { code, message } = thrown as NodeJS.ErrnoException;
  return code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'out of memory' : (message ?? String(thrown));
}
