/** Incidents that read tape, under either of two strategies: what a plan for backups is judged by. */
import { metricOf } from '../../metrics/index.ts';
import type { Resamples } from '../statistics/bootstrap.ts';
import { bunchesOf, shareOf } from './conditional.ts';
import { differenceIn, gapsOf } from './differences.ts';
import { judgeExposed } from './judge.ts';
import type { Layout } from './layout.ts';
import { readingsOf } from './readings.ts';
import type { TapeRecoveries } from './result-shapes.ts';

export function tapeRecoveries(
  layout: Layout,
  names: readonly string[],
  baseline: string,
  resamples: Resamples,
): TapeRecoveries[] {
  const others = names.filter((name) => name !== baseline);
  return others.flatMap((of) => recoveriesOf(layout, of, baseline, resamples));
}

function recoveriesOf(
  layout: Layout,
  of: string,
  minus: string,
  resamples: Resamples,
): TapeRecoveries[] {
  const { exposure } = layout;
  const metric = metricOf('loss.window')!;
  const pairing = { of, minus, metric, where: {} };
  const reads = (name: string, world: number): boolean =>
    (exposure.strategies[name].outcomes[world]?.sets.length ?? 0) > 0;
  const gaps = gapsOf(layout, pairing).map((pair, world) =>
    reads(of, world) || reads(minus, world) ? pair : [],
  );
  const found = differenceIn(layout, pairing, gaps, null, resamples);
  if (found === null) return [];
  const lost = (name: string): boolean[] =>
    readingsOf(exposure, name, {
      ...{ metric: metric.name, where: {}, per: 'incident', weight: 'mailbox' },
    }).map(([reading]) => (reading?.value ?? 0) > 0);
  const [left, right] = [lost(of), lost(minus)];
  const nothing = gaps.map((pair, world) =>
    pair.map((each) => ({ ...each, value: left[world] || right[world] ? 1 : 0 })),
  );
  const bunches = bunchesOf(layout, nothing, null);
  return [
    {
      ...{ of, minus },
      perYear: bunches.reduce((sum, { weight, mass }) => sum + weight * mass, 0),
      window: { ...found, ...judgeExposed(found, metric, exposure.replications) },
      neither: shareOf(layout, bunches, ({ value }) => value === 0)?.share ?? 0,
    },
  ];
}
