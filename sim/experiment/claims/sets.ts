/** How many sets a restore reads: STR-03 and STR-07. */
import { DAY } from '../../engine/clock.ts';
import type { Pool } from '../../measure/population.ts';
import type { ReplicationResult } from '../../measure/index.ts';
import type { Resamples } from '../statistics/bootstrap.ts';
import { differenceFigure, plainFigure } from './figures.ts';
import { alwaysSo, claimsSide, pairDirection, together, type Direction } from './judging.ts';
import type { Years } from './nights.ts';
import { pairsOf, setsByWeekday, type Restored, type RestoredSource } from './restored.ts';
import type { ClaimAnswer, ClaimFigure, ClaimPart, WeekdayTable } from './shapes.ts';
import { answer } from './texts.ts';

/** A night's job that grew by less than this from one end of the week to the other is the same. */
const SAME_JOB_BYTES = 1e6;

/** STR-03: the price of incrementals. */
export function moreSets(
  source: RestoredSource,
  incremental: string,
  daily: string,
  shown: readonly string[],
  resamples: Resamples,
): ClaimAnswer {
  const pairs = pairsOf(source.of(incremental), source.of(daily));
  const direction = pairDirection(pairs, source.replications, 0, resamples);
  const figures = [
    ...meanSets(source, incremental),
    ...meanSets(source, daily),
    differenceFigure(direction, `${incremental} - ${daily}`, 'sets for a database', 'sets'),
  ];
  const part = { says: 'more sets to restore', ...claimsSide(direction, 'more'), figures };
  return answer('STR-03', {
    ...{ verdict: part.verdict, because: source.what, parts: [part] },
    tables: [setsByWeekday(source, shown)],
  });
}

/** STR-07: two sets whatever the weekday, while the nightly job grows. */
export function twoSets(
  years: Years,
  source: RestoredSource,
  differential: string,
  shown: readonly string[],
): ClaimAnswer {
  const restored = source.of(differential);
  const cases = restored.map((each) => ({ ...each, isSo: each.sets <= 2 }));
  const { verdict, because } = alwaysSo(
    cases,
    source.replications,
    'databases restored with at most two sets',
  );
  const parts: ClaimPart[] = [
    {
      says: 'at most two sets, whatever the weekday',
      ...{ verdict, because },
      figures: meanSets(source, differential),
    },
    growthPart(years, differential),
  ];
  return answer('STR-07', {
    ...{
      verdict: together(parts),
      because: `${source.what}; nights of the simulated years`,
      parts,
    },
    tables: [setsByWeekday(source, [differential]), ...nightsByWeekday(years.pools, shown)],
  });
}

function meanSets(source: RestoredSource, strategy: string): ClaimFigure[] {
  const restored: readonly Restored[] = source.of(strategy);
  const n = restored.length;
  const sum = restored.reduce((total, { sets }) => total + sets, 0);
  const most = restored.reduce((so, { sets }) => Math.max(so, sets), 0);
  const what = 'sets for a database';
  return [
    plainFigure(strategy, what, 'sets', n === 0 ? null : sum / n, n),
    plainFigure(strategy, `most ${what}`, 'sets', n === 0 ? null : most, n),
  ];
}

/** The last job before the full against the first one after it. */
function growthPart({ pools, resamples }: Years, strategy: string): ClaimPart {
  const { plan, results } = pools[strategy];
  const says = 'its nightly job grows through the week';
  const days = nightlyDays(plan);
  const pairs = results.flatMap(({ weekdays: { logs } }, replication) => {
    const [first, last] = [logs[days[0]], logs[days[days.length - 1]]];
    if (first.nights === 0 || last.nights === 0) return [];
    return [{ replication, of: last.bytes / last.nights, minus: first.bytes / first.nights }];
  });
  const direction: Direction = pairDirection(pairs, results.length, SAME_JOB_BYTES, resamples);
  const what = 'bytes of the last nightly job of a week - of the first one';
  const figures = [differenceFigure(direction, strategy, what, 'B')];
  return { says, ...claimsSide(direction, 'more'), figures };
}

/** The weekdays of the jobs between two weekly fulls, in order. */
function nightlyDays({ jobs }: Pool['plan']): number[] {
  const daysOf = (full: boolean): number[] => [
    ...new Set(
      jobs
        .filter(({ type }) => (type === 'full') === full)
        .flatMap(({ when }) => when.week.map((offset) => Math.floor(offset / DAY))),
    ),
  ];
  const [full] = daysOf(true);
  return daysOf(false).sort((a, b) => ((a - full + 7) % 7) - ((b - full + 7) % 7));
}

/** Length and volume of the nights that the plan has on each weekday; jobs run again are left out where their type is not due. */
function nightsByWeekday(
  pools: Readonly<Record<string, Pool>>,
  strategies: readonly string[],
): WeekdayTable[] {
  const table = (
    what: string,
    unit: string,
    value: (tally: ReplicationResult['weekdays']['full'][number]) => number,
  ): WeekdayTable => ({
    ...{ what, unit },
    rows: strategies.map((strategy) => {
      const { plan, results } = pools[strategy];
      const counts: number[] = [];
      const days = Array.from({ length: 7 }, (_, day) => {
        const isFull = plan.jobs.some(
          ({ type, when }) =>
            type === 'full' && when.week.some((offset) => Math.floor(offset / DAY) === day),
        );
        const tallies = results.map(
          ({ weekdays }) => (isFull ? weekdays.full : weekdays.logs)[day],
        );
        const nights = tallies.reduce((sum, each) => sum + each.nights, 0);
        counts.push(nights);
        return nights === 0 ? null : tallies.reduce((sum, each) => sum + value(each), 0) / nights;
      });
      return { strategy, days, counts };
    }),
  });
  return [
    table("a night's backup, by weekday", 'ms', ({ nightsMs }) => nightsMs),
    table('written in a night, by weekday', 'B', ({ bytes }) => bytes),
  ];
}
