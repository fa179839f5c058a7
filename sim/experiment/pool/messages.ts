/** What the main thread and its workers say to each other. All of it is plain data. */
import type { ReplicationResult } from '../../measure/index.ts';
import type { Plan } from '../../org/plan.ts';

/** What a worker is born with: it builds nothing, since a plan is data already. */
export interface Birth {
  readonly seed: number;
  readonly check: boolean;
  /** Plans of the strategies, in the order of the experiment. */
  readonly plans: readonly Plan[];
}

/** To a worker: simulate this. It works off what it is told one after the other. */
export interface Order {
  /** Number of the run in the experiment, which comes back with the answer. */
  readonly run: number;
  readonly strategy: number;
  readonly replication: number;
}

/** From a worker: that it has begun, how a run ended, or that the simulator broke a promise in it. */
export type Answer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly run: number; readonly result: ReplicationResult }
  | { readonly kind: 'failed'; readonly run: number; readonly error: Thrown };

/** An error as it crosses between threads: its class stays behind. */
export interface Thrown {
  readonly message: string;
  readonly stack: string;
}
