/** Public folders whose replicas forget their posts sooner than they do: what is older comes back from sets alone (RST-54). */
import { DAY, formatDuration } from '../engine/clock.ts';
import type { DatabasePlan } from '../org/store/plan.ts';
import { bytesPerDay } from '../org/workload/content.ts';
import type { Draft } from './plan.ts';
import type { Warn } from './unwise.ts';

/** Lengths that differ by less are those of one plan, rounded. */
const ALIKE = 0.99;

/** How long a database keeps what is posted to it: its size stays what it is (MEASURES, content). */
function keepsDays(plan: Draft, database: DatabasePlan): number {
  return database.sizeBytes / bytesPerDay(plan, database);
}

const inDays = (days: number): string => formatDuration(Math.round(days) * DAY);

export function warnOfFolders(plan: Draft, warn: Warn): void {
  for (const database of plan.databases) {
    if (database.replicas.length === 0) continue;
    const own = keepsDays(plan, database);
    const longest = Math.max(...database.replicas.map((id) => keepsDays(plan, plan.databases[id])));
    // One without posts keeps them for ever, and so does its replica.
    if (!(longest < own * ALIKE)) continue;
    warn(['organization', ...database.path.split('/'), 'replicas'], {
      message: `keeps posts for ${inDays(own)}, and its replicas for ${inDays(longest)} at most: older ones come back from sets alone`,
      expected: 'a replica of the same size, with the same posts (RST-54)',
    });
  }
}
