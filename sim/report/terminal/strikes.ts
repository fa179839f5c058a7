/** What a strike of each cause leads to under each strategy, with its tail. */
import type { ExposedEstimate, ExposureResult } from '../../experiment/exposure/result-shapes.ts';
import { amount, figure, interval, percent } from './amount.ts';
import { grid } from './grid.ts';
import type { Paint } from './paint.ts';

const METRICS = ['loss.window', 'recovery.service', 'recovery.data'];

export function strikeBlocks(result: ExposureResult, paint: Paint): string[][] {
  return result.causes
    .filter(({ injections }) => injections > 0)
    .map(({ cause, perYear, injections, skipped }) => {
      const rows = METRICS.flatMap((metric) =>
        Object.entries(result.strategies).flatMap(([strategy, conditionals]) => {
          const found = conditionals.find((each) => each.cause === cause);
          const estimate = found?.metrics.find((each) => each.metric === metric);
          if (found === undefined || estimate === undefined) return [];
          const share = percent(1 - found.absorbed);
          return [[`${metric} ${strategy}`, String(estimate.n), share, ...figuresOf(estimate)]];
        }),
      );
      const left = skipped === 0 ? '' : `, ${skipped} given up`;
      const counts = ` (${figure(perYear)} a year; ${injections} injected${left})`;
      const title = paint.bold(cause) + paint.dim(counts);
      if (rows.length === 0) return [title, '  impairs nothing'];
      const head = ['', 'n', 'impair', 'mean', 'p95', 'p99', 'worst'];
      const [first, ...lines] = grid([head, ...rows]);
      return [title, paint.dim(first), ...lines];
    });
}

function figuresOf(estimate: ExposedEstimate): string[] {
  const { mean, ci95, unit, max } = estimate;
  return [
    [amount(mean, unit), interval(ci95, unit)].join(' ').trim(),
    quantile(estimate, 'p95'),
    quantile(estimate, 'p99'),
    amount(max, unit),
  ];
}

/** `> 3 d` where too much still runs, `needs 72` where there are too few. */
function quantile(
  { [`p95`]: p95, p99, beyond, needs, unit }: ExposedEstimate,
  stat: 'p95' | 'p99',
) {
  const value = stat === 'p95' ? p95 : p99;
  if (value !== null) return amount(value, unit);
  if (beyond?.[stat] !== undefined) return `> ${amount(beyond[stat], unit)}`;
  return needs[stat] === undefined ? '–' : `needs ${needs[stat]}`;
}
