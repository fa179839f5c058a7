/**
 * Content that something deletes or garbles by way of the logs: every page keeps its checksum, every backup from then on
 * archives it, and replay does it again (ESE-30, RST-02). A kill belongs to the lineage whose stream carries it.
 */
import { clip, subtract, union } from '../../engine/intervals.ts';
import type { Ms } from '../../engine/types.ts';
import type { OrgWorld } from '../world.ts';
import {
  committed,
  contentAtCut,
  lineageOf,
  loggedAtCut,
  unexpired,
  type Content,
} from './content.ts';
import type { DatabaseState, Kill } from './state.ts';

/** What of it is gone at an instant: it works through all stretches of content alike. */
export function goneBy(kill: Kill, at: Ms): number[] {
  if (kill.backAt >= 0 && at >= kill.backAt) return subtract(kill.content, kill.back);
  if (at >= kill.to) return kill.content;
  if (at <= kill.from) return [];
  const share = (at - kill.from) / (kill.to - kill.from);
  const gone: number[] = [];
  for (let i = 0; i < kill.content.length; i += 2) {
    const [from, to] = [kill.content[i], kill.content[i + 1]];
    const until = from + Math.floor((to - from) * share);
    if (until > from) gone.push(from, until);
  }
  return gone;
}

/** Creation times that kills of a lineage have taken by an instant of its stream. */
export function killed(
  d: DatabaseState,
  lineage: number,
  at: Ms,
  keys: readonly string[] | null = null,
): number[] {
  let gone: number[] = [];
  for (const kill of d.kills) {
    if (kill.lineage !== lineage || (keys !== null && !keys.includes(kill.key))) continue;
    gone = union(gone, goneBy(kill, at));
  }
  return gone;
}

/**
 * What kills have taken from the database as it is now and nobody has given up yet; those of some root causes alone,
 * or all. Nobody misses what would have expired by now.
 */
export function missing(
  w: OrgWorld,
  database: number,
  keys: readonly string[] | null = null,
): Content {
  const d = w.org.store.databases[database];
  if (d.kills.length === 0) return [[], []];
  const lineage = lineageOf(w, database, d.lineage);
  const gone = clip(killed(d, d.lineage, w.now, keys), ...unexpired(w, database));
  if (gone.length === 0) return [[], []];
  const cut = { at: w.now, burstDatabase: -1, burstShare: 0 };
  const of = (c: 0 | 1): number[] => {
    const rest = contentAtCut(w, database, lineage, cut, c);
    const taken = subtract(loggedAtCut(w, database, lineage, cut, c), rest);
    return subtract(subtract(taken, subtract(taken, gone)), d.lost[c]);
  };
  return [of(0), of(1)];
}

/** Everything that a database would hold if no kill had struck it, without what was given up. */
export function entitled(w: OrgWorld, database: number): Content {
  const [here, gone] = [committed(w, database), missing(w, database)];
  return [union(here[0], gone[0]), union(here[1], gone[1])];
}

/** Kills of these root causes whose content is missing from the database as it is now, the earliest first. */
export function unsettled(
  w: OrgWorld,
  database: number,
  keys: readonly string[] | null = null,
): Kill[] {
  const d = w.org.store.databases[database];
  if (d.kills.length === 0) return [];
  const open = d.kills.filter(({ lineage, key, to }) => {
    if (lineage !== d.lineage || (keys !== null && !keys.includes(key))) return false;
    const [received, sent] = missing(w, database, [key]);
    return to > w.now || received.length > 0 || sent.length > 0;
  });
  return open.sort((a, b) => a.firstLog - b.firstLog || (a.key < b.key ? -1 : 1));
}

/** The database has stopped, or somebody has stopped what deletes: what is gone by now is all. */
export function stopKilling(w: OrgWorld, database: number): void {
  for (const kill of w.org.store.databases[database].kills) {
    if (kill.to <= w.now) continue;
    kill.content = goneBy(kill, w.now);
    kill.to = w.now;
  }
}

/**
 * What some root causes deleted is written into the mailboxes again, as far as a copy of them held it: a client does that
 * and the logs carry it, so whatever is replayed to here has it, too. Returns what came back.
 */
export function writeAgain(
  w: OrgWorld,
  database: number,
  keys: readonly string[],
  held: Content,
): Content {
  const d = w.org.store.databases[database];
  const before = missing(w, database, keys);
  // What is given up already stays so.
  const lacking = ([0, 1] as const).map((c) => union(subtract(before[c], held[c]), d.lost[c]));
  for (const kill of d.kills) {
    if (kill.lineage !== d.lineage || !keys.includes(kill.key)) continue;
    kill.back = subtract(subtract(kill.content, lacking[0]), lacking[1]);
    kill.backAt = w.now;
  }
  const after = missing(w, database, keys);
  return [subtract(before[0], after[0]), subtract(before[1], after[1])];
}
