/** A strategy as it is named everywhere on the page: its colour, its label, and whether it is the baseline. */
import type { ReportData } from '../../sim/report/data.ts';
import { el } from '../dom/elements.ts';

/** Its position decides the colour and the dash of its lines. */
export function strategyIndex(data: ReportData, name: string): number {
  return Math.max(
    0,
    data.strategies.findIndex((strategy) => strategy.name === name),
  );
}

/** Its label, or its name where it has none. */
export function strategyLabel(data: ReportData, name: string): string {
  return data.strategies.find((strategy) => strategy.name === name)?.label || name;
}

/** The name with the swatch of its line. */
export function strategyName(data: ReportData, name: string): HTMLElement {
  const baseline = name === data.baseline ? el('small', { class: 'tag' }, 'baseline') : null;
  return el(
    'span',
    { class: `strategy strategy-${strategyIndex(data, name) % 8}` },
    el('span', { class: 'line-swatch' }),
    el('span', {}, strategyLabel(data, name), baseline),
  );
}
