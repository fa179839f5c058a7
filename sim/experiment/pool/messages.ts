/** What the main thread and its workers say to each other. All of it is plain data. */
import type { ReplicationResult } from '../../measure/index.ts';
import type { ExposedReplication } from '../exposure/expose.ts';
import type { ExposureSettings } from '../exposure/settings.ts';

/** What a worker is born with: it builds nothing, since a plan is data already. */
export interface Birth {
  /** Seed, strategies and their plans, and the causes that an exposure injects. */
  readonly settings: ExposureSettings;
}

/** What there is to simulate: one strategy for a year, or a base run of all of them with its injections. */
export type Task =
  | { readonly kind: 'year'; readonly strategy: number; readonly replication: number }
  | { readonly kind: 'exposure'; readonly replication: number };

/** To a worker: simulate this. It works off what it is told one after the other. */
export interface Order {
  /** Number of the run in the experiment, which comes back with the answer. */
  readonly run: number;
  readonly task: Task;
}

/** What a task comes to. */
export type Done = ReplicationResult | ExposedReplication;

/** From a worker: that it has begun, how a run ended, or that the simulator broke a promise in it. */
export type Answer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly run: number; readonly result: Done }
  | { readonly kind: 'failed'; readonly run: number; readonly error: Thrown };

/** An error as it crosses between threads: its class stays behind. */
export interface Thrown {
  readonly message: string;
  readonly stack: string;
  /** Where an exposure broke: its strategy, and the cause that was injected. */
  readonly place?: { readonly strategy: string; readonly exposedTo: string | null };
}
