/** What stands where a number is not defined: why, and what would define it. Never a zero, never a blank. */
import type { Estimate } from '../../sim/report/data.ts';
import { measure } from '../format/measure.ts';
import { count } from '../format/number.ts';

const ONES: Readonly<Record<Estimate['over'], readonly [string, string]>> = {
  replication: ['replication', 'replications'],
  incident: ['incident', 'incidents'],
  job: ['backup', 'backups'],
  database: ['database', 'databases'],
  set: ['set', 'sets'],
};

/** The members of a population, in words. */
export function populationWords(over: Estimate['over'], n: number): string {
  return `${count(n)}\u00a0${ONES[over][n === 1 ? 0 : 1]}`;
}

/** `not decided: needs 72 incidents, has 41`. */
export function undecided(estimate: Estimate | null, stat: string): string {
  if (estimate === null) return 'not measured';
  if (estimate.n === 0) return `not decided: no ${ONES[estimate.over][1]}`;
  const beyond = estimate.beyond?.[stat];
  if (beyond !== undefined) {
    return `more than ${measure(beyond, estimate.unit)}: ${count(estimate.censored)} still open at the end`;
  }
  if (stat === 'mean' && estimate.because !== undefined) return `not decided: ${estimate.because}`;
  const needed = estimate.needs[stat];
  if (needed === undefined) {
    if (estimate.censored > 0)
      return `not decided: ${count(estimate.censored)} still open at the end`;
    return `not decided by ${populationWords(estimate.over, estimate.n)}`;
  }
  if (stat !== 'mean' || estimate.over !== 'replication') {
    // Incidents of one replication may hang together, so enough of them can still be too few.
    if (estimate.n >= needed) {
      return `not decided: needs ${count(needed)} independent ${ONES[estimate.over][1]}`;
    }
    return `not decided: needs ${populationWords(estimate.over, needed)}, has ${count(estimate.n)}`;
  }
  // A mean over replications counts those in which anything happened at all (MEASURES).
  const has = count(estimate.replicationsWithAny);
  return `not decided: needs ${populationWords('replication', needed)} with any, has ${has}`;
}
