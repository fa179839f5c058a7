/** A whole run that can be gone back into: keyframes, and a fast re-run from the nearest of them. */
import { WEEK } from './clock.ts';
import { EngineError, show } from './errors.ts';
import type { Sim } from './sim.ts';
import type { Ms } from './types.ts';

export interface HistoryOptions {
  /** Simulated time between two keyframes, in ms. */
  readonly everyMs: Ms;
  /** At most so many keyframes, so that memory stays bounded however long the run: at least 2. */
  readonly most: number;
}

/** A year by the week. A keyframe is a fork, which shares what is sealed: tens to hundreds of kilobytes each. */
export const WEEKLY: HistoryOptions = { everyMs: WEEK, most: 128 };

/**
 * Runs a simulation and keeps a fork of it now and then. Whatever the simulation was at any instant since the history
 * began, queue included, is had again from the keyframe before it, by running the events between the two once more.
 */
export class History<Plan, Org, Facts> {
  readonly #sim: Sim<Plan, Org, Facts>;
  readonly #most: number;
  #everyMs: Ms;
  /** Forks that are never run themselves, in the order of time. */
  #keyframes: Sim<Plan, Org, Facts>[];

  /** Begins at the present instant of a simulation. Throws EngineError for options without sense. */
  constructor(sim: Sim<Plan, Org, Facts>, options: HistoryOptions = WEEKLY) {
    demandWhole('everyMs', options.everyMs, 1);
    demandWhole('most', options.most, 2);
    this.#sim = sim;
    this.#everyMs = options.everyMs;
    this.#most = options.most;
    this.#keyframes = [sim.fork()];
  }

  /** First and last instant that can be gone back to. */
  get from(): Ms {
    return this.#keyframes[0].now;
  }

  get to(): Ms {
    return this.#sim.now;
  }

  get keyframes(): number {
    return this.#keyframes.length;
  }

  /** Runs the simulation on as its own `runUntil` would, to the same state and fingerprint. */
  runUntil(until: Ms): void {
    const sim = this.#sim;
    for (let next = this.#next(); next < until; next = this.#next()) {
      sim.runUntil(next);
      this.#keep();
    }
    sim.runUntil(until);
  }

  /**
   * The simulation as it was after all events of an instant: an independent one without listeners, to look at or to
   * run on. Throws EngineError outside [from, to].
   */
  stateAt(t: Ms): Sim<Plan, Org, Facts> {
    if (!Number.isSafeInteger(t) || t < this.from || t > this.to) {
      const message = `no state at ${show(t)}: this history goes from ${this.from} to ${this.to}`;
      throw new EngineError('bad-argument', message);
    }
    let nearest = this.#keyframes[0];
    for (const keyframe of this.#keyframes) if (keyframe.now <= t) nearest = keyframe;
    const again = nearest.fork();
    again.runUntil(t);
    return again;
  }

  #next(): Ms {
    return this.#keyframes[this.#keyframes.length - 1].now + this.#everyMs;
  }

  /** When there are too many, every other one goes, and from then on they are taken half as often. */
  #keep(): void {
    this.#keyframes.push(this.#sim.fork());
    if (this.#keyframes.length <= this.#most) return;
    this.#keyframes = this.#keyframes.filter((_, i) => i % 2 === 0);
    this.#everyMs *= 2;
  }
}

function demandWhole(name: string, value: number, least: number): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  const message = `${name} must be a whole number from ${least}, not ${show(value)}`;
  throw new EngineError('bad-argument', message);
}
