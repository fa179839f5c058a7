/** What the account remembers of sets that were complete once. */
import type { Ms } from '../../../sim/engine/types.ts';
import type { OrgWorld } from '../../../sim/org/world.ts';

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

/** Every set that was ever complete. */
export class KnownSets {
  /** In the order in which they were complete. */
  readonly all: KnownSet[] = [];
  readonly #byId = new Map<number, KnownSet>();

  /** The set with an id, whether it is there still or not. */
  of(id: number): KnownSet | undefined {
    return this.#byId.get(id);
  }

  after(w: OrgWorld): void {
    for (const set of w.org.media.sets) {
      if (!set.complete || set.completedAt !== w.now || this.#byId.has(set.id)) continue;
      const { id, completedAt, group, type, job, low, high, segment } = set;
      const lineages = new Map(set.databases.map((d) => [d.database, d.lineage]));
      const isShadow = set.snapshot !== null;
      const isFirst = !set.copy && set.snapshot?.onDisk !== false;
      const known = {
        ...{ id, completedAt, group, type, job, isFirst, isShadow },
        ...{ low, high, segment, lineages },
      };
      this.all.push(known);
      this.#byId.set(id, known);
    }
  }
}
