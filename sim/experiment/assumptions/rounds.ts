/** Simulates ends of bands, some at a time, and puts further replications behind those that were simulated before. */
import type { Histogram } from '../../measure/histogram.ts';
import type { Pool } from '../../measure/population.ts';
import type { StrategyPlan } from '../run.ts';
import type { EndRun } from './changes.ts';
import type { Pools } from './moves.ts';
import type { End, VariedFigure } from './shapes.ts';

/** Some consecutive replications of all plans, by their names, which are unique. */
export type Simulate = (
  plans: readonly StrategyPlan[],
  extent: { readonly first: number; readonly replications: number },
) => Promise<Readonly<Record<string, Pool>>>;

/** One figure at one end of its band: the strategies as they then are. */
export interface Point {
  readonly figure: VariedFigure;
  readonly end: End;
  readonly plans: readonly StrategyPlan[];
}

/** Ends whose plans the threads get together: that of a large organization takes room in each of them. */
const TOGETHER = 12;

/** Replications before `until`, of which `before` has the first already. */
export async function runsOf(
  strategies: readonly StrategyPlan[],
  points: readonly Point[],
  until: number,
  simulate: Simulate,
  before: readonly EndRun[] = [],
): Promise<EndRun[]> {
  if (points.length === 0) return [];
  const first = before.length === 0 ? 0 : before[0].replications;
  const extent = { first, replications: until - first };
  const untouched = behind(before[0]?.untouched, await simulate(strategies, extent));
  const runs: EndRun[] = [];
  for (let from = 0; from < points.length; from += TOGETHER) {
    const some = points.slice(from, from + TOGETHER);
    const plans = some.flatMap((point) =>
      point.plans.map((each) => ({ ...each, name: nameOf(point, each) })),
    );
    const found = await simulate(plans, extent);
    for (const point of some) {
      const { figure, end } = point;
      const own: Pools = Object.fromEntries(
        point.plans.map((each) => [each.name, found[nameOf(point, each)]]),
      );
      const known = before.find((run) => run.figure === figure && run.end === end);
      const pools = behind(known?.pools, own);
      runs.push({ figure, end, replications: until, pools, untouched });
    }
  }
  return runs;
}

/** 'daily-full with hazards/volume-lost at 3 %/year', as a broken promise would tell it. */
function nameOf({ figure, end }: Point, { name }: StrategyPlan): string {
  return `${name} with ${figure.path} at ${figure.written[end]}`;
}

function behind(before: Pools | undefined, after: Pools): Pools {
  if (before === undefined) return after;
  return Object.fromEntries(
    Object.entries(after).map(([name, { plan, results, durations }]) => {
      const all = [...before[name].results, ...results];
      return [name, { plan, results: all, durations: sumOf(before[name].durations, durations) }];
    }),
  );
}

function sumOf(a: Histogram, b: Histogram): Histogram {
  const sum: Histogram = { ...a };
  for (const [bucket, count] of Object.entries(b)) sum[bucket] = (sum[bucket] ?? 0) + count;
  return sum;
}
