/** The development walk over the state, which runs under `--check`. */
import { isDraft } from '../../engine/immer.ts';
import { demandPlain } from '../../engine/plain.ts';
import type { OrgWorld } from '../world.ts';
import { sealing } from './sealing.ts';

/**
 * A walk over a state of megabytes costs as much as some 400 audits of its ledger: about once a week of a mid-sized
 * organization it makes `--check` a third slower.
 */
const EVENTS_BETWEEN_WALKS = 1024;

/**
 * Throws EngineError with the key path of what would make a fork, a file or a recorded window part from the run; and
 * freezes what is sealed, so that a later change of it throws where it happens.
 */
export function demandSound(w: OrgWorld): void {
  // A draft answers for its root, which is walked when the window is over.
  if (w.event % EVENTS_BETWEEN_WALKS !== 0 || isDraft(w.org)) return;
  demandPlain(w.org, 'org');
  sealing.freeze(w.org);
}
