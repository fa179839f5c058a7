/**
 * `verify` of a streaming job: the backup program reads the set again and compares it with what lies on the server. It was
 * made for files. A database goes on changing while it is copied and ever after, so each of its files differs, on a sound
 * medium as on a bad one; all that comes of it is the time (TAPE-11, BKP-76, E-09).
 */
import type { Procedure } from '../../engine/procedure.ts';
import type { Ms } from '../../engine/types.ts';
import { exchangeMs, loadingMs, shelvingMs, unloadingMs } from '../media/changing.ts';
import { setOf } from '../media/sets.ts';
import { wear } from '../media/wear.ts';
import { filesOf } from '../store/halves.ts';
import type { OrgWorld } from '../world.ts';
import { libraryOf } from './medium.ts';
import { copiesImages } from './plan.ts';
import type { BackupVars } from './state.ts';

type P = Procedure<BackupVars>;

export const readsAgain = (w: OrgWorld, v: BackupVars): boolean => w.plan.jobs[v.job].readsAgain;

const rateOf = (w: OrgWorld, v: BackupVars): number =>
  Math.min(w.plan.figures.backup.verifyBytesPerSecond, w.plan.drives[v.drive].nativeBytesPerSecond);

/** All of the set from its beginning, wherever that lies: each further cartridge is changed once more. */
export function verifyMs(w: OrgWorld, p: P): Ms {
  const v = p.vars;
  const library = libraryOf(w, p);
  const changes = setOf(w, v.set).parts.length - 1;
  const eachMs =
    unloadingMs(w, library) +
    shelvingMs(w, library) +
    exchangeMs(w, library, false) +
    loadingMs(w, library, false);
  const bytes = v.imageBytes + v.logBytes;
  return Math.round((bytes / rateOf(w, v)) * 1000) + changes * eachMs;
}

/** What the report says of it. A bad medium does not show among files that differ anyway. */
export function endVerify(w: OrgWorld, p: P): void {
  const v = p.vars;
  v.verifyMs = w.now - p.began;
  const images = copiesImages(v.type) ? v.databases : [];
  v.differences = images.reduce((sum, d) => sum + filesOf(w.plan, d).length, 0);
  wear(w, v.drive, v.cartridge, v.imageBytes + v.logBytes, 0, v.verifyMs);
}
