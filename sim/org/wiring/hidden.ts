/**
 * A fork for whoever asks "what if": everything that nobody knows is drawn anew, given what is known. Worlds that look
 * alike to those who live in them have the same forks (MEASURES, randomness; ARCHITECTURE, decision 4).
 */
import { forgetWrong, hiddenInBackup, redrawBackup } from '../backup/hidden.ts';
import { hiddenInDirectory, redrawDirectory } from '../directory/hidden.ts';
import { hiddenInHardware, redrawHardware } from '../hardware/hidden.ts';
import { hiddenInMedia, redrawMedia } from '../media/hidden.ts';
import { hiddenInOperations, redrawOperations } from '../operations/hidden.ts';
import {
  forgetLatent,
  hiddenInRecovery,
  redrawLatent,
  redrawRunbooks,
} from '../recovery/hidden/incidents.ts';
import { redrawReads } from '../recovery/hidden/reads.ts';
import { hiddenInStore } from '../store/hidden.ts';
import type { Ms } from '../../engine/types.ts';
import type { OrganizationSim } from '../wiring.ts';
import type { OrgWorld } from '../world.ts';
import { renameCauses, renumber } from './renumber.ts';

const hidden = [
  ...hiddenInHardware,
  ...hiddenInMedia,
  ...hiddenInDirectory,
  ...hiddenInStore,
  ...hiddenInBackup,
  ...hiddenInOperations,
  ...hiddenInRecovery,
];

export interface ForkHiddenOptions {
  /** False: given that no database has damage which nobody knows of. True when absent. */
  readonly latentDamage?: boolean;
}

/** What the strikes of a fork count from: the second in which it is made, beyond all that have been. */
export const firstOrdinal = (now: Ms): number => Math.floor(now / 1000);

/**
 * An independent simulation at the same instant, with other luck by the salt (0 to 2^32 - 1), in which all that nobody has
 * observed is drawn anew. What a scenario's script holds in store is dropped: nobody knows of it. The collectors of the
 * origin have heard of hidden things, so their state is not carried on; attach new ones. During the warm-up nothing is hidden yet.
 */
export function forkHidden(
  sim: OrganizationSim,
  salt: number,
  { latentDamage = true }: ForkHiddenOptions = {},
): OrganizationSim {
  const fork = sim.fork({ salt });
  const { measures } = fork;
  for (const name of Object.keys(measures)) delete measures[name];
  const w = fork.world;
  const begun = fork.forget(hidden) > 0 || w.now > w.plan.clock.start;
  fork.forget(['fault.strike']);
  w.org.recovery.misuses = [];
  if (begun) redraw(w, latentDamage);
  renumber(fork);
  return fork;
}

function redraw(w: OrgWorld, latentDamage: boolean): void {
  const ordinal = firstOrdinal(w.now);
  const repairs = w.org.hardware.servers.map(({ repairedAt }) => repairedAt);
  forgetLatent(w);
  forgetWrong(w);
  renameCauses(w.org);
  redrawHardware(w, ordinal);
  redrawMedia(w, ordinal);
  redrawDirectory(w, ordinal);
  // Where backups break off hangs on what is damaged.
  redrawLatent(w, ordinal, latentDamage);
  redrawBackup(w, ordinal);
  redrawOperations(w, ordinal);
  redrawRunbooks(w, ordinal, repairs);
  redrawReads(w);
}
