/**
 * Two strategies on the same futures: incidents paired by replication and root-cause key, replications by their number.
 * A key that is present on one side only pairs with zero.
 */
import type { Metric } from '../metrics/index.ts';
import type { Pool } from '../measure/population.ts';
import { incidentsOf } from '../measure/population.ts';
import { readerOf } from '../measure/incident-values.ts';
import { replicationReaderOf } from '../measure/replication-values.ts';
import type { Where } from '../measure/where.ts';

export interface Pair {
  /** Index of the replication. */
  readonly replication: number;
  readonly of: number;
  readonly minus: number;
  /** Whether either side read backup sets. */
  readonly fromTape: boolean;
}

export interface Pairs {
  readonly pairs: readonly Pair[];
  /** Pairs left out: one side was still open when the run ended, so its value is not known. */
  readonly open: number;
}

/** Pairs over incidents. */
export function pairIncidents(of: Pool, minus: Pool, metric: Metric, where: Where): Pairs {
  const left = valuesByKey(of, metric, where);
  const right = valuesByKey(minus, metric, where);
  const keys = [...new Set([...left.keys(), ...right.keys()])].sort();
  const pairs: Pair[] = [];
  let open = 0;
  for (const key of keys) {
    const a = left.get(key) ?? absent;
    const b = right.get(key) ?? absent;
    if (a.value === null || b.value === null) {
      open++;
      continue;
    }
    const replication = Number(key.slice(0, key.indexOf(' ')));
    const fromTape = a.sets > 0 || b.sets > 0;
    pairs.push({ replication, of: a.value, minus: b.value, fromTape });
  }
  return { pairs, open };
}

interface Side {
  readonly value: number | null;
  readonly sets: number;
}

const absent: Side = { value: 0, sets: 0 };

function valuesByKey(pool: Pool, metric: Metric, where: Where): Map<string, Side> {
  const reader = readerOf(metric.name);
  const values = new Map<string, Side>();
  if (reader === null) return values;
  for (const { index, incident, rows } of incidentsOf(pool, where)) {
    // What an open incident has lost so far is not what it will have lost.
    const value =
      incident.closedAt === null ? null : reader.incident(pool.plan, incident, rows, where);
    values.set(`${index} ${incident.key}`, { value, sets: incident.sets.length });
  }
  return values;
}

/** Pairs over replications; one without a value on either side is left out. */
export function pairReplications(of: Pool, minus: Pool, metric: Metric, where: Where): Pairs {
  const reader = replicationReaderOf(metric.name);
  if (reader === null) return { pairs: [], open: 0 };
  const pairs: Pair[] = [];
  const count = Math.min(of.results.length, minus.results.length);
  for (let replication = 0; replication < count; replication++) {
    const a = reader.read(of.plan, of.results[replication], where);
    const b = reader.read(minus.plan, minus.results[replication], where);
    if (a !== null && b !== null) pairs.push({ replication, of: a, minus: b, fromTape: false });
  }
  return { pairs, open: 0 };
}
