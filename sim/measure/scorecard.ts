/** Rows of the scorecard (FACTS SLA-09, SLA-10): what recovery takes against what the classes were promised. */
import type { Plan } from '../org/plan.ts';
import type { Pool, Sample } from './population.ts';
import { incidentsOf } from './population.ts';

export interface ScorecardRow {
  readonly row: 'database' | 'server';
  readonly class: string;
  readonly targetMs: number | null;
}

/** The rows that this version can fill, one for each class. */
export function scorecardRowsOf(plan: Plan): ScorecardRow[] {
  return (['database', 'server'] as const).flatMap((row) =>
    plan.classes.map(({ name, restoreMs }) => ({ row, class: name, targetMs: restoreMs[row] })),
  );
}

/**
 * Times until data was back: the database row takes each affected database by itself, whatever the incident's scope;
 * the server row takes incidents that destroyed a whole server.
 */
export function scorecardSamples(pool: Pool, row: ScorecardRow): Sample[] {
  const samples: Sample[] = [];
  const scope = row.row === 'server' ? { scope: 'server' } : {};
  let cluster = 0;
  for (const { index, incident, rows } of incidentsOf(pool, { class: row.class, ...scope })) {
    const ended = Math.max(0, pool.results[index].endedAt - incident.at);
    const times = rows.map((each) => each.dataMs);
    const open = times.includes(null);
    const base = { replication: index, cluster };
    if (row.row === 'server') {
      const longest = Math.max(...times.map((ms) => ms ?? ended));
      samples.push({ ...base, value: longest, weight: 1, censored: open });
    } else {
      for (const ms of times) {
        const value = ms ?? ended;
        samples.push({ ...base, value, weight: 1 / rows.length, censored: ms === null });
      }
    }
    cluster++;
  }
  return samples;
}
