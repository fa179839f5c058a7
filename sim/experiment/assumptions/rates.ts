/**
 * Rates of causes against a composed year: what a strike leads to is known from the exposure, so other rates need no
 * simulation, and the comparison of both ends with the middle has no noise of its own.
 */
import { composeAt } from '../exposure/compose.ts';
import type { ComposedFigure, ComposedValue, ExposureResult } from '../exposure/result-shapes.ts';
import { composedFigures } from '../exposure/result-shapes.ts';
import { turned } from './changes.ts';
import type { RateChange, VariedFigure, Verdict } from './shapes.ts';

const FIGURES = ['losses', 'loss.messages', 'downtime.service', 'downtime.data'] as const;

/** Every rate of `varied` that was injected, at both ends, against every claim about a composed year. */
export function rateChangesOf(
  result: ExposureResult | null,
  varied: readonly VariedFigure[],
): RateChange[] {
  if (result === null) return [];
  return varied.flatMap((figure) => {
    const [block, name] = figure.path.split('/');
    const moments = result.moments.causes.find(({ cause }) => cause === name);
    if (block !== 'hazards' || moments === undefined || !(moments.perYear > 0)) return [];
    return (['low', 'high'] as const).flatMap((end) => {
      const factor = figure[end] / figure.value;
      if (factor === 1) return [];
      const at = composeAt(result, { [moments.cause]: moments.perYear * factor });
      return at.rows.flatMap((row) => {
        const { of, minus } = row;
        const was = result.composed.rows.find((each) => each.of === of && each.minus === minus);
        if (minus !== result.baseline || was === undefined) return [];
        const own = was.byCause.find(({ cause }) => cause === moments.cause);
        return FIGURES.map((metric): RateChange => {
          const [from, to] = [was, row].map((each) => verdictOf(each.figures[metric], metric));
          const { unit, mean, ci95 } = row.figures[metric];
          const claim = { ...{ path: figure.path, end, of, minus, metric, unit }, from, to };
          const share = own?.figures[metric] ?? 0;
          const turnsAt = zeroOf(figure.value, was.figures[metric].mean, share);
          return { ...claim, change: turned(from, to), mean, ci95, turnsAt };
        });
      });
    });
  });
}

function verdictOf({ mean, ci95 }: ComposedValue, figure: ComposedFigure): Verdict {
  if (ci95 === null) return 'not decided by this run';
  const [low, high] = ci95;
  if (low === 0 && high === 0) return 'equal';
  if (low <= 0 && high >= 0) return 'not decided by this run';
  return mean < 0 === (composedFigures[figure].better === 'lower') ? 'better' : 'worse';
}

/** The rate at which the difference would be nothing, all else as it is: it grows by a straight line with each rate. */
function zeroOf(rate: number, difference: number, share: number): number | null {
  if (share === 0) return null;
  const zero = rate * (1 - difference / share);
  return zero >= 0 ? zero : null;
}
