/** Databases that were restored from sets: from the incidents of the years, or from injected ones. */
import { weekStart } from '../../engine/calendar.ts';
import { DAY } from '../../engine/clock.ts';
import type { DatabaseRow, IncidentRecord } from '../../measure/index.ts';
import type { Pool } from '../../measure/population.ts';
import type { Exposure } from '../exposure/shapes.ts';
import type { PairValue } from './judging.ts';
import type { WeekdayTable } from './shapes.ts';

export interface Restored {
  readonly replication: number;
  /** The same under every strategy. */
  readonly id: string;
  /** 0 is Monday. */
  readonly weekday: number;
  readonly sets: number;
}

/** Of one strategy; a source knows how many replications or base runs it is made of. */
export interface RestoredSource {
  readonly replications: number;
  readonly what: string;
  of(strategy: string): readonly Restored[];
}

/** Injected incidents visit every hour of the week, so they go before those of the years. */
export function restoredOf(
  pools: Readonly<Record<string, Pool>>,
  exposure: Exposure | null,
): RestoredSource {
  if (exposure !== null) {
    return {
      replications: exposure.replications,
      what: 'incidents injected over the hours of the week, all sets readable',
      of: (strategy) => ofExposure(exposure, strategy),
    };
  }
  return {
    replications: Object.values(pools)[0].results.length,
    what: 'the incidents of the simulated years',
    of: (strategy) => ofYears(pools[strategy]),
  };
}

function ofYears({ results }: Pool): Restored[] {
  return results.flatMap(({ incidents }, replication) =>
    incidents.flatMap((incident) => {
      const weekday = Math.floor((incident.at - weekStart(incident.at)) / DAY);
      return rowsOf(incident, replication, `${replication} ${incident.key}`, weekday);
    }),
  );
}

function ofExposure({ worlds, injections, strategies }: Exposure, strategy: string): Restored[] {
  const { outcomes } = strategies[strategy];
  return worlds.flatMap(({ injection, hidden }, world) => {
    const record = outcomes[world];
    if (hidden !== 'sound' || record === null) return [];
    const { replication, hour } = injections[injection];
    return rowsOf(record, replication, String(injection), Math.floor(hour / 24));
  });
}

function rowsOf(
  { databases }: IncidentRecord,
  replication: number,
  incident: string,
  weekday: number,
): Restored[] {
  return databases
    .filter(({ sets }) => sets > 0)
    .map(({ database, sets }: DatabaseRow) => ({
      ...{ replication, weekday, sets },
      id: `${incident} ${database}`,
    }));
}

/** Sets by database and incident; one that only one strategy restores from sets pairs with none. */
export function pairsOf(of: readonly Restored[], minus: readonly Restored[]): PairValue[] {
  const right = new Map(minus.map((each) => [each.id, each]));
  const left = new Set(of.map(({ id }) => id));
  return [
    ...of.map(({ id, replication, sets }) => ({
      ...{ replication, of: sets },
      minus: right.get(id)?.sets ?? 0,
    })),
    ...minus
      .filter(({ id }) => !left.has(id))
      .map(({ replication, sets }) => ({ replication, of: 0, minus: sets })),
  ];
}

/** Sets to be read for one database, by the weekday on which it failed. */
export function setsByWeekday(source: RestoredSource, strategies: readonly string[]): WeekdayTable {
  return {
    what: 'sets to restore for a database, by the weekday of the failure',
    unit: 'sets',
    rows: strategies.map((strategy) => {
      const sums = new Array<number>(7).fill(0);
      const counts = new Array<number>(7).fill(0);
      for (const { weekday, sets } of source.of(strategy)) {
        sums[weekday] += sets;
        counts[weekday]++;
      }
      return {
        strategy,
        days: counts.map((count, day) => (count === 0 ? null : sums[day] / count)),
        counts,
      };
    }),
  };
}
