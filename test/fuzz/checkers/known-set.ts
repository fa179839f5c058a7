/** What the account remembers of a set that was complete once. */
import type { Ms } from '../../../sim/engine/types.ts';

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
