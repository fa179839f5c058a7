/** Whole scenarios on several threads. A thread lives as long as there is something to do, since its birth is dear. */
import { Worker } from 'node:worker_threads';
import type { ScenarioResult } from '../../experiment/suite/shapes.ts';
import type { Answer } from './messages.ts';
import type { Task } from './task.ts';

export interface CrewOptions {
  readonly workers: number;
  /** The built worker (sim/cli/suite/worker.ts). */
  readonly script: URL;
  /** Hears every result as it comes; true: enough is known, leave the rest. */
  readonly ended: (task: Task, result: ScenarioResult) => boolean;
  /** Hears of a thread that died and whose scenario another one took over. */
  readonly notice: (text: string) => void;
}

/** Deaths of threads over one scenario after which the scenario itself must be the reason. */
const MOST_DEATHS = 2;
/** As in experiment/pool: room for what lives for one simulated night. */
const YOUNG_MB = 96;

interface Hand {
  readonly worker: Worker;
  ready: boolean;
  task: Task | null;
  why: string | null;
}

/** Works off the tasks in the given order. */
export function runSuite(tasks: readonly Task[], options: CrewOptions): Promise<void> {
  return new Crew(tasks, options).work();
}

class Crew {
  private readonly waiting: Task[];
  private readonly hands = new Set<Hand>();
  private readonly deaths = new Map<number, number>();
  private open: number;
  private settle: ((error: Error | null) => void) | null = null;

  constructor(
    tasks: readonly Task[],
    private readonly options: CrewOptions,
  ) {
    this.waiting = [...tasks];
    this.open = tasks.length;
  }

  async work(): Promise<void> {
    if (this.open === 0) return;
    try {
      await new Promise<void>((resolve, reject) => {
        this.settle = (error) => (error === null ? resolve() : reject(error));
        const count = Math.min(this.options.workers, this.open);
        for (let i = 0; i < count; i++) this.hire();
      });
    } finally {
      this.settle = null;
      await Promise.all([...this.hands].map(({ worker }) => worker.terminate()));
    }
  }

  private hire(): void {
    const worker = new Worker(this.options.script, {
      ...{ execArgv: [], name: 'dialtone suite' },
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
    const hand: Hand = { worker, ready: false, task: null, why: null };
    this.hands.add(hand);
    worker.on('message', (answer: Answer) => this.hear(hand, answer));
    worker.on('error', (error) => (hand.why = reasonOf(error)));
    worker.on('exit', (code) => this.bury(hand, code));
  }

  private employ(hand: Hand): void {
    hand.task = this.waiting.shift() ?? null;
    if (hand.task !== null) hand.worker.postMessage(hand.task);
  }

  private hear(hand: Hand, answer: Answer): void {
    if (this.settle === null) return;
    if (answer.kind === 'failed') {
      this.settle(Object.assign(new Error(answer.message), { stack: answer.stack }));
      return;
    }
    hand.ready = true;
    const { task } = hand;
    if (answer.kind === 'done' && task !== null) this.take(task, answer.result);
    this.employ(hand);
  }

  private take(task: Task, result: ScenarioResult): void {
    try {
      if (this.options.ended(task, result) || --this.open === 0) this.settle?.(null);
    } catch (thrown) {
      // What cannot be written ends the suite, and not the process.
      this.settle?.(thrown as Error);
    }
  }

  /** A thread ended though nobody told it to. */
  private bury(hand: Hand, code: number): void {
    this.hands.delete(hand);
    if (this.settle === null) return;
    const why = hand.why ?? `it ended with code ${code}`;
    if (!hand.ready) {
      if (this.hands.size === 0) this.settle(new Error(`no worker could be started: ${why}`));
      return;
    }
    const { task } = hand;
    if (task !== null) {
      const deaths = (this.deaths.get(task.index) ?? 0) + 1;
      this.deaths.set(task.index, deaths);
      if (deaths < MOST_DEATHS) {
        this.waiting.unshift(task);
        this.options.notice(`a worker ended in ${task.path} (${why}); another one takes over`);
      } else {
        const { path, name } = task;
        const message = `it ended ${MOST_DEATHS} workers (${why})`;
        this.take(task, { kind: 'broken', path, name, message, replay: null });
      }
    }
    if (this.settle !== null && this.waiting.length > 0) this.hire();
  }
}

function reasonOf(thrown: unknown): string {
  const { code, message } = thrown as NodeJS.ErrnoException;
  return code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'out of memory' : (message ?? String(thrown));
}
