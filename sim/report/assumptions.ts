/** Words for figures that are varied. */
import type { VariedFigure } from '../experiment/assumptions/shapes.ts';
import { valueText } from './parameters.ts';

/** A figure of the model, or the rate of a cause, as people say it. */
export function figureOf(figure: VariedFigure, at: 'value' | 'low' | 'high'): string {
  const { unit, written } = figure;
  // A probability is a share of occasions, some of them so rare that only the language has a way to write them.
  return unit === 'probability' || unit === '/year' ? written[at] : valueText(unit, figure[at]);
}
