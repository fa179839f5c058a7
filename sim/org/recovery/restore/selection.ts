/**
 * What a restore reads of a set of which it wants some databases only (RST-64): their stretches of the image, in the order in
 * which they lie on the cartridges; what lies between them is wound over, and a cartridge that holds nothing wanted stays
 * where it is. The logs belong to all databases, hence to whoever restores any.
 */
import type { Ms } from '../../../engine/types.ts';
import { loadingMs } from '../../media/changing.ts';
import type { BackupSet } from '../../media/state.ts';
import type { OrgWorld } from '../../world.ts';
import type { Read, RestoreVars } from '../state.ts';

/** Bytes of one part of a set that are read without a stop, and those before them, on the same cartridge, that are not. */
export interface Stretch {
  readonly part: number;
  readonly what: Read['what'];
  readonly bytes: number;
  readonly skipBytes: number;
}

/** Where the images of wanted databases lie in the image of a set, in bytes from its beginning; neighbours joined. */
function wantedRanges(set: BackupSet, wanted: readonly number[]): { from: number; to: number }[] {
  const ranges: { from: number; to: number }[] = [];
  let at = 0;
  for (const { database, bytes } of set.databases) {
    const before = ranges.at(-1);
    if (wanted.includes(database)) {
      if (before?.to === at) before.to += bytes;
      else ranges.push({ from: at, to: at + bytes });
    }
    at += bytes;
  }
  return ranges;
}

/** Stretches of the parts of a set: first those of the image, if it `holds` one that is wanted, then those of the logs. */
export function stretchesOf(
  set: BackupSet,
  wanted: readonly number[],
  withImage: boolean,
): Stretch[] {
  const images: Stretch[] = [];
  const logs: Stretch[] = [];
  const ranges = withImage ? wantedRanges(set, wanted) : [];
  let begin = 0;
  set.parts.forEach(({ imageBytes, logBytes }, part) => {
    const end = begin + imageBytes;
    let passed = begin;
    for (const range of ranges) {
      const [from, to] = [Math.max(begin, range.from), Math.min(end, range.to)];
      if (from >= to) continue;
      images.push({ part, what: 'image', bytes: to - from, skipBytes: from - passed });
      passed = to;
    }
    if (logBytes > 0) logs.push({ part, what: 'logs', bytes: logBytes, skipBytes: end - passed });
    begin = end;
  });
  return [...images, ...logs];
}

/** Bytes of the image of a snapshot on disks that belong to wanted databases: their files are copied, and no others. */
export function wantedBytes(set: BackupSet, wanted: readonly number[]): number {
  return wantedRanges(set, wanted).reduce((sum, { from, to }) => sum + to - from, 0);
}

/** What is restored, in words: a group, or which of its databases where a set holds images of others as well. */
export function selected(w: OrgWorld, v: RestoreVars, what: Read['what']): string {
  const { path } = w.plan.groups[v.group];
  const holds = v.source?.databases.length ?? 0;
  if (what === 'logs' || holds <= v.databases.length) return path;
  const names = v.databases.map((d) => w.plan.databases[d].path.split('/').at(-1));
  return `${path}: ${names.join(', ')} of ${holds} databases`;
}

/**
 * How long it takes to wind on to what is read next: to another set, as long as to any; over what lies between two stretches
 * of one set, no longer than it would run past the heads at the drive's rate. Files need no winding.
 */
export function windMs(w: OrgWorld, v: RestoreVars): Ms {
  const whole = loadingMs(w, v.library, true);
  const [{ set, skipBytes }] = v.reads;
  if (v.setsRead.at(-1) !== set || v.repeated === set) return whole;
  const { nativeBytesPerSecond } = w.plan.drives[v.drive];
  return Math.min(whole, Math.ceil((skipBytes / nativeBytesPerSecond) * 1000));
}

/** Why the tape is wound, in words. */
export function winding({ setsRead, repeated, reads: [{ set }] }: RestoreVars): string {
  if (setsRead.at(-1) !== set) return 'winding to the next set';
  return repeated === set
    ? 'winding back to the set'
    : 'winding over databases that are not restored';
}

/** The tape stands where the next stretch begins: nothing is left to wind over. */
export function wound(v: RestoreVars): void {
  const [read] = v.reads as readonly (Read | undefined)[];
  if (read !== undefined) read.skipBytes = 0;
}
