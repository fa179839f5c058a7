/** What nobody knows of tapes and drives, drawn anew. Whether a set can be read is drawn when somebody tries. */
import { waited } from '../calendar-hazards.ts';
import type { OrgWorld } from '../world.ts';
import { planDriveStrike } from './drives.ts';

export const hiddenInMedia = ['media.drive-strike'] as const;

export function redrawMedia(w: OrgWorld, ordinal: number): void {
  w.org.media.drives.forEach((drive, id) => {
    drive.strikes = ordinal;
    planDriveStrike(w, id, waited(w, drive.struckAt));
  });
  // A set that is known to be bad is never read again: what made it bad makes no difference.
  for (const set of w.org.media.sets) {
    if (set !== null && (set.fate !== 'sound' || set.knownBad)) set.fate = 'drawn';
  }
}
