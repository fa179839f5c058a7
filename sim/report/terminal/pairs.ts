/** Each strategy against the baseline, pair by pair: mean difference, and how often it is worse, equal, better. */
import type { Difference } from '../../experiment/shapes.ts';
import { amount, interval } from './amount.ts';
import { grid } from './grid.ts';
import type { Paint } from './paint.ts';

/** What people ask about first; the results file and the page have the rest. */
const SHOWN = ['loss.window', 'recovery.data', 'recovery.service', 'downtime.service'];

export function pairLines(
  differences: readonly Difference[],
  baseline: string,
  paint: Paint,
): string[] {
  const shown = differences.filter(({ metric }) => SHOWN.includes(metric));
  if (shown.length === 0) return [];
  const head = ['', 'mean difference', 'worse', 'equal', 'better', 'of'];
  const rows = shown.flatMap((each, i) => [
    ...(shown[i - 1]?.of === each.of ? [] : [[each.of, '', '', '', '', '']]),
    [
      `  ${each.metric}`,
      [amount(each.mean, each.unit), interval(each.ci95, each.unit)].join(' ').trim(),
      share(each.worse, each.shares.worse),
      String(each.equal),
      share(each.better, each.shares.better),
      `${each.pairs} ${each.over ?? 'pair'}${each.pairs === 1 ? '' : 's'}`,
    ],
  ]);
  const [first, ...lines] = grid([head, ...rows]);
  const open = shown.reduce((most, each) => Math.max(most, each.open), 0);
  const left = open === 0 ? '' : `; up to ${open} pairs are left out, being still open`;
  return [
    paint.bold(`Against ${baseline}, pair by pair`),
    paint.dim(first),
    ...lines,
    paint.dim(
      '  95 % intervals: means by studentized bootstrap of whole replications, or none where it',
    ),
    paint.dim(`  would not hold; shares of all pairs by Clopper-Pearson${left}`),
  ];
}

function share(count: number, ci95: Difference['shares']['worse']): string {
  if (ci95 === null) return String(count);
  const [from, to] = ci95.map((each) => Number((100 * each).toPrecision(2)));
  return `${count} [${from}, ${to} %]`;
}
