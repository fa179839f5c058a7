/** From measured rows to everything that a report says about a run. */
import type { Pool } from '../measure/population.ts';
import type { IncidentRecord } from '../measure/index.ts';
import { scorecardRowsOf, scorecardSamples } from '../measure/scorecard.ts';
import type { Plan } from '../org/plan.ts';
import type { Expectation } from '../scenario/sections/expectation.ts';
import type { Claims } from './claims/shapes.ts';
import { causeCountsOf } from './cause-counts.ts';
import { differencesOf } from './compare.ts';
import { estimatesOf } from './estimates.ts';
import { expectationsOf } from './expect.ts';
import { analyseExposure } from './exposure/analyse.ts';
import { besideYears } from './exposure/years.ts';
import type { ExposureResult } from './exposure/result-shapes.ts';
import type { Exposure } from './exposure/shapes.ts';
import { poolFingerprint } from './run.ts';
import type {
  CauseCount,
  Difference,
  ExpectationResult,
  IncidentRow,
  ScorecardLine,
  Sequential,
  StrategyResult,
} from './shapes.ts';
import { drawResamples } from './statistics/bootstrap.ts';
import { quantileOf } from './statistics/quantiles.ts';
import type { Verdict } from './verdict.ts';
import { verdictOf } from './verdict.ts';

export interface ExperimentInput {
  readonly seed: number;
  readonly replications: number;
  readonly baseline: string;
  readonly strategies: readonly { readonly name: string; readonly label: string }[];
  readonly expectations: readonly Expectation[];
  readonly pools: Readonly<Record<string, Pool>>;
  /** What was injected into the steady state; null or absent where nothing was. */
  readonly exposure?: Exposure | null;
  /** How a run in batches went; null or absent for any other. */
  readonly sequential?: Sequential | null;
}

export interface ExperimentResult {
  readonly strategies: readonly StrategyResult[];
  readonly differences: readonly Difference[];
  readonly causes: readonly CauseCount[];
  readonly expectations: readonly ExpectationResult[];
  readonly scorecard: readonly ScorecardLine[];
  readonly verdict: Verdict;
  /** Null where nothing was injected. */
  readonly exposure: ExposureResult | null;
  /** The book's claims, where somebody asked for them. */
  readonly claims?: Claims;
  readonly sequential: Sequential | null;
}

export function analyse(input: ExperimentInput): ExperimentResult {
  const { seed, replications, baseline, pools, exposure = null, sequential = null } = input;
  const names = input.strategies.map(({ name }) => name);
  const resamples = drawResamples(seed, replications, sequential?.level);
  const strategies = input.strategies.map(({ name, label }): StrategyResult => {
    const pool = pools[name];
    const incidents = pool.results.flatMap(({ replication, incidents: records }) =>
      records.map((record) => incidentRow(pool.plan, replication, record)),
    );
    const fingerprint = poolFingerprint(pool);
    return { name, label, fingerprint, metrics: estimatesOf(pool, resamples), incidents };
  });
  const differences = differencesOf(pools, names, baseline, resamples);
  const { start, end } = pools[baseline].plan.clock;
  const horizonMs = end - start;
  const exposed =
    exposure === null ? null : besideYears(analyseExposure({ exposure, baseline }), pools);
  return {
    strategies,
    differences,
    causes: causeCountsOf(pools, names),
    expectations: expectationsOf(pools, names, input.expectations, resamples, exposure),
    scorecard: scorecardOf(pools, names, resamples.level),
    verdict: verdictOf({
      ...{ pools, strategies, baseline, differences, replications, horizonMs, exposure: exposed },
    }),
    exposure: exposed,
    sequential,
  };
}

export function incidentRow(plan: Plan, replication: number, record: IncidentRecord): IncidentRow {
  const { databases } = record;
  const sum = (field: 'messages' | 'bytes' | 'logs') =>
    databases.reduce((total, row) => total + row[field], 0);
  const most = (field: 'windowMs' | 'pointMs') =>
    databases.reduce((longest, row) => Math.max(longest, row[field]), 0);
  const { key, causes, cause, scope, at, serviceMs, dataMs, firstMs, closedAt } = record;
  return {
    ...{ replication, key, causes, cause, scope, at },
    affected: databases.map(({ database }) => plan.databases[database].path),
    ...{ serviceMs, dataMs, firstMs, pointMs: most('pointMs') },
    loss: {
      ...{ messages: sum('messages'), bytes: sum('bytes'), logs: sum('logs') },
      windowMs: most('windowMs'),
    },
    ...(record.mail === undefined ? {} : { mail: record.mail }),
    waterfall: record.waterfall,
    ...{ sets: record.sets.length, setIds: record.sets, closedAt },
  };
}

/** Observed against promised; met or missed only where enough independent incidents say so. */
function scorecardOf(
  pools: Readonly<Record<string, Pool>>,
  names: readonly string[],
  level: number,
): ScorecardLine[] {
  return scorecardRowsOf(pools[names[0]].plan).map((row) => ({
    ...row,
    cells: names.map((strategy) => {
      const samples = scorecardSamples(pools[strategy], row);
      const clusters = new Set(samples.map(({ cluster }) => cluster)).size;
      const p95 = quantileOf(samples, clusters, 0.95, level);
      const p50 = quantileOf(samples, clusters, 0.5, level);
      const verdict = metOf(row.targetMs, p95.ci95, clusters, p95.needs);
      return { strategy, p95: p95.value, p50: p50.value, n: samples.length, ...verdict };
    }),
  }));
}

function metOf(
  target: number | null,
  ci95: readonly [number, number] | null,
  incidents: number,
  needs: number | null,
): { met: boolean | null; because: string } {
  if (target === null) return { met: null, because: 'the class names no target' };
  if (incidents === 0) return { met: null, because: 'nothing happened' };
  if (ci95 === null) {
    const because = needs === null ? 'some are still open' : `${incidents} of ${needs} incidents`;
    return { met: null, because: `p95 is not decided: ${because}` };
  }
  if (ci95[1] <= target) return { met: true, because: 'p95 lies below the target' };
  if (ci95[0] > target) return { met: false, because: 'p95 lies above the target' };
  return { met: null, because: 'the interval of p95 holds the target' };
}
