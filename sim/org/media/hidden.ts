/** What nobody knows of tapes and drives, drawn anew. Whether a set can be read is drawn when somebody tries. */
import { waited } from '../calendar-hazards.ts';
import type { OrgWorld } from '../world.ts';
import { planTargetStrike } from './disk.ts';
import { planDriveStrike } from './drives.ts';

export const hiddenInMedia = ['media.drive-strike', 'media.target-strike'] as const;

export function redrawMedia(w: OrgWorld, ordinal: number): void {
  w.org.media.drives.forEach((drive, id) => {
    drive.strikes = ordinal;
    planDriveStrike(w, id, waited(w, drive.struckAt));
  });
  w.org.media.libraries.forEach((library, id) => {
    library.strikes = ordinal;
    planTargetStrike(w, id, waited(w, library.struckAt));
  });
  // A set that is known to be bad is never read again: what made it bad makes no difference.
  for (const set of w.org.media.sets) {
    if (set.fate !== 'sound' || set.knownBad) set.fate = 'drawn';
  }
}
