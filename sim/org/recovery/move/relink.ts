/** Linking users to the place where their database lives from now on (RST-50). */
import type { Ms } from '../../../engine/types.ts';
import type { OrgWorld } from '../../world.ts';

/** How long it takes for all users of a database: attribute by attribute, or with move-mailbox -configurationonly. */
export function relinkMs(w: OrgWorld, database: number): Ms {
  const { relinkMailboxMs } = w.plan.figures.recovery;
  return Math.ceil(w.plan.databases[database].mailboxCount * relinkMailboxMs);
}
