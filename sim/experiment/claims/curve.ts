/**
 * Nights and overruns over what a source delivers: the scenario once more at each rate, on the same futures. That figure is
 * assumed and decides whether a night fits into its window at all, so one value alone would answer nothing.
 */
import type { Pool } from '../../measure/population.ts';
import { variantOf, type Scenario } from '../../scenario/index.ts';
import type { StrategyPlan } from '../run.ts';
import { clusteredShare } from '../statistics/binomial.ts';
import { ratioInterval } from '../statistics/student.ts';
import type { Curve, CurveCell } from './shapes.ts';

export const SOURCE = 'parameters/backup/sourceBytesPerSecond';

/** Bytes a second: an old server to the fastest of the time. */
const RATES = [10e6, 15e6, 20e6, 25e6, 30e6, 40e6, 60e6];

/** Replications of each strategy at each rate: a year has hundreds of nights, so a few are enough. */
export const CURVE_REPLICATIONS = 4;

/** Simulates strategies, so many replications of each. */
export type Simulate = (
  strategies: readonly StrategyPlan[],
  replications: number,
) => Promise<Readonly<Record<string, Pool>>>;

export async function sourceCurve(
  scenario: Scenario,
  strategies: readonly StrategyPlan[],
  simulate: Simulate,
): Promise<Curve> {
  const own = [...new Set(strategies.map(({ plan }) => plan.figures.backup.sourceBytesPerSecond))];
  const rates = [...new Set([...RATES, ...own])].sort((a, b) => a - b);
  const names = strategies.map(({ name }) => name);
  const variants = rates.map((value) => ({ value, ...variantAt(scenario, value, names) }));
  const all = variants.flatMap(({ value, plans }) =>
    plans.map((each) => ({ ...each, name: nameAt(each.name, value) })),
  );
  const pools = await simulate(all, CURVE_REPLICATIONS);
  return {
    ...{ parameter: SOURCE, unit: 'B/s', own: own.length === 1 ? own[0] : null },
    replications: CURVE_REPLICATIONS,
    points: variants.map(({ value, because, plans }) => ({
      ...{ value, because },
      cells: Object.fromEntries(
        plans.map(({ name }) => [name, cellOf(pools[nameAt(name, value)])]),
      ),
    })),
  };
}

const nameAt = (strategy: string, rate: number): string => `${strategy} at ${rate} B/s`;

function variantAt(
  scenario: Scenario,
  value: number,
  names: readonly string[],
): { readonly plans: readonly StrategyPlan[]; readonly because: string | null } {
  const variant = variantOf(scenario, { [SOURCE]: value }, names);
  if (!variant.ok) return { plans: [], because: variant.problems[0].message };
  const plans = variant.scenario.strategies.filter(({ name }) => names.includes(name));
  return { plans, because: null };
}

function cellOf({ results }: Pool): CurveCell {
  const jobs = results.map((result) => result.jobs);
  const sum = (values: readonly number[]): number =>
    values.reduce((total, each) => total + each, 0);
  const nights = jobs.map((each) => each.nights);
  const lengths = jobs.map((each) => each.nightsMs);
  const count = sum(jobs.map((each) => each.count));
  return {
    nightMs: sum(nights) === 0 ? null : sum(lengths) / sum(nights),
    // Student's t over a handful of replications would not do elsewhere; here each is a mean over hundreds of nights.
    nightCi95: ratioInterval(lengths, nights),
    longestNightMs: Math.max(...jobs.map((each) => each.longestNightMs)),
    overruns: count === 0 ? null : sum(jobs.map((each) => each.overruns)) / count,
    overrunsCi95: clusteredShare(jobs.map((each) => [each.overruns, each.count] as const)),
    sinceMaintenanceMs:
      sum(results.map(({ maintenance }) => maintenance.longestMs)) / results.length,
  };
}
