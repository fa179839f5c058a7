/** A controller has its directory back from a set, or of a domain that was built anew: what its domain knows from then on. */
import { hasPartner } from '../directory/answer.ts';
import { changedBytes } from '../directory/replication.ts';
import { unlink } from '../directory/unlinked.ts';
import { fileSetOf } from '../media/file-sets.ts';
import type { OrgWorld } from '../world.ts';
import type { ControllerVars } from './controller.ts';
import { forgottenSince } from './forgotten.ts';

/**
 * Beside a partner it learns from that one what changed since (AD-10), unless what was restored is made to win (AD-11). News:
 * 'directoryForgot' where something is forgotten.
 */
export function bringBack(w: OrgWorld, v: ControllerVars): void {
  const { controller, set, asOf } = v;
  const partner = hasPartner(w, controller);
  const wins = partner && w.plan.recovery.directory.authoritative;
  const rows = partner && !wins ? [] : forgottenSince(w, controller, asOf);
  unlink(w, w.plan.controllers[controller].domain, rows);
  const changed = asOf < 0 ? 0 : changedBytes(w, controller, asOf);
  w.say('directory.restored', {
    ...{ controller, set, partner, job: fileSetOf(w, set)?.job ?? -1 },
    ageMs: asOf < 0 ? 0 : w.now - asOf,
    outcome: asOf < 0 ? 'built-anew' : 'restored',
    because: wins ? 'authoritative: its objects replace newer ones' : told(v),
    forgotten: rows.map(({ database, because }) => ({ database, because })),
    changedBytes: changed,
    changedLogs: Math.ceil(changed / w.plan.figures.operations.directoryLogBytes),
  });
  if (rows.length > 0) w.tell('directoryForgot', controller, 0);
}

const told = ({ forced, asOf }: ControllerVars): string =>
  asOf < 0 ? 'no set of it is left' : forced ? 'older than the tombstone lifetime' : '';
