/** Copies of databases that run in the organization of a lab. */
import type { OrgWorld } from '../../world.ts';

/** Public folders that have run in another organization must not come back (RST-55). */
export function noteLabCopy(w: OrgWorld, drill: number, group: number): void {
  const { labCopies } = w.org.operations;
  const { databases } = w.plan.groups[group];
  const hasFolders = databases.some((d) => w.plan.databases[d].kind === 'public');
  const { lab } = w.plan.operations.drills[drill];
  if (lab && hasFolders && !labCopies.includes(group)) labCopies.push(group);
}
