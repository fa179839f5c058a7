/**
 * An account of who holds what, kept beside the model: lives of databases, what they wrote when, and what every complete
 * set took with it. It hears facts and reads shapes of the state (pieces of streams, ranges and lineages of sets, holes, what
 * was deleted by way of logs, where a database lives); what the model says a database contains is never asked.
 * Follows restores (from Restore.env, or of snapshots; here or on another server), repairs, new log streams, deleted mail,
 * mailboxes that are restored one by one, posts that replicas send, planned moves, and recoveries that stop before a log which is
 * lost or would delete (`ways.ts`). Whatever it comes not to follow is noted by group (`straying.ts`), and `follows` says so.
 */
import type { Ms } from '../../../sim/engine/types.ts';
import type { Plan } from '../../../sim/org/plan.ts';
import type { IncidentState } from '../../../sim/org/recovery/state.ts';
import type { Segment } from '../../../sim/org/store/state.ts';
import type { OrgWorld } from '../../../sim/org/world.ts';
import type { Fact } from './checker.ts';
import { noteKept } from './items.ts';
import { KnownSets } from './known-set.ts';
import {
  comesAlong,
  heldAt,
  isNothing,
  newLife,
  noteFills,
  noteKills,
  NOTHING,
  pendingOf,
  strandedUntil,
  type Held,
  type Life,
  type Turn,
} from './life.ts';
import { either, without, type Spans } from './sets.ts';
import { noteCareless, noteStraying, type Strayed } from './straying.ts';
import { Ways } from './ways.ts';
import { keptSince, reached, type Reached } from './work.ts';

export type { KnownSet } from './known-set.ts';
export type { Held, Life, Turn } from './life.ts';

export class Account {
  readonly plan: Plan;
  readonly ways: Ways;
  readonly lives = new Map<string, Life>();
  readonly sets = new KnownSets();
  readonly lost: Held[] = [];
  readonly returned: Spans[] = [];
  /** When each database was mounted, over all lives. */
  readonly up: { readonly from: Ms; to: Ms }[][] = [];
  /** Turns of the event that was heard last. */
  turns: Turn[] = [];
  /** Groups whose content has gone a way that the account does not follow, and which. */
  readonly #strayed: Strayed = new Map();
  /** Groups whose logs have deleted mail, or that databases have left or come to. */
  readonly #special: Strayed = new Map();
  /** Groups in whose present recovery somebody has left out what he had. */
  readonly #careless: Strayed = new Map();
  readonly #current: Life[] = [];
  /** What has just been replayed: of which life, and up to which point of its stream. */
  readonly #planned = new Map<number, { readonly life: Life; readonly cut: Reached }>();
  readonly #lostNow = new Map<number, Held>();

  constructor(plan: Plan) {
    this.plan = plan;
    this.ways = new Ways(plan.databases.length);
    for (const d of plan.databases) {
      const began = plan.clock.warmupStart;
      const old = [Math.max(-8.64e15, Math.floor(keptSince(plan, d, began))), began];
      const base: Held = d.kind === 'public' ? [[], old] : [old, old];
      this.lives.set(`${d.id}/0`, newLife(d.id, 0, d.group, base));
      this.#current.push(this.life(d.id, 0) as Life);
      this.lost.push(NOTHING);
      for (const each of [this.returned, this.up]) each.push([]);
    }
  }

  /** Whether the account follows what the databases of a group hold. */
  follows(group: number): boolean {
    return !this.#strayed.has(group);
  }

  /** Whether nobody had to choose besides between what logs bring and what they delete, nor between two groups' logs. */
  isPlain(group: number): boolean {
    return this.follows(group) && !this.#special.has(group);
  }

  /** Why it does not follow, or why a group is not plain; '' where both are. */
  standsBackFrom(group: number): string {
    return this.#strayed.get(group) ?? this.#special.get(group) ?? '';
  }

  /** Whether somebody has slipped in the present recovery of a group, and left out what he had. */
  isCareless = (group: number): boolean => this.#careless.has(group);

  /** Whether a replay has to stop before a log of a stream: it is broken, or deletes mail of these databases. */
  stopsBefore(segment: number, databases: readonly number[], log: number): boolean {
    const { ways } = this;
    if (ways.gapsOf(segment).some((gap) => gap.log === log)) return true;
    return databases.some((d) => ways.deletes(d, segment, log) || ways.rollsTo(d) + 1 === log);
  }

  /** Creation times of all that logs of a database have ever deleted. */
  deletedFrom(database: number): Spans {
    let all: Spans = [];
    for (const life of this.lives.values())
      if (life.database === database)
        for (const { content } of life.kills.values()) all = either(all, content);
    return all;
  }

  life(database: number, lineage: number): Life | undefined {
    return this.lives.get(`${database}/${lineage}`);
  }

  current(database: number): Life {
    return this.#current[database];
  }

  /** What a life has written before a position of its stream; all of it until `now` for null. */
  held(w: OrgWorld, life: Life, position: number | null): Held {
    const segment = w.org.store.segments[life.segment] as Segment;
    const here = { at: w.now, burst: null };
    const cut = position === null ? here : reached(this.plan, segment.pieces, position, w.now);
    return heldAt(this.plan, life, cut);
  }

  hear(fact: Fact, w: OrgWorld): void {
    if (fact.type === 'content.lost') {
      const { database, contentClass, from, to } = fact;
      const now = this.#lostNow.get(database) ?? NOTHING;
      const more = [...now] as [Spans, Spans];
      more[contentClass] = either(now[contentClass], [from, to]);
      this.#lostNow.set(database, more);
    }
    if (fact.type === 'replay.done') this.#plan(w, fact);
    if (fact.type === 'mailboxes.restored') this.#noteBrought(w, fact);
  }

  #plan(w: OrgWorld, fact: Extract<Fact, { type: 'replay.done' }>): void {
    const lineagesOf = (set: number) => this.sets.of(set)?.lineages;
    for (const { database, lineage, position } of this.ways.restored(w, fact, lineagesOf)) {
      const life = this.life(database, lineage);
      if (life === undefined) continue;
      const { pieces } = w.org.store.segments[life.segment] as Segment;
      this.#planned.set(database, { life, cut: reached(this.plan, pieces, position, w.now) });
    }
  }

  /** Mailboxes hold again what a set of them held when it was begun, unless it was given up before. */
  #noteBrought(
    w: OrgWorld,
    { incident, group, set: id, messages }: Extract<Fact, { type: 'mailboxes.restored' }>,
  ): void {
    const set = w.org.media.fileSets.find((each) => each.id === id);
    const { causes, databases } = w.org.recovery.incidents[incident] as IncidentState;
    if (set === undefined || messages === null) return;
    for (const { database } of databases) {
      const life = this.#current[database];
      const isIn = set.mailboxes.some((m) => m.database === database && m.lineage === life.lineage);
      if (!isIn || w.plan.databases[database].group !== group) continue;
      const [received, sent] = heldAt(this.plan, life, { at: set.asOf, burst: null });
      const [lostReceived, lostSent] = this.lost[database];
      const content: Held = [without(received, lostReceived), without(sent, lostSent)];
      for (const key of causes) life.brought.set(key, { at: w.now, content });
    }
  }

  after(facts: readonly Fact[], w: OrgWorld): void {
    noteStraying(this.#strayed, this.#special, facts, w);
    noteCareless(this.#careless, facts, w);
    noteKills(this.lives, w);
    noteFills(this.lives, w);
    this.sets.after(w);
    this.#noteTurns(facts, w);
    for (const fact of facts) {
      if (fact.type === 'database.up') this.#noteUp(w, fact.database, fact.downSince);
      if (fact.type === 'database.down') {
        const { spells } = this.#current[fact.database];
        for (const spell of [spells.at(-1), this.up[fact.database].at(-1)])
          if (spell !== undefined && spell.to === Infinity) spell.to = w.now;
      }
      if (fact.type === 'content.returned') {
        const back = without([fact.from, fact.to], this.lost[fact.database][0]);
        this.returned[fact.database] = either(this.returned[fact.database], back);
      }
    }
    this.ways.after(w);
    this.#planned.clear();
    this.#lostNow.clear();
  }

  #noteUp(w: OrgWorld, database: number, downSince: Ms): void {
    const { now } = w;
    const life = this.#current[database];
    life.spells.push({ from: now, to: Infinity });
    this.up[database].push({ from: now, to: Infinity });
    const from = Math.max(
      downSince,
      now - this.plan.figures.transport.expiryMs,
      strandedUntil(w, database, downSince),
    );
    if (now > downSince && now > from) life.bursts.push({ at: now, from, to: now });
  }

  #noteTurns(facts: readonly Fact[], w: OrgWorld): void {
    this.turns = [];
    for (const { id: database, group } of w.plan.databases) {
      const lostNow = this.#lostNow.get(database) ?? NOTHING;
      const lostBefore = this.lost[database];
      if (!isNothing(lostNow))
        this.lost[database] = [
          either(lostBefore[0], lostNow[0]),
          either(lostBefore[1], lostNow[1]),
        ];
      const { lineage } = w.org.store.databases[database];
      const before = this.#current[database];
      if (lineage === before.lineage) continue;
      noteKept(w, before, lineage);
      const held = (position: number | null): Held => this.held(w, before, position);
      const had = held(null);
      for (const spell of before.spells) if (spell.to === Infinity) spell.to = w.now;
      // Asked now, when all is noted that the databases themselves still kept of deleted mail.
      const replayed = this.#planned.get(database);
      const planned = replayed && heldAt(this.plan, replayed.life, replayed.cut);
      const pending = pendingOf(w, database);
      const of = { group, planned, lostNow, lostBefore, pending, held };
      const { why, base } = this.ways.taken(before, facts, of);
      const along = comesAlong(
        w,
        lineage,
        replayed ?? { life: before, cut: { at: w.now, burst: null } },
      );
      const { segment } = w.org.store.groups[group];
      const after = newLife(database, lineage, segment, [
        either(base[0], without(along[0], this.lost[database][0])),
        either(base[1], without(along[1], this.lost[database][1])),
      ]);
      // What came back of what was deleted comes along with it.
      for (const [key, brought] of before.brought) after.brought.set(key, brought);
      this.lives.set(`${database}/${lineage}`, after);
      this.#current[database] = after;
      const logsGone = facts.some(
        (f) =>
          f.type === 'stream.forked' && f.group === group && !f.because.includes('generations'),
      );
      this.turns.push({ database, before, after, had, why, lostNow, lostBefore, logsGone });
    }
  }
}
