/** What the account remembers of sets that were complete once, and of which of them restores have copied. */
import type { Ms } from '../../../sim/engine/types.ts';
import type { OrgWorld } from '../../../sim/org/world.ts';
import type { Fact } from './checker.ts';

export interface KnownSet {
  readonly id: number;
  readonly completedAt: Ms;
  readonly group: number;
  readonly type: string;
  readonly job: number;
  /** Written by a backup itself; false for what was copied from another set. */
  readonly isFirst: boolean;
  /** From a shadow copy: Exchange deletes what it may when the snapshot has been checked. */
  readonly isShadow: boolean;
  readonly low: number;
  readonly high: number;
  readonly segment: number;
  readonly lineages: ReadonlyMap<number, number>;
}

/** Every set that was ever complete, and which of them restores have copied: ids are used again. */
export class KnownSets {
  /** In the order in which they were complete. */
  readonly all: KnownSet[] = [];
  /** By group and id: the set that was copied last for the group. */
  readonly #copied = new Map<string, KnownSet>();

  /** The set that bore an id last. */
  last(id: number): KnownSet | undefined {
    return this.all.findLast((set) => set.id === id);
  }

  /** The set that a restore of a group has copied: since then its id may have gone to another. */
  copiedFor(group: number, id: number): KnownSet | undefined {
    return this.#copied.get(`${group}/${id}`) ?? this.last(id);
  }

  hear(fact: Fact): void {
    if (fact.type !== 'restore.ended' || fact.status !== 'completed') return;
    const set = this.last(fact.set);
    if (set !== undefined) this.#copied.set(`${fact.group}/${fact.set}`, set);
  }

  after(w: OrgWorld): void {
    for (const set of w.org.media.sets) {
      if (set === null || !set.complete || set.completedAt !== w.now) continue;
      if (this.last(set.id)?.completedAt === set.completedAt) continue;
      const { id, completedAt, group, type, job, low, high, segment } = set;
      const lineages = new Map(set.databases.map((d) => [d.database, d.lineage]));
      const isShadow = set.snapshot !== null;
      const isFirst = !set.copy && set.snapshot?.onDisk !== false;
      this.all.push({
        ...{ id, completedAt, group, type, job, isFirst, isShadow },
        ...{ low, high, segment, lineages },
      });
    }
  }
}
