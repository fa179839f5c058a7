/** The rungs of a ladder: which is tried next, what speaks against it, and what is left when it is exhausted. */
import { unsettled } from '../../store/kills.ts';
import { recoveryGap } from '../../store/mount.ts';
import type { OrgWorld } from '../../world.ts';
import { hasKnownDamage, incidentOf } from '../incident.ts';
import { ladderElsewhere } from '../move/elsewhere.ts';
import type { Runbook } from '../plan.ts';
import { ladderOf, ladderOfDeletion } from '../runbook/ladder.ts';
import type { RestoreVars } from '../state.ts';
import { findsItsLogs } from './lost-logs.ts';
import { againstReplicating } from './backfill.ts';
import { chainFrom, newestImage, type Bound, type Chain } from './chain.ts';
import { roomLacking } from './room.ts';
import { onlyMailAtStake, onlyPagesAtStake } from './standing.ts';
import { againstStopping, boundOf, endOfChain, imageFor, mailIsMissing } from './stop-before.ts';

/** Whether soft recovery brings these files up to date, as far as they stopped dirty: no log that they need is broken. */
const isUpToDate = (w: OrgWorld, v: RestoreVars): boolean =>
  findsItsLogs(w, v.group) ||
  v.databases.every((d) => w.org.store.databases[d].mounted || w.org.store.databases[d].clean);

/**
 * What speaks against a chain, or null. A file that lives, with a few damaged pages, is not thrown away for an older
 * image that no logs bring up to date, be it for a broken one: nobody gives up days of mail for some pages (RST-01).
 */
function objection(
  w: OrgWorld,
  v: RestoreVars,
  chain: Chain | null,
  stops: boolean,
): string | null {
  if (chain === null) return 'no usable full or copy is left';
  const room = roomLacking(w, v, chain);
  if (room !== null) return room;
  if (stops || !onlyPagesAtStake(w, v)) return null;
  if (!chain.toEnd) return `the sets reach only to log ${chain.reach}`;
  if (chain.stopBefore >= 0 && isUpToDate(w, v))
    return `the logs reach only to log ${chain.stopBefore - 1}`;
  return null;
}

/** What is left when the ladder is exhausted, in words. */
function endOf(w: OrgWorld, v: RestoreVars): string {
  if (!onlyPagesAtStake(w, v)) {
    return againstReplicating(w, v.databases) === null
      ? 'an empty database, which its replicas fill'
      : 'nothing, the ladder is exhausted';
  }
  return needsRepair(w, v) ? 'repair' : 'leaving it as it is';
}

/** Whether a file that nothing else brings back has to be repaired; deleted mail alone is no reason. */
export function needsRepair(w: OrgWorld, v: RestoreVars): boolean {
  if (!mailIsMissing(w, v) || recoveryGap(w, v.group) !== null) return true;
  const incident = incidentOf(w, v.incident);
  return v.databases.some((d) => hasKnownDamage(w, incident, d));
}

/** For whom a ladder is asked. */
type Asked = Pick<RestoreVars, 'incident' | 'group' | 'databases' | 'ruledOut'>;

/** By what deleted mail first of what these databases lack, where they lack nothing else; by what their group has lost. */
function ladderFor(w: OrgWorld, v: Asked): readonly Runbook[] {
  const incident = incidentOf(w, v.incident);
  const [first] = v.databases.flatMap((d) => unsettled(w, d, incident.causes));
  return first !== undefined && onlyMailAtStake(w, v)
    ? ladderOfDeletion(w, first.key)
    : ladderOf(w, incident, v.group, v.databases);
}

/**
 * The ladder where nothing is moved. Stopping before a deletion was weighed against the file as it is; once that is gone,
 * overwritten by an image which cannot be read, or has lost its logs (ESE-34), it is weighed against the ordinary way back,
 * which nobody leaves out.
 */
function ladderInPlace(w: OrgWorld, v: Asked): readonly Runbook[] {
  const ladder = ladderFor(w, v);
  const isLast = ladder[ladder.length - 1] === 'stop-before';
  return isLast && !onlyPagesAtStake(w, v) ? [...ladder, 'roll-forward'] : ladder;
}

/**
 * What is left of the ladder, as far as a file needs it: what it is made of may change on the way (mail turns out to be deleted,
 * too; another database of the group is back), so what has been ruled out is known by name.
 */
export function waysBack(w: OrgWorld, v: Asked): readonly Runbook[] {
  const ladder =
    ladderElsewhere(w, incidentOf(w, v.incident), v.databases[0]) ?? ladderInPlace(w, v);
  return ladder.filter((rung) => !v.ruledOut.includes(rung));
}

/** A chain, and for what restore it was found: the one that asked, or that one with nothing on disk yet. */
interface Way {
  readonly chain: Chain | null;
  readonly of: RestoreVars;
}

/** Nothing has been put on disk, or that makes room. */
const nothingRead = (): Pick<RestoreVars, 'imageRead' | 'placed' | 'placedTo'> => ({
  ...{ imageRead: false, placed: [], placedTo: -1 },
});

/**
 * What a rung restores, whatever speaks against it. An image that is on disk already makes room for one that has come since and
 * leads further: a snapshot was being written to tape when it proved unreadable on its disks (E-06).
 */
function wayOn(w: OrgWorld, v: RestoreVars, rung: Runbook, bound: Bound | null): Way {
  const useDisk = rung !== 'restore-to-last-set';
  const image = imageFor(w, v, bound);
  if (image === undefined) return { chain: null, of: v };
  const chain = chainFrom(w, v, image, useDisk, bound);
  if (!v.imageRead) return { chain, of: v };
  const newest = newestImage(w, v.group, v.databases, bound);
  if (newest === undefined || newest.id === image.id) return { chain, of: v };
  const anew = { ...v, ...nothingRead() };
  const other = chainFrom(w, anew, newest, useDisk, bound);
  const isBetter = endOfChain(w, other) > endOfChain(w, chain);
  return isBetter && roomLacking(w, anew, other) === null
    ? { chain: other, of: anew }
    : { chain, of: v };
}

/** The chain of the rung that a restore is on, as things are now; nothing is decided by that. */
export function chainNow(w: OrgWorld, v: RestoreVars): Chain | null {
  const [rung] = waysBack(w, v);
  return wayOn(w, v, rung, rung === 'stop-before' ? boundOf(w, v) : null).chain;
}

/** What is done without a set, or by somebody else. */
const WITHOUT_SETS: readonly Runbook[] = ['replicate', 'repair', 'restore-elsewhere'];

/** The next chain of the ladder; null when it is exhausted. */
export function nextChain(w: OrgWorld, v: RestoreVars): Chain | null {
  for (const rung of waysBack(w, v)) {
    if (rung === 'replicate' && againstReplicating(w, v.databases) === null) return null;
    if (rung === 'repair' && onlyPagesAtStake(w, v) && !v.imageRead) return null;
    const bound = rung === 'stop-before' ? boundOf(w, v) : null;
    const isBySets = !WITHOUT_SETS.includes(rung);
    const { chain, of } = isBySets ? wayOn(w, v, rung, bound) : { chain: null, of: v };
    const because = against(w, of, rung, chain, bound);
    if (chain !== null && because === null) {
      if (of !== v) Object.assign(v, nothingRead());
      return chain;
    }
    v.ruledOut.push(rung);
    // Whoever is still here has found no room there, which was told when it was decided.
    if (rung === 'restore-elsewhere') continue;
    const next = waysBack(w, v).at(0) ?? endOf(w, v);
    w.say('recovery.fallback', {
      incident: v.incident, group: v.group, because: because ?? '', next,
    }); // prettier-ignore
  }
  return null;
}

/** What speaks against a way back, or null. */
function against(
  w: OrgWorld,
  v: RestoreVars,
  rung: Runbook,
  chain: Chain | null,
  bound: Bound | null,
): string | null {
  const stops = rung === 'stop-before';
  if (rung === 'restore-elsewhere') return 'there is no room for it';
  if (rung === 'replicate') return againstReplicating(w, v.databases);
  if (rung === 'repair') return 'there is no file that could be repaired';
  const weighed = stops ? againstStopping(w, v, bound, chain, onlyPagesAtStake(w, v)) : null;
  return weighed ?? objection(w, v, chain, stops);
}
