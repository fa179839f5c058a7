/**
 * The comparison once more with every guess at both ends of its band, one at a time: few replications everywhere, then
 * more of them where an answer seems to change. How many is fixed beforehand, so neither a clock nor the number of
 * threads decides anything.
 */
import type { LoadResult, Scenario } from '../../scenario/index.ts';
import type { ExperimentResult } from '../analyse.ts';
import { comparedMetrics } from '../compare.ts';
import { expectationsOf } from '../expect.ts';
import type { StrategyPlan } from '../run.ts';
import type { Resamples } from '../statistics/bootstrap.ts';
import { drawResamples } from '../statistics/bootstrap.ts';
import type { EndRun, Moved } from './changes.ts';
import { changesOf, groundsOf, movesOf } from './changes.ts';
import { askedByYears, expectationChanges } from './expected.ts';
import { chosen, figuresOf } from './figures.ts';
import type { Pools } from './moves.ts';
import { rateChangesOf } from './rates.ts';
import type { Point, Simulate } from './rounds.ts';
import { runsOf } from './rounds.ts';
import type { Assumptions, Change, ClaimChange, End, VariedFigure } from './shapes.ts';

/** Replications at every end, unless asked otherwise. */
export const SCREENED = 12;
/** So many times as many where the first look saw an answer change. */
const CONFIRMED_TIMES = 5;

export interface AssumptionsInput {
  readonly scenario: Scenario;
  /** Strategies that were compared, the baseline among them. */
  readonly strategies: readonly StrategyPlan[];
  /** What the comparison found in its replications, which count from 0. */
  readonly pools: Pools;
  readonly experiment: Pick<ExperimentResult, 'differences' | 'exposure'>;
  /** The scenario with some figures changed. */
  readonly vary: (scenario: Scenario, override: Readonly<Record<string, number>>) => LoadResult;
  readonly simulate: Simulate;
  /** Hears how many runs a round will have. */
  readonly announce?: (runs: number) => void;
  /** Figures and families of figures to vary; all of them when absent. */
  readonly only?: readonly string[] | undefined;
  /** Replications at every end; a fifth of those at the ends that seem to change an answer. */
  readonly screened?: number | undefined;
}

export async function assumptionsOf(input: AssumptionsInput): Promise<Assumptions> {
  const { scenario, strategies, pools, simulate, announce } = input;
  const all = pools[strategies[0].name].results.length;
  const screened = Math.min(input.screened ?? SCREENED, all);
  const confirmed = Math.min(screened * CONFIRMED_TIMES, all);
  const figures = figuresOf(scenario);
  const { only } = input;
  const varied = only === undefined ? figures.varied : chosen(figures.varied, only);
  const unvaried = only === undefined ? figures.unvaried : [];
  const { points, refused } = pointsOf(input, varied);
  const claims = input.experiment.differences.map(
    ({ of, minus, metric, unit, mean, ci95, tie, verdict }) => ({
      ...{ of, minus, metric, unit, mean, ci95, tie, verdict },
    }),
  );
  const look = lookerOf(input, claims, all);
  announce?.((points.length + 1) * strategies.length * screened);
  const first = await runsOf(strategies, points, screened, simulate);
  let found = look(first);
  const doubtful = points.filter(({ figure, end }) =>
    [...found.ends, ...found.expectations].some(
      (each) => each.change !== 'none' && each.path === figure.path && each.end === end,
    ),
  );
  if (doubtful.length > 0 && confirmed > screened) {
    announce?.((doubtful.length + 1) * strategies.length * (confirmed - screened));
    const again = first.filter((run) => doubtful.some((point) => isSame(run, point)));
    const more = await runsOf(strategies, doubtful, confirmed, simulate, again);
    found = look(first.map((run) => more.find((each) => isSame(run, each)) ?? run));
  }
  return {
    replications: { screened, confirmed },
    ...{ varied, unvaried, refused, claims },
    ends: worstFirst(found.ends, byMetric),
    rates: worstFirst(rateChangesOf(input.experiment.exposure, varied), () => 0),
    expectations: worstFirst(found.expectations, () => 0),
  };
}

/** Holds runs against the claims and expectations of the comparison. */
function lookerOf(input: AssumptionsInput, claims: Assumptions['claims'], all: number) {
  const { scenario, strategies, pools } = input;
  const resamples = drawResamples(scenario.seed, all);
  const grounds = groundsOf(claims, pools);
  const names = strategies.map(({ name }) => name);
  const expectations = askedByYears(scenario.expectations);
  const outcomes = expectationsOf(pools, names, expectations, resamples);
  const drawn = new Map<number, Resamples>();
  // A second look finds most runs as the first one left them.
  const known = new Map<EndRun, readonly Moved[]>();
  const moved = (run: EndRun): readonly Moved[] => {
    const moves = known.get(run) ?? movesOf(grounds, run, resamples);
    known.set(run, moves);
    return moves;
  };
  return (runs: readonly EndRun[]): Pick<Assumptions, 'ends' | 'expectations'> => ({
    ends: changesOf(grounds, runs, runs.map(moved)),
    expectations: runs.flatMap((run) => {
      const { replications } = run;
      const own = drawn.get(replications) ?? drawResamples(scenario.seed, replications);
      drawn.set(replications, own);
      return expectationChanges({ expectations, names, outcomes }, run, own);
    }),
  });
}

function pointsOf(
  { scenario, strategies, vary }: AssumptionsInput,
  varied: readonly VariedFigure[],
): { readonly points: Point[]; readonly refused: Assumptions['refused'] } {
  const points: Point[] = [];
  const refused: Assumptions['refused'][number][] = [];
  for (const figure of varied) {
    for (const end of ['low', 'high'] as const) {
      if (figure[end] === figure.value) continue;
      const result = vary(scenario, { [figure.path]: figure[end] });
      if (result.ok) {
        const plans = strategies.map(({ name, label }) => {
          const { plan } = result.scenario.strategies.find((each) => each.name === name)!;
          return { name, label, plan };
        });
        points.push({ figure, end, plans });
      } else {
        const why = result.problems.map(({ message }) => message).join('; ');
        refused.push({ path: figure.path, end, why });
      }
    }
  }
  return { points, refused };
}

interface Place {
  readonly figure: VariedFigure;
  readonly end: End;
}

function isSame(a: Place, b: Place): boolean {
  return a.figure === b.figure && a.end === b.end;
}

const RANK: Readonly<Record<Change, number>> = { flips: 0, ends: 1, begins: 2, open: 3, none: 4 };

function byMetric(a: ClaimChange, b: ClaimChange): number {
  const place = ({ metric }: ClaimChange): number =>
    comparedMetrics.findIndex(([name]) => name === metric);
  return place(a) - place(b) || (a.p ?? 1) - (b.p ?? 1);
}

function worstFirst<T extends { readonly change: Change }>(
  changes: readonly T[],
  then: (a: T, b: T) => number,
): T[] {
  return changes.toSorted((a, b) => RANK[a.change] - RANK[b.change] || then(a, b));
}
