/** What changes in the organization, and what is patched, by the scenario: jobs of files may follow (BKP-67, BKP-72). */
import type { EventTable } from '../../engine/types.ts';
import { backUpAfter, backUpPatched } from '../backup/files/events.ts';
import type { OrgWorld } from '../world.ts';

export function planChanges(w: OrgWorld): void {
  const { changes, patches } = w.plan.operations;
  for (const { id, at } of changes) if (at >= w.now) w.at(at, 'operations.change', id, 0);
  for (const { id, at } of patches) if (at >= w.now) w.at(at, 'operations.patch', id, 0);
}

export const changeEvents: EventTable<OrgWorld> = {
  'operations.change': { rank: 12, run: (w) => backUpAfter(w, 'changes') },
  'operations.patch': {
    rank: 12,
    run: (w, id) => backUpPatched(w, w.plan.operations.patches[id]),
  },
};
