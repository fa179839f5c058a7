/** An exposure of the fixture's strategies: losses reach back to last night's job, and where a set is bad to the one before. */
import { analyseExposure } from '../../sim/experiment/exposure/analyse.ts';
import type { ExposureResult, YearsCheck } from '../../sim/experiment/exposure/result-shapes.ts';
import { fakeExposure } from '../experiment/exposure/fake-exposure.ts';
import type { Outcome } from '../experiment/exposure/fake-exposure.ts';
import { STRATEGIES } from './fixture-incidents.ts';
import { DAY, HOUR } from './fixture-random.ts';

/** From 20:00 of the last night, or of the Saturday before where a plan needs its full. */
function outcomeOf(strategy: number): Outcome {
  return ({ cause, hour }, hidden) => {
    if (cause === 'disk-failed') return null;
    if (cause === 'server-failed') return { dataMs: (2 + strategy / 10) * HOUR, sets: 0 };
    const sinceNight = ((hour + 4) % 24) * HOUR + (strategy === 1 ? -2 : 0) * HOUR;
    const sinceSaturday = ((hour + 28) % 168) * HOUR;
    const bad = strategy === 1 ? sinceNight + DAY : sinceSaturday + DAY;
    const windowMs = Math.max(0, hidden === 'sound' ? sinceNight : bad);
    const dataMs = (strategy === 1 ? 3.2 : 3.2 + sinceSaturday / DAY / HOUR) * HOUR;
    return { windowMs, dataMs, sets: strategy === 1 ? 1 : 1 + Math.floor(sinceSaturday / DAY) };
  };
}

export function makeExposure(): ExposureResult {
  const strategies = Object.fromEntries(STRATEGIES.map(({ name }, i) => [name, outcomeOf(i)]));
  const causes = { 'volume-lost': 0.08, 'server-failed': 2.9, 'disk-failed': 1.2 };
  const exposure = fakeExposure({ replications: 36, causes, bad: 0.02, strategies });
  const result = analyseExposure({ exposure, baseline: STRATEGIES[0].name });
  return {
    ...result,
    years: checks(result),
    warnings: ['Downtime of Daily full: 900 to 1100 by exposure, 610 to 840 by years.'],
  };
}

function checks({ composed }: ExposureResult): YearsCheck[] {
  return composed.rows
    .filter(({ minus }) => minus === null)
    .flatMap(({ of, figures, anyLoss }) => [
      {
        ...{ strategy: of, figure: 'any loss' as const, unit: 'share' },
        ...{ composed: anyLoss!.value, composedCi95: anyLoss!.ci95 },
        ...{ years: 0.07, yearsCi95: [0.039, 0.11] as const, overlap: true },
      },
      ...(['loss.messages', 'downtime.service'] as const).map((figure) => ({
        ...{ strategy: of, figure, unit: figures[figure].unit },
        ...{ composed: figures[figure].mean, composedCi95: figures[figure].ci95 },
        ...{ years: figures[figure].mean * 0.8, yearsCi95: null, overlap: null },
      })),
    ]);
}
