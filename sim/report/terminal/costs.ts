/** What each strategy costs a year, where the scenario gives prices. */
import type { Difference, Estimate, StrategyResult } from '../../experiment/shapes.ts';
import { figure } from './amount.ts';
import { grid } from './grid.ts';
import type { Paint } from './paint.ts';

interface Costs {
  readonly strategies: readonly StrategyResult[];
  readonly differences: readonly Difference[];
  readonly baseline: string;
}

/** A row for each strategy: outlay, penalty, total, and the paired difference to the baseline; nothing without prices. */
export function costLines({ strategies, differences, baseline }: Costs, paint: Paint): string[] {
  const of = (strategy: StrategyResult, part: string): Estimate | undefined =>
    strategy.metrics[`cost.${part}`]?.[0];
  const unit = strategies.map((each) => of(each, 'total')?.unit).find((each) => each !== undefined);
  if (unit === undefined) return [];
  const rows = strategies.map((strategy) => {
    const difference = differences.find(
      ({ of: other, minus, metric }) =>
        other === strategy.name && minus === baseline && metric === 'cost.total',
    );
    return [
      `${strategy.name === baseline ? '*' : ' '} ${strategy.name}`,
      ...['outlay', 'penalty', 'total'].map((part) => withInterval(of(strategy, part))),
      withInterval(difference),
    ];
  });
  const [first, ...lines] = grid([['', 'outlay', 'penalty', 'total', '- baseline'], ...rows]);
  return [
    paint.bold('Cost') + paint.dim(` (${unit}; mean and 95 % interval)`),
    paint.dim(first),
    ...lines,
  ];
}

function withInterval(of: Pick<Estimate, 'mean' | 'ci95'> | undefined): string {
  if (of === undefined || of.mean === null) return '–';
  const { mean, ci95 } = of;
  return ci95 === null ? figure(mean) : `${figure(mean)} [${figure(ci95[0])}, ${figure(ci95[1])}]`;
}
