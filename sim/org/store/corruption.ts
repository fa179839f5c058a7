/**
 * Logical corruption: a client, a virus scanner or a script deletes or garbles mail of one database for some hours, by
 * chance on the calendar or by a scripted fault. Nothing that reads pages can tell (ESE-30).
 */
import { nextInside } from '../../engine/calendar.ts';
import { normalise } from '../../engine/intervals.ts';
import { quantile, type Law } from '../../engine/laws.ts';
import type { EventTable, Ms } from '../../engine/types.ts';
import { lasting } from '../calendar-hazards.ts';
import { oldestKept } from '../workload/content.ts';
import { instantOfUnits, unitsAt } from '../workload/curve.ts';
import type { OrgWorld } from '../world.ts';
import { curve, openLog } from './stream.ts';

/** How much is killed, of what, over how long; and when somebody misses it (null: by chance). */
export interface Extent {
  readonly share: number;
  readonly reachMs: Ms;
  readonly lastsMs: Ms;
  readonly noticedMs: Ms | null;
  readonly how: Deletion;
}

/**
 * What becomes of the mail: garbled, it cannot be had back from the database; deleted, it lies among the deleted items until
 * their retention is over, and with Shift+Delete only some clients see it there; removed with its mailbox, it can be reconnected.
 */
export const DELETIONS = ['garbled', 'deleted', 'shift-deleted', 'mailbox-removed'] as const;
export type Deletion = (typeof DELETIONS)[number];

/** Content is killed in as many stretches: old and new alike. */
const STRETCHES = 30;

/** Of a standard normal deviate: 90 % lie within this on either side. */
const NINETY = 1.6448536269514722;

/** How long until somebody misses what was killed. */
export function noticingLaw(w: OrgWorld): Law {
  const { corruptionNoticedMs: median, corruptionNoticedSpread } = w.plan.figures.store;
  const sigma = Math.log(corruptionNoticedSpread) / NINETY;
  return { type: 'lognormal', median, mean: median * Math.exp((sigma * sigma) / 2) };
}

export function usualExtent(w: OrgWorld): Extent {
  const { corruptionShare, corruptionReachMs, corruptionLastsMs } = w.plan.figures.store;
  return {
    share: corruptionShare,
    reachMs: corruptionReachMs,
    lastsMs: corruptionLastsMs,
    noticedMs: null,
    how: 'garbled',
  };
}

/** A share of what was created in the last so many days, spread over them by work, as creation times. */
function chosen(w: OrgWorld, database: number, extent: Extent, place: number, at: Ms): number[] {
  const oldest = oldestKept(w.plan, w.plan.databases[database], at);
  const first = unitsAt(curve(w), Math.min(at, Math.max(oldest, at - extent.reachMs)));
  const each = (unitsAt(curve(w), at) - first) / STRETCHES;
  const pairs: number[] = [];
  for (let i = 0; i < STRETCHES; i++) {
    const begin = Math.floor(first + each * (i + place * (1 - extent.share)));
    const end = Math.floor(begin + each * extent.share);
    pairs.push(instantOfUnits(curve(w), begin), Math.min(at, instantOfUnits(curve(w), end)));
  }
  return normalise(pairs);
}

/** Kills content of a mounted database from `at` on, without saying so. */
export function kill(
  w: OrgWorld,
  key: string,
  database: number,
  extent: Extent,
  firstLog: number,
  at: Ms = w.now,
): void {
  const { group } = w.plan.databases[database];
  const d = w.org.store.databases[database];
  const noticedMs = extent.noticedMs ?? quantile(noticingLaw(w), w.draw(key, 'noticed', 0));
  d.kills.push({
    key,
    lineage: d.lineage,
    segment: w.org.store.groups[group].segment,
    firstLog,
    from: at,
    to: at + Math.max(1, Math.ceil(extent.lastsMs)),
    content: chosen(w, database, extent, w.draw(key, 'place', 0), at),
    noticedAt: at + Math.ceil(noticedMs),
    recoverable: recoverable(w, extent.how),
    purgedAt: extent.how === 'mailbox-removed' ? purgeOf(w, database, at) : -1,
    back: [],
    backAt: -1,
  });
}

function recoverable(w: OrgWorld, how: Deletion): number {
  if (how === 'shift-deleted') return w.plan.figures.store.dumpsterAlwaysOn;
  return how === 'garbled' ? 0 : 1;
}

/** Online maintenance marks a removed mailbox in its next run; from then on the retention counts (W-21). */
function purgeOf(w: OrgWorld, database: number, at: Ms): Ms {
  const marked = nextInside(w.plan.databases[database].maintenance, at);
  return (Number.isFinite(marked) ? marked : at) + w.plan.figures.store.mailboxRetentionMs;
}

/**
 * Content of one database is killed through one root cause. Absorbed where the database is down: nobody deletes there.
 * News: 'contentKilled'.
 */
export function corruptContent(
  w: OrgWorld,
  key: string,
  owner: string,
  database: number,
  extent: Extent,
): boolean {
  const { path, group } = w.plan.databases[database];
  const { mounted } = w.org.store.databases[database];
  w.say('cause.struck', {
    key,
    cause: 'logical-corruption',
    owner,
    absorbed: !mounted,
    because: mounted
      ? `mail of ${path} is deleted, and the logs carry it`
      : `${path} was down, so nothing could be deleted in it`,
  });
  if (!mounted) return false;
  kill(w, key, database, extent, openLog(w, group));
  w.tell('contentKilled', database, 0);
  return true;
}

/** Plans the next strike on a server; strikes tick on the calendar, whatever state the server is in. */
export function planCorruption(w: OrgWorld, server: number, ageMs: Ms = 0): void {
  const law = w.plan.hazards['logical-corruption'];
  if (law === undefined || law === null) return;
  const ordinal = w.org.store.servers[server].corruptions + 1;
  const u = w.draw(w.plan.servers[server].path, 'logical-corruption', ordinal);
  const at = w.now + Math.ceil(lasting(law, ageMs, u));
  if (at < w.plan.clock.end) w.at(at, 'store.corruption', server, 0);
}

/** The database that the n-th strike on a server hits; -1 where the server has none. */
export function corruptedDatabase(w: OrgWorld, server: number, ordinal: number): number {
  const { path, groups } = w.plan.servers[server];
  const databases = groups.flatMap((g) => w.plan.groups[g].databases);
  const u = w.draw(path, 'logical-corruption.which', ordinal);
  return databases[Math.floor(u * databases.length)] ?? -1;
}

export const corruptionEvents: EventTable<OrgWorld> = {
  'store.corruption': {
    rank: 10,
    run(w, server) {
      const state = w.org.store.servers[server];
      state.corruptions += 1;
      const { path } = w.plan.servers[server];
      const key = `${path}:logical-corruption:${state.corruptions}`;
      const database = corruptedDatabase(w, server, state.corruptions);
      if (database < 0) {
        w.say('cause.struck', {
          ...{ key, cause: 'logical-corruption', owner: path, absorbed: true },
          because: 'no database lies on it',
        });
      } else {
        corruptContent(w, key, path, database, usualExtent(w));
      }
      planCorruption(w, server);
    },
  },
};
