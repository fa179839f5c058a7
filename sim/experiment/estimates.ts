/** Every metric that this version gives, over every population that it has, split by cause, scope and class. */
import { YEAR } from '../engine/clock.ts';
import { metrics, unitOf } from '../metrics/index.ts';
import type { Metric, Over } from '../metrics/index.ts';
import { readerOf } from '../measure/incident-values.ts';
import type { Pool } from '../measure/population.ts';
import { populationOf } from '../measure/population.ts';
import type { Where } from '../measure/where.ts';
import type { Plan } from '../org/plan.ts';
import type { Frame } from './estimate.ts';
import type { Resamples } from './statistics/bootstrap.ts';
import { estimateOf } from './estimate.ts';
import type { Estimate } from './shapes.ts';

/** The unit of a metric's values; costs are in the currency of the scenario. */
export function unitIn(plan: Plan, metric: Metric, over: Over): string {
  const unit = unitOf(metric, over);
  const currency = plan.prices?.currency ?? null;
  return currency === null ? unit : unit.replace('currency', currency);
}

export function frameOf(pool: Pool, metric: Metric, over: Over, resamples: Resamples): Frame {
  const { start, end } = pool.plan.clock;
  return {
    unit: unitIn(pool.plan, metric, over),
    over,
    rest: metric.name.startsWith('availability.') ? 1 : 0,
    years: (end - start) / YEAR,
    replications: pool.results.length,
    censored: pool.results.filter(({ incidents }) =>
      incidents.some((incident) => incident.closedAt === null),
    ).length,
    rareTail: metric.rareTail === true,
    resamples,
  };
}

/** Populations of a metric: those of the table, and each affected database where that has a meaning. */
export function populationsOf(metric: Metric): readonly Over[] {
  const perDatabase = readerOf(metric.name)?.database !== undefined;
  return perDatabase ? [...metric.over, 'database'] : metric.over;
}

/** One estimate with its parts; null where the metric or the selection is not available. */
export function estimateFor(
  pool: Pool,
  metric: Metric,
  over: Over,
  where: Where,
  resamples: Resamples,
  parts: readonly Where[] = [],
): Estimate | null {
  const frame = frameOf(pool, metric, over, resamples);
  const core = estimateOf(populationOf(pool, metric, over, where), frame);
  if (core === null) return null;
  const split = parts.flatMap((part) => {
    const found = estimateOf(populationOf(pool, metric, over, part), frame);
    return found === null || found.n === 0 ? [] : [{ ...part, ...found }];
  });
  return { unit: frame.unit, over, ...core, where: split };
}

export function estimatesOf(pool: Pool, resamples: Resamples): Record<string, Estimate[]> {
  const parts = partsOf(pool);
  const all: Record<string, Estimate[]> = {};
  for (const metric of Object.values(metrics)) {
    if (!metric.available) continue;
    const found = populationsOf(metric).flatMap((over) => {
      // A waterfall has 14 rows already; its causes are read from the incidents.
      const split = metric.name.startsWith('waterfall.') ? [] : parts;
      const estimate = estimateFor(pool, metric, over, {}, resamples, split);
      return estimate === null ? [] : [estimate];
    });
    if (found.length > 0) all[metric.name] = found;
  }
  return all;
}

/** The selections worth showing: causes and scopes that occurred, and classes where there are several. */
function partsOf(pool: Pool): Where[] {
  const causes = new Set<string>();
  const scopes = new Set<string>();
  for (const { incidents } of pool.results) {
    for (const { cause, scope } of incidents) {
      causes.add(cause);
      scopes.add(scope);
    }
  }
  const classes = pool.plan.classes.map(({ name }) => name);
  return [
    ...[...causes].sort().map((cause) => ({ cause })),
    ...[...scopes].sort().map((scope) => ({ scope })),
    ...(classes.length > 1 ? classes.map((name) => ({ class: name })) : []),
  ];
}
