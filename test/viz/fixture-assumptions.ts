/** Figures at both ends of their bands, of which one turns an answer round. */
import type {
  Assumptions,
  Change,
  ClaimChange,
  VariedFigure,
} from '../../sim/experiment/assumptions/shapes.ts';
import { HOUR, MINUTE } from './fixture-random.ts';

const FIGURES = [
  ['store/replayLogsPerSecond', 'logs/s', 2, 0.5, 10, 'logs replayed in recovery', [-4.8, 0.3]],
  ['backup/sourceBytesPerSecond', 'B/s', 30e6, 10e6, 60e6, 'what a source delivers to a backup', [-3, -1.2]],
  ['operations/decideMs', 'ms', 15 * MINUTE, 5 * MINUTE, 2 * HOUR, 'deciding what to do', [-1.9, -1.8]],
  ['media/unreadablePastRetirement', 'share', 0.02, 0.005, 0.1, 'unreadable sets on worn cartridges', [-1.9, -1.9]],
] as const; // prettier-ignore

const MEAN = -1.9 * HOUR;

export function makeAssumptions(of: string, minus: string): Assumptions {
  const varied = FIGURES.map(([path, unit, value, low, high, doc]): VariedFigure => ({
    ...{ path: `parameters/${path}`, unit, value, low, high, doc },
    written: { value: String(value), low: String(low), high: String(high) },
    ...{ assumed: true, source: 'no source read' },
  }));
  const ends = FIGURES.flatMap(([path, , , , , , hours]) =>
    (['low', 'high'] as const).map((end, i): ClaimChange => {
      const mean = hours[i] * HOUR;
      const flips = mean > 0;
      const change: Change = flips ? 'flips' : path.includes('source') && i === 0 ? 'open' : 'none';
      return {
        ...{ path: `parameters/${path}`, end, of, minus, metric: 'recovery.data', unit: 'ms' },
        ...{ from: 'better', to: flips ? 'worse' : 'better', change, mean },
        ci95: [mean - 0.4 * HOUR, mean + 0.2 * HOUR],
        ...{ shift: mean - MEAN, shiftCi95: null, p: 0.001, replications: 12 },
        because: 'its shift excludes zero, also after Holm',
      };
    }),
  );
  return {
    replications: { screened: 12, confirmed: 48 },
    varied,
    unvaried: [{ path: 'parameters/store/pageBytes', why: 'fixed by the version' }],
    refused: [],
    claims: [
      {
        ...{ of, minus, metric: 'recovery.data', unit: 'ms', mean: MEAN, tie: 5 * MINUTE },
        ...{ ci95: [-2.6 * HOUR, -1.1 * HOUR], verdict: 'better' },
      },
    ],
    ends,
    rates: [
      {
        ...{
          path: 'parameters/store/replayLogsPerSecond',
          end: 'high',
          of,
          minus,
          metric: 'losses',
        },
        ...{ unit: '/year', from: 'equal', to: 'better', change: 'begins', mean: -0.02 },
        ...{ ci95: [-0.03, -0.01], turnsAt: null },
      },
    ],
    expectations: [
      {
        ...{
          path: 'parameters/store/replayLogsPerSecond',
          end: 'low',
          name: 'Back in 4 h',
          strategy: of,
        },
        ...{ unit: 'ms', from: 'pass', to: 'miss', change: 'flips', measured: 6 * HOUR },
        ...{
          ci95: [5.5 * HOUR, 6.5 * HOUR],
          replications: 48,
          because: 'the whole interval is beyond the limit',
        },
      },
    ],
  };
}
