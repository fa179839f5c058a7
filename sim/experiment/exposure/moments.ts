/** What composed figures are made of: sums by cause and base run, small enough to be kept and rescaled. */
import type { CauseKey } from '../../org/causes.ts';
import { figureReaders } from './figures.ts';
import type { Layout } from './layout.ts';
import type { CauseMoments, ComposedFigure, FigureMoments, Moments } from './result-shapes.ts';

const figures = Object.keys(figureReaders) as readonly ComposedFigure[];

export function momentsOf(layout: Layout, names: readonly string[], baseline: string): Moments {
  const others = names.filter((name) => name !== baseline);
  const series = [
    ...names.map((of) => ({ of, minus: null })),
    ...others.map((of) => ({ of, minus: baseline })),
  ];
  const values = new Map(
    names.map((name) => [name, figures.map((figure) => strikeValues(layout, name, figure))]),
  );
  return {
    series,
    phases: layout.phases,
    causes: layout.causes.map((cause): CauseMoments => {
      const members = layout.injectionsOf.get(cause)!;
      const rows = series.map(({ of, minus }) => {
        const each = figures.map((figure, f) => {
          const mine = values.get(of)![f];
          const theirs = minus === null ? null : values.get(minus)![f];
          const value = (i: number): number => mine[i] - (theirs?.[i] ?? 0);
          return [figure, figureMoments(layout, members, value)] as const;
        });
        return [seriesName(of, minus), Object.fromEntries(each)] as const;
      });
      return {
        ...{ cause, perYear: layout.rates.get(cause)!, injections: members.length },
        strikes: byReplication(layout, members, () => 1),
        series: Object.fromEntries(rows) as CauseMoments['series'],
      };
    }),
  };
}

export function seriesName(of: string, minus: string | null): string {
  return minus === null ? of : `${of} - ${minus}`;
}

/** By injection: the expected value of a strike; one that impairs nothing counts zero. */
function strikeValues(layout: Layout, strategy: string, figure: ComposedFigure): number[] {
  const { exposure, worldsOf } = layout;
  const { plan, outcomes } = exposure.strategies[strategy];
  const read = figureReaders[figure];
  return worldsOf.map((worlds) =>
    worlds.reduce((sum, world) => {
      const incident = outcomes[world];
      return incident === null ? sum : sum + exposure.worlds[world].weight * read(plan, incident);
    }, 0),
  );
}

function figureMoments(
  layout: Layout,
  members: readonly number[],
  value: (injection: number) => number,
): FigureMoments {
  const sums = byReplication(layout, members, value);
  const mean = sums.reduce((sum, each) => sum + each, 0) / members.length;
  let [second, fourth, least, most] = [0, 0, 0, 0];
  for (const i of members) {
    const rest = layout.weights[i] * (value(i) - mean);
    least = Math.min(least, rest);
    most = Math.max(most, rest);
    second += rest * rest;
    fourth += rest * rest * rest * rest;
  }
  return { sums, second, fourth, far: [least, most] };
}

function byReplication(
  { exposure, weights }: Layout,
  members: readonly number[],
  value: (injection: number) => number,
): number[] {
  const sums = new Array<number>(exposure.replications).fill(0);
  for (const i of members) sums[exposure.injections[i].replication] += weights[i] * value(i);
  return sums;
}

/** The causes' rates as they were simulated. */
export function simulatedRates({ causes }: Moments): Partial<Record<CauseKey, number>> {
  return Object.fromEntries(causes.map(({ cause, perYear }) => [cause, perYear]));
}
