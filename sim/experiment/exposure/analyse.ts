/** From injected incidents to everything that is said about them. */
import { metrics, unitOf } from '../../metrics/index.ts';
import type { Metric } from '../../metrics/index.ts';
import type { CauseKey } from '../../org/causes.ts';
import { readerOf } from '../../measure/incident-values.ts';
import type { Resamples } from '../statistics/bootstrap.ts';
import { drawResamples } from '../statistics/bootstrap.ts';
import { shareInterval } from '../statistics/effective.ts';
import { composed } from './compose.ts';
import { bunchesOf, trialShare } from './conditional.ts';
import { exposedEstimate } from './estimate.ts';
import { exposedDifferences } from './differences.ts';
import { hourlyOf } from './hourly.ts';
import { layoutOf } from './layout.ts';
import type { Layout } from './layout.ts';
import { momentsOf, simulatedRates } from './moments.ts';
import { readingsOf } from './readings.ts';
import type { Conditional, ExposureResult } from './result-shapes.ts';
import type { Exposure } from './shapes.ts';
import { tapeRecoveries } from './tape.ts';

/** Metrics that an incident has a value of. */
export const incidentMetrics: readonly Metric[] = Object.values(metrics).filter(
  ({ name, available, over }) => available && over.includes('incident') && readerOf(name) !== null,
);

export interface ExposureInput {
  readonly exposure: Exposure;
  readonly baseline: string;
}

/** The answer by exposure alone; `years` and `warnings` come from whoever has years as well (check.ts). */
export function analyseExposure({ exposure, baseline }: ExposureInput): ExposureResult {
  const { seed, replications, injections, worlds, causes, strategies } = exposure;
  const layout = layoutOf(exposure);
  const resamples = drawResamples(seed, replications);
  const names = Object.keys(strategies);
  const moments = momentsOf(layout, names, baseline);
  const base = { seed, replications, hours: layout.hours, moments };
  return {
    ...{ ...base, injections: injections.length, worlds: worlds.length, baseline },
    causes: causes.map(({ cause, status, perYear, skipped }) => ({
      ...{ cause, status, perYear, skipped },
      injections: layout.injectionsOf.get(cause)?.length ?? 0,
    })),
    strategies: Object.fromEntries(
      names.map((name) => [name, conditionalsOf(layout, name, resamples)]),
    ),
    differences: exposedDifferences(layout, names, baseline, resamples),
    tape: tapeRecoveries(layout, names, baseline, resamples),
    composed: composed(base, simulatedRates(moments), resamples),
    hourly: hourlyOf(layout, names),
    ...{ years: [], warnings: [] },
  };
}

function conditionalsOf(layout: Layout, strategy: string, resamples: Resamples): Conditional[] {
  const causes: readonly (CauseKey | null)[] = [null, ...layout.causes];
  const read = incidentMetrics.flatMap((metric) => {
    const asked = { metric: metric.name, where: {}, per: 'incident', weight: 'mailbox' } as const;
    const readings = readingsOf(layout.exposure, strategy, asked);
    return isIdle(metric, readings) ? [] : [{ metric, readings }];
  });
  return causes.map((cause) => ({
    cause,
    ...absorbedBy(layout, strategy, cause, resamples),
    metrics: read.flatMap(({ metric, readings }) => {
      const unit = unitOf(metric, 'incident');
      const what = { metric: metric.name, unit, rareTail: metric.rareTail === true };
      const bunches = bunchesOf(layout, readings, cause);
      const votes = bunches.map((bunch) => bunch.votes);
      if (isIdle(metric, votes)) return [];
      const found = exposedEstimate(layout, bunches, what, resamples);
      return found === null ? [] : [found];
    }),
  }));
}

/** Most causes never reach most spans of the waterfall. */
function isIdle({ name }: Metric, lists: readonly (readonly { readonly value: number }[])[]) {
  if (!name.startsWith('waterfall.')) return false;
  return lists.every((list) => list.every(({ value }) => value === 0));
}

function absorbedBy(
  layout: Layout,
  strategy: string,
  cause: CauseKey | null,
  { level }: Resamples,
) {
  const { outcomes } = layout.exposure.strategies[strategy];
  const readings = outcomes.map((incident) =>
    incident === null ? [] : [{ value: 1, weight: 1, censored: false }],
  );
  const trials = bunchesOf(layout, readings, cause).map(({ replication, weight, mass }) => ({
    ...{ replication, weight, success: Math.max(0, 1 - mass) },
  }));
  const found = trialShare(layout, trials);
  return { absorbed: found?.share ?? 0, absorbedCi95: shareInterval(found, level) };
}
