/** A week as a carpet: seven days of 24 hours, each cell shaded by its value; a table, so that it can be read without colours. */
import { el } from '../dom/elements.ts';
import { measure } from '../format/measure.ts';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

export interface WeekChart {
  /** By hour of the week from Monday 00:00; null where nothing is known. */
  readonly values: readonly (number | null)[];
  readonly unit: string;
  /** The value of the darkest shade, common to all carpets that stand side by side. */
  readonly high: number;
  readonly label: string;
  /** What else is said of an hour when one points at it. */
  readonly note: (hour: number) => string;
}

/** Shades that rise fast at first: small values stay apart, and zero stays blank. */
export function shadeOf(value: number, high: number): number {
  if (value <= 0 || high <= 0) return 0;
  return Math.min(1, Math.log1p((6 * value) / high) / Math.log1p(6));
}

/** The carpet, named for a screen reader by `label`. */
export function weekChart(chart: WeekChart): HTMLElement {
  const head = HOURS.map((hour) =>
    el('th', { scope: 'col', 'aria-label': `${hour} h` }, hour % 6 === 0 ? String(hour) : ''),
  );
  return el(
    'table',
    { class: 'week', 'aria-label': chart.label },
    el('thead', {}, el('tr', {}, el('td', {}), ...head)),
    el('tbody', {}, ...DAYS.map((day, i) => dayRow(chart, day, i * 24))),
  );
}

function dayRow(chart: WeekChart, day: string, first: number): HTMLElement {
  const cells = HOURS.map((hour) => cell(chart, day, hour, first + hour));
  return el('tr', {}, el('th', { scope: 'row' }, day), ...cells);
}

function cell({ values, unit, high, note }: WeekChart, day: string, hour: number, at: number) {
  const value = values[at];
  const when = `${day} ${String(hour).padStart(2, '0')}:00`;
  if (value === null) return el('td', { class: 'unknown', title: `${when}: nothing was injected` });
  const words = measure(value, unit);
  return el(
    'td',
    {
      style: `--v:${(shadeOf(value, high) * 100).toFixed(1)}%`,
      title: `${when}: ${words}${note(at)}`,
    },
    el('span', { class: 'unseen' }, words),
  );
}

/** What the shades stand for. */
export function weekLegend(high: number, unit: string): HTMLElement {
  const steps = [0, 0.05, 0.25, 0.5, 1].map((share) => share * high);
  return el(
    'ul',
    { class: 'legend week-legend' },
    ...steps.map((value) =>
      el(
        'li',
        {},
        el('span', {
          class: 'swatch shade',
          style: `--v:${(shadeOf(value, high) * 100).toFixed(1)}%`,
        }),
        measure(value, unit),
      ),
    ),
  );
}
