/**
 * The runbook `stop-before`: mail was deleted, and the logs carry the deletion (RST-02, ESE-30). The newest image from
 * before is restored, and only logs that were closed before it began are replayed; what arrived since is given up. So it
 * is weighed against leaving the database as it is, or rolling it forward, which gives up what was deleted.
 */
import { clip } from '../../../engine/intervals.ts';
import type { Ms } from '../../../engine/types.ts';
import type { BackupSet } from '../../media/state.ts';
import { firstGapOnDisk, firstLost } from '../../store/gaps.ts';
import { entitled, missing, stopKilling, unsettled } from '../../store/kills.ts';
import { messagesOf } from '../../store/ledger.ts';
import { closedLogName } from '../../store/names.ts';
import { kept } from '../../store/retention.ts';
import type { Segment } from '../../store/state.ts';
import { cutAfter } from '../../store/stream.ts';
import type { OrgWorld } from '../../world.ts';
import {
  chainFrom,
  isBefore,
  logsOf,
  newestImage,
  streamGroup,
  type Bound,
  type Chain,
  type Wanted,
} from './chain.ts';
import { incidentOf } from '../incident.ts';
import { found, minus } from '../outcome.ts';
import { onlyPagesAtStake } from './standing.ts';
import type { RestoreVars } from '../state.ts';

/** Databases of an incident. */
type Databases = Pick<RestoreVars, 'incident' | 'databases'>;

/** Whether somebody knows that mail of these databases was deleted, and it is not given up yet. */
export function mailIsMissing(w: OrgWorld, v: RestoreVars): boolean {
  const { causes } = incidentOf(w, v.incident);
  return v.databases.some((d) => unsettled(w, d, causes).length > 0);
}

/** Whoever knows of it stops what deletes; null where nothing is known to delete. */
export function boundOf(w: OrgWorld, v: Databases): Bound | null {
  const { causes } = incidentOf(w, v.incident);
  for (const d of v.databases) if (unsettled(w, d, causes).length > 0) stopKilling(w, d);
  const kills = v.databases.flatMap((d) => unsettled(w, d, causes));
  kills.sort((a, b) => a.from - b.from || a.firstLog - b.firstLog);
  const [first] = kills;
  return first === undefined
    ? null
    : { segment: first.segment, firstLog: first.firstLog, at: first.from };
}

/** The image to restore: the one that is on disk already, unless a bound forbids it; else the newest. */
export function imageFor(w: OrgWorld, v: RestoreVars, bound: Bound | null): BackupSet | undefined {
  if (v.imageRead && v.source !== null) {
    if (bound === null || isBefore(bound, v.source, v.source.high)) return v.source;
    v.imageRead = false;
    v.setsRead = [];
  }
  return newestImage(w, v.group, v.databases, bound);
}

/** Whether the log before which a replay stops is gone or of no use. */
export function isBroken(w: OrgWorld, v: RestoreVars): boolean {
  if (v.stopBefore < 0) return false;
  const lost = firstLost(w, v.source?.segment ?? -1, v.stopBefore);
  if (lost?.log === v.stopBefore) return true;
  return firstGapOnDisk(w, logsOf(w, v), v.stopBefore - 1) === v.stopBefore;
}

/** Why a replay goes no further than before its `stopBefore`. */
export const whyItStops = ({ stopBefore, brokenAt }: RestoreVars): string =>
  stopBefore === brokenAt ? 'is missing or damaged' : 'would delete again what was deleted';

/** Whether the log that was missing when the way back was decided has been put back since. */
export function isPutBack(w: OrgWorld, { source, brokenAt }: RestoreVars): boolean {
  if (brokenAt < 0 || source === null) return false;
  const { gaps } = w.org.store.groups[streamGroup(w, source)];
  return !gaps.some(({ segment, log }) => segment === source.segment && log === brokenAt);
}

/** When the last log was written that a chain replays. */
export function endOfChain(w: OrgWorld, { image, reach, toEnd, stopBefore }: Chain): Ms {
  if (toEnd && stopBefore < 0) return w.now;
  const last = stopBefore < 0 ? reach : Math.min(toEnd ? Infinity : reach, stopBefore - 1);
  return cutAfter(w, w.org.store.segments[image.segment] as Segment, last).at;
}

/** Messages that are given up by a chain; without one, by leaving the databases as they are. */
function givenUp(w: OrgWorld, v: Databases, chain: Chain | null): number {
  const { causes } = incidentOf(w, v.incident);
  let messages = 0;
  for (const d of v.databases) {
    const gone =
      chain === null
        ? missing(w, d, causes)
        : minus(entitled(w, d), found(w, { ...chain, source: chain.image }, d));
    // What is kept of the deleted mail comes with the file, as far as that reaches.
    const back = clip(kept(w, d, causes), -8.64e15, chain === null ? w.now : endOfChain(w, chain));
    messages += messagesOf(w, d, minus(gone, [back, back]));
  }
  return messages;
}

/** Messages that are given up by stopping before a deletion (Infinity where nothing can), and by leaving things as they are. */
export function givenUpBy(
  w: OrgWorld,
  v: RestoreVars,
  bound: Bound | null,
): { readonly stopping: number; readonly leaving: number } {
  const image = newestImage(w, v.group, v.databases, bound);
  const chain = image === undefined ? null : chainFrom(w, v, image, true, bound);
  return {
    stopping: chain === null ? Infinity : givenUp(w, v, chain),
    leaving: givenUp(w, v, null),
  };
}

/** What is given up otherwise: where the files live, what was deleted; else what the ordinary way back gives up. */
function otherwise(w: OrgWorld, v: Databases & Wanted, filesLive: boolean): number {
  if (filesLive) return givenUp(w, v, null);
  const image = newestImage(w, v.group, v.databases);
  if (image === undefined) return Infinity;
  return givenUp(w, v, chainFrom(w, { ...v, imageRead: false }, image, true));
}

/** Where a restore of these databases would stop if nothing stood in its way, since that gives up less; null where it does not. */
export function stopsBefore(w: OrgWorld, v: Databases & Wanted): Bound | null {
  const bound = boundOf(w, v);
  const image = bound === null ? undefined : newestImage(w, v.group, v.databases, bound);
  if (image === undefined) return null;
  const stop = givenUp(w, v, chainFrom(w, v, image, true, bound));
  return stop > otherwise(w, v, onlyPagesAtStake(w, v)) ? null : bound;
}

/** What speaks against stopping before the deletion, or null; `filesLive`: nothing else is broken. */
export function againstStopping(
  w: OrgWorld,
  v: RestoreVars,
  bound: Bound | null,
  chain: Chain | null,
  filesLive: boolean,
): string | null {
  if (bound === null) return 'the logs carry nothing that a replay should stop before';
  if (chain === null) return 'no usable full or copy from before the deletion is left';
  const [stop, goOn] = [givenUp(w, v, chain), otherwise(w, v, filesLive)];
  const because =
    `stopping before ${closedLogName(w, v.group, bound.firstLog)} gives up ${Math.round(stop)} messages, ` +
    `${filesLive ? 'leaving things as they are' : 'replaying to the end'} ${Math.round(goOn)}`;
  if (stop > goOn) return because;
  w.say('recovery.weighed', { incident: v.incident, group: v.group, because });
  return null;
}
