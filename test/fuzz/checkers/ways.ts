/**
 * Ways by which a database goes on with something else than it had: what the account says that each of them brings. It looks at
 * what lay there when the event began (holes, gaps among logs, checkpoints), and at which set was put back and how far it was
 * replayed.
 */
import type { Procedure } from '../../../sim/engine/procedure.ts';
import type { RestoreVars } from '../../../sim/org/recovery/state.ts';
import type { Gap, Hole } from '../../../sim/org/store/state.ts';
import type { OrgWorld } from '../../../sim/org/world.ts';
import type { Fact } from './checker.ts';
import { isNothing, NOTHING, pendingOf, type Held, type Life, type Turn } from './life.ts';
import { either, without, type Spans } from './sets.ts';

type Replay = Extract<Fact, { type: 'replay.done' }>;

/** What lay there when the last event was over. */
interface Lay {
  readonly holes: readonly Hole[];
  /** There and clean: it needs no logs. */
  readonly clean: boolean;
  /** Last log that it can be rolled forward to, or Infinity (REC-13). */
  readonly rollsTo: number;
  /** Of its group: where the checkpoint stood, and which single logs were gone or of no use. */
  readonly flushedTo: number;
  readonly gaps: readonly Gap[];
  /** What its logs delete: the first log of each that does, and its stream. */
  readonly kills: readonly { readonly segment: number; readonly firstLog: number }[];
  /** Posts that its replicas are to send. */
  readonly pending: Spans;
}

const layOf = (w: OrgWorld, database: number): Lay => {
  const { holes, clean, fileLost, restoring, rollsTo, kills } = w.org.store.databases[database];
  const { flushedTo, frozenCheckpoint, gaps } =
    w.org.store.groups[w.plan.databases[database].group];
  return {
    holes,
    clean: clean && !fileLost && !restoring,
    rollsTo: rollsTo < 0 ? Infinity : rollsTo,
    flushedTo: frozenCheckpoint < 0 ? flushedTo : frozenCheckpoint,
    gaps: gaps.map((gap) => ({ ...gap })),
    kills: kills.map(({ segment, firstLog }) => ({ segment, firstLog })),
    pending: pendingOf(w, database),
  };
};

export interface Restored {
  readonly database: number;
  readonly lineage: number;
  /** End of what was replayed, as a position of the image's stream. */
  readonly position: number;
}

/** What a replay was for: whose files, and which sets lay ready, the image first. */
export interface Laid {
  readonly databases: readonly number[];
  readonly sets: readonly number[];
  /** In the log folder beside a snapshot, where nothing hangs on the order in which sets were put back. */
  readonly inLogFolder: boolean;
  /** Lives of which the image is. */
  readonly lineages: ReadonlyMap<number, number>;
  /** Logs that lay there without a gap. */
  readonly low: number;
  readonly high: number;
}

/** Files of a Restore.env, or of a snapshot that was put back; several where folders of several images reach equally far. */
export function laidFor(
  w: OrgWorld,
  { group, from, to, onDisk }: Replay,
  lineagesOf: (set: number) => ReadonlyMap<number, number> | undefined,
): Laid[] {
  const found: Laid[] = [];
  const isMeant = (low: number, high: number): boolean =>
    // It may end before the last log that was copied: what comes then is broken, or deletes mail.
    low === from && to - onDisk <= high;
  for (const { group: of, low, high, sets, files } of w.org.recovery.environments) {
    const lineages = lineagesOf(sets[0]);
    if (of !== group || !isMeant(low, high) || lineages === undefined) continue;
    const databases = files.map((f) => f.database);
    found.push({ databases, sets, inLogFolder: false, lineages, low, high });
  }
  const restores = w.org.procedures.list as (Procedure<RestoreVars> | null)[];
  for (const p of restores) {
    if (p?.name !== 'recovery.group' || p.vars.group !== group) continue;
    const { source, databases, reach: high, placed } = p.vars;
    if (!['replay', 'report'].includes(p.step) || source === null) continue;
    if (source.snapshot === null) continue;
    if (!isMeant(source.low, high)) continue;
    const lineages = new Map(source.databases.map((d) => [d.database, d.lineage]));
    const sets = placed.map(({ set }) => set);
    found.push({ databases, sets, inLogFolder: true, lineages, low: source.low, high });
  }
  return found;
}

export class Ways {
  #lay: readonly Lay[];
  /** By group, as when the last event was over: also of groups that all of their databases have left. */
  #gaps: readonly Gap[] = [];

  constructor(databases: number) {
    const of = { clean: true, rollsTo: Infinity, flushedTo: 0 };
    const lay = { ...of, holes: [], gaps: [], kills: [], pending: [] };
    this.#lay = Array.from({ length: databases }, () => lay);
  }

  /** Logs of a stream that were gone or of no use when the event began. */
  gapsOf = (segment: number): readonly Gap[] => this.#gaps.filter((gap) => gap.segment === segment);

  /** Last log that a database could be rolled forward to, or Infinity. */
  rollsTo = (database: number): number => this.#lay[database].rollsTo;

  /** Whether a log of a stream was the first to delete mail of a database. */
  deletes = (database: number, of: number, log: number): boolean =>
    this.#lay[database].kills.some((kill) => kill.segment === of && kill.firstLog === log);

  /** Recovery ends between logs: what the image's life had written by then is all there is. */
  restored(
    w: OrgWorld,
    fact: Replay,
    lineagesOf: (set: number) => ReadonlyMap<number, number> | undefined,
  ): Restored[] {
    return laidFor(w, fact, lineagesOf).flatMap(({ databases, lineages }) =>
      databases.map((database) => ({
        database,
        lineage: lineages.get(database) ?? -1,
        position: Math.min(fact.to, this.#lay[database].rollsTo) + 1,
      })),
    );
  }

  /** How a database went on, and with what. `held`: of the life that it leaves, up to a position of its stream or null. */
  taken(
    { database, segment }: Life,
    facts: readonly Fact[],
    of: {
      readonly group: number;
      readonly planned: Held | undefined;
      readonly lostNow: Held;
      /** Posts that its replicas are to send. */
      readonly pending: Spans;
      readonly lostBefore: Held;
      readonly held: (position: number | null) => Held;
    },
  ): { readonly why: Turn['why']; readonly base: Held } {
    const { holes, clean, flushedTo, gaps, pending: askedBefore } = this.#lay[database];
    const { group, planned, lostNow, lostBefore } = of;
    const isAsked = without(of.pending, askedBefore).length > 0;
    const kept = (held: Held): Held => minus(held, lostBefore);
    if (planned !== undefined) return { why: 'hard recovery', base: kept(planned) };
    const ended = (test: (f: Extract<Fact, { type: 'step.ended' }>) => boolean): boolean =>
      facts.some((f) => f.type === 'step.ended' && !f.aborted && test(f));
    const gap = gaps.findLast((each) => each.wasOpen && each.segment === segment);
    const isStuck = !clean && gaps.length > 0;
    if (ended((f) => f.step === 'repair' && f.group === group)) {
      const inFile = isStuck ? of.held(flushedTo) : of.held(null);
      const hurt = damaged(holes);
      return { why: 'repair', base: kept([without(inFile[0], hurt), without(inFile[1], hurt)]) };
    }
    const renumbered = facts.some(
      (f) => f.type === 'stream.forked' && f.group === group && f.because.includes('generations'),
    );
    const outOfPlace = ended((f) => f.definition === 'recovery.out-of-place');
    if (renumbered) return { why: 'new log stream', base: kept(of.held(null)) };
    if (outOfPlace || (clean && isNothing(lostNow) && !isAsked))
      return { why: 'new log stream', base: of.held(null) };
    // `eseutil /r /a`: consistent without the last log.
    if (isStuck && gap !== undefined && ended((f) => f.step === 'replay' && f.group === group))
      return { why: 'last log missing', base: kept(of.held(gap.log)) };
    return { why: 'given up', base: NOTHING };
  }

  after(w: OrgWorld): void {
    this.#lay = w.plan.databases.map(({ id }) => layOf(w, id));
    this.#gaps = w.org.store.groups.flatMap(({ gaps }) => gaps.map((gap) => ({ ...gap })));
  }
}

const minus = (held: Held, less: Held): Held => [
  without(held[0], less[0]),
  without(held[1], less[1]),
];

function damaged(holes: readonly Hole[]): Spans {
  let spans: Spans = [];
  for (const { from, to, singleBit } of holes) if (!singleBit) spans = either(spans, [from, to]);
  return spans;
}
