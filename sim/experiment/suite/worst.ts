/** The incident that speaks most against an expectation: where whoever wants to know why begins to read. */
import { metricOf } from '../../metrics/index.ts';
import { readerOf } from '../../measure/incident-values.ts';
import type { Pool } from '../../measure/population.ts';
import { incidentsOf } from '../../measure/population.ts';
import type { Expectation } from '../../scenario/index.ts';

export interface WorstIncident {
  readonly key: string;
  readonly replication: number;
}

/** Null where the expectation is not about incidents, or none has a value above zero. */
export function worstIncident(pool: Pool, each: Expectation): WorstIncident | null {
  const reader = readerOf(each.metric);
  const metric = metricOf(each.metric);
  if (each.over !== 'incident' || reader === null || metric?.better !== 'lower') return null;
  let worst: WorstIncident | null = null;
  let most = 0;
  for (const { index, incident, rows } of incidentsOf(pool, each.where)) {
    // One that never closed is worse than all that did.
    const value = reader.incident(pool.plan, incident, rows, each.where) ?? Infinity;
    if (value <= most) continue;
    most = value;
    worst = { key: incident.key, replication: pool.results[index].replication };
  }
  return worst;
}
