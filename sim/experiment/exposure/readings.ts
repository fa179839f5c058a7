/** What a metric says of every world of an exposure, under one strategy. */
import type { Weight } from '../../metrics/index.ts';
import type { Plan } from '../../org/plan.ts';
import { readerOf } from '../../measure/incident-values.ts';
import { voteOf } from '../../measure/population.ts';
import type { IncidentRecord } from '../../measure/index.ts';
import type { Where } from '../../measure/where.ts';
import { selectRows } from '../../measure/where.ts';
import type { Exposure } from './shapes.ts';

export interface Reading {
  readonly value: number;
  /** Part of its world's vote. */
  readonly weight: number;
  /** The true value is at least this: the incident was still open when its world was left. */
  readonly censored: boolean;
}

/** By world; nothing where there is no incident, or none that was asked about. */
export type Readings = readonly (readonly Reading[])[];

/** What is asked of every world. The cause is chosen by injection, not here. */
export interface Asked {
  readonly metric: string;
  readonly where: Where;
  readonly per: 'incident' | 'database';
  readonly weight: Weight;
}

const NOTHING: readonly Reading[] = Object.freeze([]);

/** Throws for a metric that is not read from incidents. */
export function readingsOf(exposure: Exposure, strategy: string, asked: Asked): Readings {
  const { plan, outcomes } = exposure.strategies[strategy];
  const reader = readerOf(asked.metric);
  if (reader === null) throw new Error(`${asked.metric} has no value for an incident`);
  const { cause: _, ...where } = asked.where;
  return outcomes.map((incident) => {
    if (incident === null) return NOTHING;
    if (asked.metric === 'sla.server' && incident.scope !== 'server') return NOTHING;
    const rows = selectRows(plan, incident, where);
    if (rows.length === 0) return NOTHING;
    if (asked.per === 'incident') {
      const value = reader.incident(plan, incident, rows, where);
      return [readingOf(plan, incident, value, 1)];
    }
    const votes = rows.map(({ database }) => voteOf(plan, database, where, asked.weight));
    const all = votes.reduce((sum, vote) => sum + vote, 0);
    return rows.map((row, i) =>
      readingOf(plan, incident, reader.database?.(plan, row, where) ?? null, votes[i] / all),
    );
  });
}

function readingOf(
  plan: Plan,
  incident: IncidentRecord,
  value: number | null,
  weight: number,
): Reading {
  return {
    value: value ?? openMs(plan),
    weight,
    censored: value === null || incident.closedAt === null,
  };
}

/**
 * What a time that still ran when its world was left is known to exceed: worlds are followed for so long from the strike
 * that is injected (`runOn`), and an incident begins then or, where damage was latent, before.
 */
export function openMs({ clock }: Plan): number {
  return clock.latest - clock.end;
}
