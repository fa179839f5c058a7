/** What the account knows of a database: its lives, one on each log stream that it joined, and the turns between them. */
import type { Ms } from '../../../sim/engine/types.ts';
import type { Plan } from '../../../sim/org/plan.ts';
import type { OrgWorld } from '../../../sim/org/world.ts';
import { either, without, type Spans } from './sets.ts';
import { burstUntil, type Reached } from './work.ts';

/** Creation times by class: 0 received, 1 sent. */
export type Held = readonly [Spans, Spans];

export const NOTHING: Held = [[], []];
export const isNothing = (held: Held): boolean => held[0].length + held[1].length === 0;

/** Mail that something deletes by way of the logs, from one instant to another: which, is drawn, and read from the state. */
export interface Killing {
  readonly from: Ms;
  readonly to: Ms;
  readonly content: Spans;
  /** Share of each stretch that the database still keeps, and until when, or -1 for as long as its retention lasts. */
  readonly recoverable: number;
  readonly purgedAt: Ms;
}

/** A database on one log stream, from the instant at which it joined it. */
export interface Life {
  readonly database: number;
  readonly lineage: number;
  readonly segment: number;
  readonly base: Held;
  /** Stretches in which it was mounted; Infinity while it still is. */
  readonly spells: { readonly from: Ms; to: Ms }[];
  /** Mail that had waited and was delivered at one instant. */
  readonly bursts: { readonly at: Ms; readonly from: Ms; readonly to: Ms }[];
  /** By root cause: all that its logs delete. */
  readonly kills: Map<string, Killing>;
  /** By root cause: what a set of mailboxes brought back of what was deleted, and when. */
  readonly brought: Map<string, { readonly at: Ms; readonly content: Held }>;
  /** What replicas sent, and when. */
  fills: readonly { readonly at: Ms; readonly content: Spans }[];
}

/** Posts that replicas are to send to a public folder database: lost by its file, and given up by nobody. */
export const pendingOf = (w: OrgWorld, database: number): Spans =>
  w.org.store.folders.find((each) => each.database === database)?.pending ?? [];

export const newLife = (database: number, lineage: number, segment: number, base: Held): Life => ({
  ...{ database, lineage, segment, base, spells: [], bursts: [] },
  ...{ kills: new Map(), brought: new Map(), fills: [] },
});

/** A database that went on with something else than it had: how, and what the account says that it has now. */
export interface Turn {
  readonly database: number;
  readonly before: Life;
  readonly after: Life;
  readonly had: Held;
  readonly why: 'hard recovery' | 'repair' | 'new log stream' | 'last log missing' | 'given up';
  /** Said to be lost in this very event, by class. */
  readonly lostNow: Held;
  readonly lostBefore: Held;
  /** The stream was forked since its logs were gone. */
  readonly logsGone: boolean;
}

/** What deletes goes through its stretches side by side: what of them is left at an instant is their later ends. */
export function goneBy({ from, to, content }: Killing, at: Ms): Spans {
  if (at <= from) return [];
  if (at >= to) return content;
  const gone: number[] = [];
  for (let i = 0; i < content.length; i += 2) {
    const length = Math.floor(((content[i + 1] - content[i]) * (at - from)) / (to - from));
    if (length > 0) gone.push(content[i], content[i] + length);
  }
  return gone;
}

/** What a life holds by an instant of its stream, of all that was ever written to it. */
function spared(life: Life, written: Held, at: Ms): Held {
  let [received, sent] = written;
  for (const [key, killing] of life.kills) {
    const gone = goneBy(killing, at);
    if (gone.length === 0) continue;
    const back = life.brought.get(key);
    const isBack = back !== undefined && back.at <= at;
    received = without(received, isBack ? without(gone, back.content[0]) : gone);
    sent = without(sent, isBack ? without(gone, back.content[1]) : gone);
  }
  return [received, sent];
}

/** What a life has written by a point of its stream, and what is left of it there. */
export function heldAt(plan: Plan, life: Life, { at: end, burst }: Reached): Held {
  let written: Spans = [];
  for (const { from, to } of life.spells)
    if (Math.min(to, end) > from) written = either(written, [from, Math.min(to, end)]);
  let posted = either(life.base[1], written);
  for (const { at, content } of life.fills) if (at < end) posted = either(posted, content);
  if (plan.databases[life.database].kind === 'public') return spared(life, [[], posted], end);
  let received = written;
  for (const { at, from, to } of life.bursts) {
    if (at > end) continue;
    const isInside = burst !== null && at === end;
    if (isInside && burst.database !== life.database) continue;
    const until = isInside ? burstUntil(plan, from, to, burst.share) : to;
    if (until > from) received = either(received, [from, until]);
  }
  return spared(life, [either(life.base[0], received), posted], end);
}

/**
 * All that a life has written by a point of its stream where what was deleted of it comes along to a new one, together with
 * what deleted it: it may come back yet.
 */
export function comesAlong(
  w: OrgWorld,
  lineage: number,
  { life, cut }: { readonly life: Life; readonly cut: Reached },
): Held {
  const { kills } = w.org.store.databases[life.database];
  if (!kills.some((kill) => kill.lineage === lineage)) return NOTHING;
  return heldAt(w.plan, { ...life, kills: new Map() }, cut);
}

/** Notes what the logs of lives delete; somebody who comes to know of it stops it. */
export function noteKills(lives: ReadonlyMap<string, Life>, w: OrgWorld): void {
  for (const [database, { kills }] of w.org.store.databases.entries())
    for (const { key, lineage, from, to, content, recoverable, purgedAt } of kills) {
      const killing = { from, to, content, recoverable, purgedAt };
      lives.get(`${database}/${lineage}`)?.kills.set(key, killing);
    }
}

/** Notes what replicas have sent to lives. */
export function noteFills(lives: ReadonlyMap<string, Life>, w: OrgWorld): void {
  for (const { database, fills } of w.org.store.folders)
    for (const lineage of new Set(fills.map((fill) => fill.lineage))) {
      const life = lives.get(`${database}/${lineage}`);
      if (life === undefined) continue;
      const ofIt = fills.filter((fill) => fill.lineage === lineage);
      life.fills = ofIt.map(({ at, content }) => ({ at, content }));
    }
}

/** Until when mail of an outage went for the place that a database of Exchange 2003 has left meanwhile (RST-50). */
export function strandedUntil(w: OrgWorld, database: number, downSince: Ms): Ms {
  const home = w.org.store.homes.find((each) => each.database === database);
  if (w.plan.version !== 'exchange-2003' || home === undefined || home.since < downSince)
    return downSince;
  return Math.min(w.now, home.relinkedAt);
}
