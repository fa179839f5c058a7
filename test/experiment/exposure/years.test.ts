/** Two ways to ask one question (MEASURES): a year composed of exposures, against years in which causes strike by chance. */
import { beforeAll, describe, expect, it } from 'vitest';
import { analyseExposure } from '../../../sim/experiment/exposure/analyse.ts';
import { composeAt } from '../../../sim/experiment/exposure/compose.ts';
import type {
  ComposedFigure,
  ExposureResult,
} from '../../../sim/experiment/exposure/result-shapes.ts';
import { runExposure } from '../../../sim/experiment/exposure/run.ts';
import { besideYears } from '../../../sim/experiment/exposure/years.ts';
import { runStrategies } from '../../../sim/experiment/run.ts';
import type { Pool } from '../../../sim/measure/population.ts';
import { loadSmall, model, SMALL } from '../../report/small.ts';

/** Six incidents a year, so that few meet; repairs without their long tail, whose mean a few hundred years do not tell. */
const text = SMALL.replace('horizon: 12 weeks', 'horizon: 26 weeks')
  .replace('sg1..sg2', 'sg1')
  .replace(
    /hazards: .*/,
    'hazards: { volume-lost: 0.5 /year, page-damage: 0.8 /year, operator-destroys: 0.4 /year, server-failed: 0.8 /year, controller-failed: 0.6 /year, disk-failed: 0.2 /year, drive-failed: 1 /year, sector-unreadable: 0.0000000000001 %, set-unreadable: 5 %, job-failed: 3 %, others: none }\nparameters: { hardware: { repairMeanMs: 75 min } }',
  );
const FIGURES: readonly ComposedFigure[] = [
  'incidents',
  'losses',
  'loss.messages',
  'downtime.service',
  'downtime.data',
];

describe('a composed year and simulated years', () => {
  let result: ExposureResult;
  let pools: Record<string, Pool>;
  beforeAll(async () => {
    const { strategies, seed } = loadSmall(text);
    const exposure = await runExposure(strategies, { seed, replications: 24 });
    result = analyseExposure({ exposure, baseline: 'weekly' });
    pools = await runStrategies(model, strategies, { seed, replications: 300 });
  }, 600_000);

  const verdicts = (of: ExposureResult): Record<string, boolean | null> =>
    Object.fromEntries(
      besideYears(of, pools)
        .years.filter(({ figure }) => (FIGURES as readonly string[]).includes(figure))
        .map(({ strategy, figure, overlap }) => [`${strategy} ${figure}`, overlap]),
    );
  const all = (overlap: boolean) =>
    Object.fromEntries(
      ['weekly', 'daily'].flatMap((name) =>
        FIGURES.map((figure) => [`${name} ${figure}`, overlap]),
      ),
    );

  it('agree under every strategy in what strikes, loses and is down', () => {
    expect(verdicts(result)).toEqual(all(true));
    expect(besideYears(result, pools).warnings).toEqual([]);
  });

  it('disagree, in words, where rates are half as high again as those of the years', () => {
    const rates = Object.fromEntries(
      result.moments.causes.map(({ cause, perYear }) => [cause, 1.5 * perYear]),
    );
    const wrong = { ...result, composed: composeAt(result, rates) };
    expect(verdicts(wrong)).toEqual(all(false));
    const { warnings } = besideYears(wrong, pools);
    expect(warnings.length).toBeGreaterThanOrEqual(2 * FIGURES.length);
    expect(warnings[0]).toMatch(
      /^weekly: incidents a year composed of exposures is \[.*years say \[/,
    );
  });
});
