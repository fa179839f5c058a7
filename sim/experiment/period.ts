import { DAY, formatDuration } from '../engine/clock.ts';

/** What one replication is called: a year where the horizon is about one, else a run. */
export function periodOf(horizonMs: number): 'year' | 'run' {
  return horizonMs >= 360 * DAY && horizonMs <= 370 * DAY ? 'year' : 'run';
}

/** '200 simulated years', or '50 runs of 90 d'. */
export function periodsOf(replications: number, horizonMs: number): string {
  const plural = replications === 1 ? '' : 's';
  if (periodOf(horizonMs) === 'year') return `${replications} simulated year${plural}`;
  return `${replications} run${plural} of ${formatDuration(horizonMs)}`;
}
