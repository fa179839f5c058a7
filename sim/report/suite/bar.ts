/** Small drawings in SVG. */
import type { CaseResult } from '../../experiment/suite/shapes.ts';
import { element } from './xml.ts';

const WIDTH = 190;
const HEIGHT = 22;
const MARGIN = 8;

const MARKS = { pass: 'M2 8.5l4 4 8-9', miss: 'M3 3l10 10M13 3L3 13' } as const;

/** A tick or a cross, drawn, since not every font has them; a question mark is a letter. */
export function markSvg({ outcome }: CaseResult): string {
  if (outcome === 'undecided') return '?';
  const path = element('path', { d: MARKS[outcome] });
  return element('svg', { class: 'mark', viewBox: '0 0 16 16', 'aria-hidden': 'true' }, path);
}

/**
 * The measured value with its interval on a line from zero, and the limit that it is held against. Empty where nothing
 * was measured.
 */
export function barOf(each: CaseResult): string {
  const { measured, ci95, limit, outcome } = each;
  const limits = [limit.atMost, limit.atLeast].filter((value) => value !== undefined);
  const values = [...limits, ...(ci95 ?? []), ...(measured === null ? [] : [measured])];
  if (measured === null && ci95 === null) return '';
  const low = Math.min(0, ...values);
  const high = Math.max(...values);
  const span = high > low ? high - low : 1;
  const at = (value: number): string =>
    (MARGIN + ((WIDTH - 2 * MARGIN) * (value - low)) / span).toFixed(1);
  const middle = HEIGHT / 2;
  const line = (className: string, x1: string, y1: number, x2: string, y2: number): string =>
    element('line', { class: className, x1, y1, x2, y2 });
  const parts = [
    line('axis', String(MARGIN), middle, String(WIDTH - MARGIN), middle),
    ...limits.map((value) => line('limit', at(value), 2, at(value), HEIGHT - 2)),
    ...(ci95 === null ? [] : [line(`band ${outcome}`, at(ci95[0]), middle, at(ci95[1]), middle)]),
    ...(measured === null
      ? []
      : [element('circle', { class: outcome, cx: at(measured), cy: middle, r: 4 })]),
  ];
  const attributes = { width: WIDTH, height: HEIGHT, 'aria-hidden': 'true' };
  return element('svg', attributes, parts.join(''));
}
