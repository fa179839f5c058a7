/**
 * How jobs of files have fared in the calm. One that finds no room, no cartridge or no mailboxes was planned so; and sets are
 * found bad by chance in the calm as well (TAPE-13), which a job with few occasions in it cannot make good.
 */
import type { Plan } from '../../../sim/org/plan.ts';
import type { Fact } from './checker.ts';

/** What happens more rarely than in so many jobs is not put down to chance. */
const BY_CHANCE = 1e-5;

const PLANNED_SO = /^NO_(SPACE|MEDIA)|^no database of/;

interface Ended {
  succeeded: number;
  runs: number;
  /** Runs whose set was found bad when it was read again. */
  bad: number;
  /** Why the last one failed. */
  last: string;
}

export class FileRuns {
  readonly #plan: Plan;
  /** By job and machine. */
  readonly #ended = new Map<string, Ended>();

  constructor(plan: Plan) {
    this.#plan = plan;
  }

  note(fact: Fact & { type: 'files.ended' }): void {
    const { fileJobs, servers, controllers } = this.#plan;
    const { name } = fact.server < 0 ? controllers[fact.controller] : servers[fact.server];
    const key = `${fileJobs[fact.job].name} of ${name}`;
    const known = this.#ended.get(key) ?? { succeeded: 0, runs: 0, bad: 0, last: '' };
    known.runs += 1;
    if (fact.outcome === 'succeeded') known.succeeded += 1;
    if (fact.because.endsWith('the medium is bad')) known.bad += 1;
    known.last = fact.because;
    this.#ended.set(key, known);
  }

  /** Jobs that never succeeded for a machine, though nothing excuses them: each with why. */
  *thatFail(): Generator<string> {
    for (const [of, { succeeded, runs, bad, last }] of this.#ended) {
      const isChance = bad === runs && this.#mayAllBeBad(runs);
      if (succeeded === 0 && !isChance && !PLANNED_SO.test(last)) yield `${of}: ${last}`;
    }
  }

  #mayAllBeBad(sets: number): boolean {
    const law = this.#plan.hazards['set-unreadable'];
    return law?.type === 'constant' && law.value ** sets > BY_CHANCE;
  }
}
