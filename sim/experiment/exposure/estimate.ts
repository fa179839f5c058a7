/** One metric over the incidents that strikes lead to: of one cause, or of all of them by their rates. */
import type { Resamples } from '../statistics/bootstrap.ts';
import { kish, shareInterval } from '../statistics/effective.ts';
import { intervalOf, ratioOf, shareOf, type Bunch } from './conditional.ts';
import type { Layout } from './layout.ts';
import { quantilesOf } from './quantiles.ts';
import type { ExposedEstimate } from './result-shapes.ts';

/** Null where no strike leads to an incident. */
export function exposedEstimate(
  layout: Layout,
  bunches: readonly Bunch[],
  what: { readonly metric: string; readonly unit: string; readonly rareTail: boolean },
  resamples: Resamples,
): ExposedEstimate | null {
  const ratio = ratioOf(bunches, layout.exposure.replications);
  if (ratio === null) return null;
  const hit = bunches.filter(({ mass }) => mass > 0);
  const weights = hit.map(({ weight, mass }) => weight * mass);
  const total = weights.reduce((sum, each) => sum + each, 0);
  const open = hit.reduce((sum, each) => sum + each.weight * each.open, 0) / total;
  const found =
    open > 0
      ? { ci95: null, method: 'Kaplan-Meier', needs: {}, because: 'some are still open' }
      : intervalOf(layout, ratio, what.rareTail ? hit.length : null, resamples);
  const any = shareOf(layout, bunches, ({ value }) => value > 0);
  const spread = quantilesOf(layout, hit, resamples.level);
  return {
    ...{ metric: what.metric, unit: what.unit, method: found.method },
    ...{ n: hit.length, effective: kish(weights) },
    ...{ mean: open > 0 ? null : ratio.value, ci95: found.ci95 },
    ...spread.core,
    needs: { ...spread.needs, ...found.needs },
    ...(found.because === null ? {} : { because: found.because }),
    ...{ any: any?.share ?? null, anyCi95: shareInterval(any, resamples.level), open },
  };
}
