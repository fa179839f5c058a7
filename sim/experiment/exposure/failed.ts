import { ReplicationFailed } from '../run.ts';
import type { ExposureSettings } from './settings.ts';
import type { Visit } from './visits.ts';

/** The simulator broke a promise of its own in a base run, or in what an injection of a cause came to. */
export class ExposureFailed extends ReplicationFailed {
  /** Null: in the base run itself. */
  readonly exposedTo: string | null;
  /** The strategies that were exposed side by side: with others the same instants may not be calm. */
  readonly among: readonly string[];

  constructor({ strategy, among, replication, seed, exposedTo }: Place, cause: unknown) {
    super(strategy, replication, seed, cause);
    this.name = 'ExposureFailed';
    this.exposedTo = exposedTo;
    this.among = among;
    if (exposedTo !== null) this.message = `exposure to ${exposedTo}, ${this.message}`;
  }
}

/** Where something is done. */
interface Place {
  readonly strategy: string;
  readonly among: readonly string[];
  readonly replication: number;
  readonly seed: number;
  readonly exposedTo: string | null;
}

/** Where an injection is when it is done under a strategy. */
export function placeOf({ names, seed }: ExposureSettings, visit: Visit, strategy: number): Place {
  const { replication, cause } = visit;
  return { strategy: names[strategy], among: names, replication, seed, exposedTo: cause };
}

/** Does something for a strategy; what it throws comes out with where that was, once. */
export function blaming<T>(place: Place, action: () => T): T {
  try {
    return action();
  } catch (thrown) {
    if (thrown instanceof ExposureFailed) throw thrown;
    throw new ExposureFailed(place, thrown);
  }
}
