/** What the account remembers of sets that were complete once. */
import type { Ms } from '../../../sim/engine/types.ts';
import type { OrgWorld } from '../../../sim/org/world.ts';

export interface KnownSet {
  readonly id: number;
  /** What it holds is of this instant: of a copy that of what was copied, of a snapshot that at which it was taken. */
  readonly asOf: Ms;
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
      const of = [job, group, segment, low, high].join();
      const isOriginal = (each: KnownSet): boolean =>
        each.isFirst && [each.job, each.group, each.segment, each.low, each.high].join() === of;
      const first = set.copy ? this.all.findLast(isOriginal) : undefined;
      const asOf = set.snapshot?.takenAt ?? first?.asOf ?? completedAt;
      const lineages = new Map(set.databases.map((d) => [d.database, d.lineage]));
      const isShadow = set.snapshot !== null;
      const isFirst = !set.copy && set.snapshot?.onDisk !== false;
      const known = {
        ...{ id, asOf, group, type, job, isFirst, isShadow },
        ...{ low, high, segment, lineages },
      };
      this.all.push(known);
      this.#byId.set(id, known);
    }
  }
}
