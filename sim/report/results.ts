/**
 * The results file, `dialtone/results/1`: what was measured and nothing about the run itself (clock, host, duration),
 * so that two runs with one seed are byte-identical. Instants are Unix milliseconds of the simulated calendar.
 */
import type { ExperimentResult } from '../experiment/analyse.ts';
import type { ExposureResult } from '../experiment/exposure/result-shapes.ts';
import type { Assumptions } from '../experiment/assumptions/shapes.ts';
import type { Difference, Estimate, IncidentRow, StrategyResult } from '../experiment/shapes.ts';

export interface ResultsHead {
  readonly scenario: { readonly name: string; readonly digest: string };
  readonly seed: number;
  readonly replications: number;
  readonly baseline: string;
}

/** Everything in the results file. */
export type Results = ReturnType<typeof resultsOf>;

export function resultsOf(
  head: ResultsHead,
  experiment: ExperimentResult,
  assumptions: Assumptions | null = null,
) {
  const { seed, replications, baseline } = head;
  // Callers hand over a whole scenario; only what identifies it belongs here.
  const scenario = { name: head.scenario.name, digest: head.scenario.digest };
  return {
    schema: 'dialtone/results/1',
    ...{ scenario, seed, replications, baseline },
    verdict: experiment.verdict,
    strategies: Object.fromEntries(
      experiment.strategies.map((strategy) => [
        strategy.name,
        strategyOf(strategy, experiment.exposure),
      ]),
    ),
    differences: differencesOf(experiment.differences),
    causes: experiment.causes,
    scorecard: experiment.scorecard,
    expectations: experiment.expectations,
    sequential: experiment.sequential,
    exposure: experiment.exposure === null ? null : exposureOf(experiment.exposure),
    ...(experiment.claims === undefined ? {} : { claims: experiment.claims }),
    ...(assumptions === null ? {} : { assumptions }),
  };
}

const NO_INCIDENTS = '"incidents": []';

/**
 * Text of the file, in pieces: two spaces, one line break at the end. The incidents of many replications may be more than
 * one string can hold.
 */
export function* resultsPieces(
  head: ResultsHead,
  experiment: ExperimentResult,
  assumptions: Assumptions | null = null,
): Generator<string, void> {
  const strategies = experiment.strategies.map((each) => ({ ...each, incidents: [] }));
  const frame = JSON.stringify(
    resultsOf(head, { ...experiment, strategies }, assumptions),
    null,
    2,
  );
  // Quotes inside of a text are escaped, so nothing but the key itself reads like this.
  const around = frame.split(NO_INCIDENTS);
  yield around[0];
  for (const [i, { incidents }] of experiment.strategies.entries()) {
    yield* incidentPieces(incidents);
    yield around[i + 1];
  }
  yield '\n';
}

function* incidentPieces(incidents: readonly IncidentRow[]): Generator<string, void> {
  if (incidents.length === 0) {
    yield NO_INCIDENTS;
    return;
  }
  yield '"incidents": [';
  for (const [i, row] of incidents.entries()) {
    const text = JSON.stringify(incidentOf(row), null, 2).replaceAll('\n', '\n        ');
    yield `${i === 0 ? '' : ','}\n        ${text}`;
  }
  yield '\n      ]';
}

function strategyOf(
  { name, label, fingerprint, metrics, incidents }: StrategyResult,
  exposure: ExposureResult | null,
) {
  return {
    label,
    fingerprint,
    metrics: metricsOf(metrics),
    exposure: exposure?.strategies[name] ?? [],
    incidents: incidents.map(incidentOf),
  };
}

/** Estimates stand with their strategies; what belongs to all of them, and what rescales it, stands here. */
function exposureOf(result: ExposureResult) {
  const { strategies: _, ...rest } = result;
  return rest;
}

/** A metric's first population stands under its name, each further one under 'name over population'. */
function metricsOf(metrics: Readonly<Record<string, readonly Estimate[]>>) {
  const named: Record<string, Estimate> = {};
  for (const [name, estimates] of Object.entries(metrics)) {
    estimates.forEach((estimate, i) => {
      named[i === 0 ? name : `${name} over ${estimate.over}`] = estimate;
    });
  }
  return named;
}

/** The names of MEASURES, without the units that the page's data carry in theirs: all times are milliseconds. */
function incidentOf(row: IncidentRow) {
  const { replication, key, causes, cause, scope, at, affected, loss } = row;
  return {
    ...{ replication, key, causes, cause, scope, at, affected },
    ...{ service: row.serviceMs, data: row.dataMs, first: row.firstMs, point: row.pointMs },
    loss: { messages: loss.messages, bytes: loss.bytes, logs: loss.logs, window: loss.windowMs },
    mail: row.mail ?? { delayed: 0, returned: 0 },
    waterfall: row.waterfall.map(({ span, ms, because }) => ({ span, ms, because })),
    sets: row.setIds ?? [],
    closed: row.closedAt,
  };
}

function differencesOf(differences: readonly Difference[]) {
  const pairs: Record<string, Record<string, Omit<Difference, 'of' | 'minus' | 'metric'>>> = {};
  for (const { of, minus, metric, ...rest } of differences) {
    (pairs[`${of} - ${minus}`] ??= {})[metric] = rest;
  }
  return pairs;
}
