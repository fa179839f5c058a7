/** Values with their units, short enough for a column. */
import { formatDuration } from '../../engine/clock.ts';

/** `null` is undefined: a dash, never a zero. */
export function amount(value: number | null, unit: string): string {
  if (value === null) return '–';
  switch (unit) {
    case 'ms':
      return formatDuration(value);
    case 'share':
      return percent(value);
    case 'B':
      return bytes(value);
    case '/year':
      return `${figure(value)} a year`;
    case 'count':
      return figure(value);
    default:
      return `${figure(value)} ${unit}`;
  }
}

export function interval(ci95: readonly [number, number] | null, unit: string): string {
  if (ci95 === null) return '';
  return `[${amount(ci95[0], unit)}, ${amount(ci95[1], unit)}]`;
}

export function percent(share: number): string {
  return `${figure(share * 100)} %`;
}

/** Three digits that matter; thousands apart. */
export function figure(value: number): string {
  const size = Math.abs(value);
  if (size >= 100) return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ' ');
  if (size >= 10) return String(Math.round(value * 10) / 10);
  return String(Math.round(value * 1000) / 1000);
}

function bytes(value: number): string {
  for (const [name, size] of [
    ['GB', 1e9],
    ['MB', 1e6],
    ['kB', 1e3],
  ] as const) {
    if (Math.abs(value) >= size) return `${figure(value / size)} ${name}`;
  }
  return `${figure(value)} B`;
}
