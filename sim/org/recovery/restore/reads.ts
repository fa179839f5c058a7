/** What a restore reads for the chain that it has chosen, in order; and which sets lend it logs that others have copied broken. */
import { isOnDisk } from '../../media/sets.ts';
import type { BackupSet } from '../../media/state.ts';
import { firstBroken, soundCopy, type Copied } from '../../store/gaps.ts';
import type { OrgWorld } from '../../world.ts';
import type { Gap } from '../../store/state.ts';
import { incidentOf } from '../incident.ts';
import { streamGroup, type Chain } from './chain.ts';
import { stretchesOf, wantedBytes } from './selection.ts';
import type { Placed, Read, RestoreVars } from '../state.ts';

/** Whoever plans his way around logs that are gone or of no use has met them: they belong to what he works on. */
export function meetBroken(w: OrgWorld, v: RestoreVars, chain: Chain): void {
  const { causes } = incidentOf(w, v.incident);
  const { gaps } = w.org.store.groups[streamGroup(w, chain.image)];
  const isEnd = ({ segment, log }: Gap): boolean =>
    segment === chain.image.segment && log === v.brokenAt;
  const lent = loans(w, chain, v.imageRead ? v.placed : []).map(({ gap }) => gap);
  for (const gap of [...lent, ...gaps.filter(isEnd)]) {
    gap.seen = true;
    if (!causes.includes(gap.key)) causes.push(gap.key);
  }
}

/** The first log in the folder that is of no use there and before which the replay does not stop yet; -1 for none. */
export function brokenInFolder(w: OrgWorld, v: RestoreVars): number {
  const { source, placed, stopBefore } = v;
  if (source === null) return -1;
  const gap = firstBroken(w, source.segment, source.low, placed);
  return gap === null || (stopBefore >= 0 && gap.log >= stopBefore) ? -1 : gap.log;
}

/** In the place of a part: the read is of a snapshot on disks. */
export const FROM_DISK = -1;

/** A log that broke before it was copied, and the set that has it whole. */
interface Loan {
  readonly gap: Gap;
  readonly set: BackupSet;
}

/**
 * Sets from before a log broke that the sets of a chain have copied broken: backups archive a damaged one as it is, and
 * without a whole copy beside it a replay would end there (RST-01, X-21). What a chain ends before is wanted by nobody.
 */
function loans(w: OrgWorld, chain: Chain, placed: readonly Placed[]): Loan[] {
  const { image, logs, stopBefore } = chain;
  const laid: Copied[] = [...placed, image, ...logs];
  const found: Loan[] = [];
  for (;;) {
    const gap = firstBroken(w, image.segment, image.low, laid);
    if (gap === null || (stopBefore >= 0 && gap.log >= stopBefore)) return found;
    const set = soundCopy(w, gap);
    if (set === null) return found;
    laid.push(set);
    found.push({ gap, set });
  }
}

/**
 * What to read for these databases, in order: their stretches of the image and the logs of the full, then the logs of the
 * others (RST-17, RST-64). `placed`: what lies there already, the image included; null where all is still to be read.
 */
export function readsOf(
  w: OrgWorld,
  chain: Chain,
  wanted: readonly number[],
  placed: readonly Placed[] | null,
): Read[] {
  const reads: Read[] = [];
  const add = (set: BackupSet, withImage: boolean): void => {
    const { id, snapshot } = set;
    if (!isOnDisk(set) || snapshot === null) {
      for (const each of stretchesOf(set, wanted, withImage)) reads.push({ set: id, ...each });
      return;
    }
    const files = { set: id, part: FROM_DISK, skipBytes: 0 };
    const bytes = wantedBytes(set, wanted);
    if (withImage && bytes > 0) reads.push({ ...files, what: 'image', bytes });
    if (snapshot.logBytes > 0) reads.push({ ...files, what: 'logs', bytes: snapshot.logBytes });
  };
  if (placed === null) add(chain.image, true);
  const isThere = ({ id }: BackupSet): boolean => placed?.some(({ set }) => set === id) ?? false;
  for (const set of chain.logs) if (!isThere(set)) add(set, false);
  for (const { set } of loans(w, chain, placed ?? [])) add(set, false);
  return reads;
}
