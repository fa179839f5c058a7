/** Decisions of a restore: how a group comes back, what comes next, and what is done where nothing is left. */
import type { Procedure } from '../../../engine/procedure.ts';
import { heldUnit } from '../../../engine/procedure-run.ts';
import { endHung } from '../../backup/hung.ts';
import { endWaiting } from '../../backup/waiting.ts';
import { drivePool, sessionPool } from '../../pools.ts';
import { kept } from '../../store/retention.ts';
import { storeRuns } from '../../store/service.ts';
import type { OrgWorld } from '../../world.ts';
import { againstReplicating } from './backfill.ts';
import { diskGoesOn, setToRead } from './chain.ts';
import { hasNewerSets, logsHaveChanged } from './meanwhile.ts';
import { brokenInFolder, FROM_DISK, meetBroken, readsOf } from './reads.ts';
import { needsRepair, nextChain, waysBack } from './rungs.ts';
import { needsNoLogs, onlyPagesAtStake, softIsEnough } from './standing.ts';
import { incidentOf } from '../incident.ts';
import { attachClean, declareLost } from '../outcome.ts';
import { envOf, fromSnapshot, lacksEnv, removeEnv } from './restore-env.ts';
import { fillIn, forgetSlips, ranTooEarly, settleReach } from './window.ts';
import { beginAnew } from './replay.ts';
import { mailboxesToRestore } from './mailboxes.ts';
import { missing } from './media.ts';
import { isToRepeat } from './repeat.ts';
import { isBroken } from './stop-before.ts';
import { recoverStep } from '../slips/steps.ts';
import type { RestoreVars } from '../state.ts';
import { bringBack, isToPreserve } from './preserve.ts';
import { putBackForReplay, replaysFirst, softRecoveryWorks } from './lost-logs.ts';
import { toDismount } from './hands.ts';

type P = Procedure<RestoreVars>;

/** Why a replay is planned anew. */
export const CHANGED = 'a log that was to be replayed is gone, or others are there by now';

const GONE = 'a set is not there any more';

/** After these the cartridge stands at the set that is read next. */
const WOUND = ['locate', 'load', 'dismount', 'catalogue', 'scan'];

/** Whether the databases are there, and still keep some of what was deleted in them: that needs no restore (RSG-12). */
function itemsAreKept(w: OrgWorld, v: RestoreVars): boolean {
  const { causes } = incidentOf(w, v.incident);
  const { databases } = w.org.store;
  const here = v.databases.every((d) => databases[d].mounted);
  return here && v.databases.some((d) => kept(w, d, causes).length > 0);
}

/** Decides how this group comes back, at the beginning and whenever a set or a cartridge has failed. */
export function choose(w: OrgWorld, p: P): void {
  const v = p.vars;
  const because = v.anew;
  v.anew = '';
  v.byHand = '';
  v.stopBefore = -1;
  v.brokenAt = -1;
  if (softIsEnough(w, v)) {
    v.mode = 'soft';
    if (softRecoveryWorks(w, v)) return;
  } else {
    putBackForReplay(w, v);
  }
  if (needsNoLogs(w, v)) {
    v.mode = 'attach';
    return;
  }
  if (itemsAreKept(w, v)) {
    v.mode = 'items';
    return;
  }
  const mailboxes = mailboxesToRestore(w, v);
  if (mailboxes !== null) {
    v.mode = 'mailboxes';
    v.mailboxSet = mailboxes.id;
    v.reads = [];
    return;
  }
  if (v.setsRead.length > 0) forgetSlips(v);
  const chain = nextChain(w, v);
  if (chain === null) {
    const rung = waysBack(w, v).at(0);
    const isLeft = onlyPagesAtStake(w, v) && rung !== 'replicate';
    // What was kept comes back with whatever is wrong with it, and that decides.
    if (isLeft) bringBack(w, v);
    const keep = rung === 'repair' || needsRepair(w, v) ? 'keep' : 'leave';
    v.mode = isLeft ? keep : 'empty';
    v.reads = [];
    return;
  }
  v.mode = 'restore';
  // Whoever needs the session and a drive sees that a backup holds them and goes nowhere.
  endHung(w, -1, -1, 'it hung, and somebody ended it to restore');
  // What lay in a temporary folder goes with its Restore.env.
  if (!v.imageRead && !fromSnapshot(v)) v.placed = [];
  v.image = chain.image.id;
  v.source = {
    ...chain.image,
    databases: chain.image.databases.map((d) => ({ ...d })),
    parts: chain.image.parts.map((part) => ({ ...part })),
    // Of its damage nobody knows.
    snapshot: chain.image.snapshot === null ? null : { ...chain.image.snapshot, holes: [] },
  };
  v.reads = readsOf(w, chain, v.databases, v.imageRead ? v.placed : null);
  endWaiting(w, v.group, librariesOf(w, v));
  v.reach = chain.reach;
  v.toEnd = chain.toEnd;
  v.plannedReach = chain.reach;
  v.plannedToEnd = chain.toEnd;
  v.stopBefore = chain.stopBefore;
  if (isBroken(w, v)) v.brokenAt = v.stopBefore;
  meetBroken(w, v, chain);
  if (because !== '' && w.hears('recovery.fallback')) {
    const { high } = (v.imageRead ? envOf(w, v) : null) ?? chain.image;
    const first = v.imageRead ? 'what is restored already' : chain.image.type;
    const sets = [`${first}, up to log ${high}`];
    for (const s of chain.logs) sets.push(`${s.type} up to log ${s.high}`);
    w.say('recovery.fallback', {
      incident: v.incident, group: v.group, because, next: sets.join(', '),
    }); // prettier-ignore
  }
}

/** What is to be read lies in these. */
function librariesOf(w: OrgWorld, { reads }: RestoreVars): number[] {
  return reads.flatMap((read) => {
    const part = read.part === FROM_DISK ? undefined : setToRead(w, read)?.parts[read.part];
    return part === undefined ? [] : [w.plan.cartridges[part.cartridge].library];
  });
}

function planAgain(v: RestoreVars, because: string): 'plan' {
  v.anew = because;
  return 'plan';
}

/** What comes next, by what is left to read and which cartridge is in the drive. */
export function nextStep(w: OrgWorld, p: P): string {
  const v = p.vars;
  // Everything from here on needs the Information Store service (RST-05).
  if (!storeRuns(w, w.plan.groups[v.group].server)) return 'service';
  const loaded = heldUnit(p, drivePool(v.library)) >= 0 && v.cartridge >= 0;
  // Whoever repairs or replays what lies there, perhaps for hours, has no use for a drive.
  if (loaded && v.mode !== 'restore') return 'release';
  if (v.mode === 'soft') return v.byHand === '' ? 'replay' : 'by-hand';
  if (v.mode === 'leave' || v.mode === 'items' || v.mode === 'mailboxes') return v.mode;
  if (v.mode === 'empty' || v.mode === 'keep' || v.mode === 'attach') return endWithout(w, p);
  if (isToRepeat(v)) return 'repeat';
  if (v.toCheck && !v.reads.some((read) => read.set === v.image)) return 'check';
  const isOurs = heldUnit(p, sessionPool(w.plan, v.group)) >= 0;
  if (isOurs && hasNewerSets(w, v)) {
    const areThere = v.reads.every((each) => setToRead(w, each) !== null);
    return planAgain(
      v,
      areThere ? 'backups went on meanwhile: the catalogue lists newer sets' : GONE,
    );
  }
  // A backup has truncated, or somebody has moved away, logs that this restore meant to roll forward with.
  if (v.toEnd && v.source !== null && !diskGoesOn(w, v, v.source, v.reach))
    return planAgain(v, 'the logs on disk do not go on from there any more');
  if (v.reads.length === 0 && v.failsAfter >= 0) {
    v.failsAfter = -1;
    return 'plan';
  }
  if (v.reads.length === 0) {
    if (logsHaveChanged(w, v)) return planAgain(v, CHANGED);
    settleReach(w, v);
    if (brokenInFolder(w, v) >= 0)
      return planAgain(v, 'a log was restored as it was after it had broken');
    return loaded ? 'release' : recoverStep(w, p);
  }
  const read = v.reads[0];
  const early = ranTooEarly(w, v);
  if (early !== null) return early === 'again' ? nextStep(w, p) : early;
  const set = setToRead(w, read);
  // Its cartridge was overwritten, or lost by somebody else, while this restore waited for it.
  if (set === null) return planAgain(v, GONE);
  if (read.what === 'logs' && lacksEnv(w, v)) return beginAnew(w, v);
  if (read.part === FROM_DISK) {
    if (loaded) return 'release';
    if (!isOurs) return 'session';
    return toDismount(w, p).length > 0 ? 'dismount' : `snapshot-${read.what}`;
  }
  const { cartridge } = set.parts[read.part];
  if (loaded && (v.cartridge !== cartridge || w.org.media.drives[v.drive].failed)) return 'eject';
  if (!loaded) {
    v.cartridge = cartridge;
    v.library = w.plan.cartridges[cartridge].library;
    return missing(w, p, set, false) ?? 'fetch';
  }
  // Another set on the cartridge that is in the drive, or a database behind others: wind to it first.
  const last = v.setsRead[v.setsRead.length - 1];
  const isElsewhere =
    (last === undefined ? p.step === 'plan' : last !== read.set) ||
    read.skipBytes > 0 ||
    p.step === 'repeat';
  if (isElsewhere && !WOUND.includes(p.step)) return 'locate';
  const lacking = missing(w, p, set, true);
  if (lacking !== null) return lacking;
  // Somebody has mounted it while this restore waited for a cartridge.
  if (read.what === 'image' && toDismount(w, p).length > 0) return 'dismount';
  if (isToPreserve(w, v, read)) return 'preserve';
  const wrong = v.window === set.id ? null : fillIn(w, p, set);
  if (wrong === 'again') return nextStep(w, p);
  return wrong ?? read.what;
}

/** The ladder is exhausted, and the remainder is declared lost; or nothing was needed but new logs. */
function endWithout(w: OrgWorld, p: P): string {
  const v = p.vars;
  if (v.mode === 'keep') {
    const states = v.databases.map((d) => w.org.store.databases[d]);
    if (states.some((s) => s.mounted)) return 'dismount';
    if (!replaysFirst(w, v)) return 'repair';
    return v.byHand === '' ? 'replay' : 'by-hand';
  }
  // The last replica has gone while somebody was waited for, or dismounted them: nobody is there to fill them now.
  const isToFill = v.mode === 'empty' && waysBack(w, v)[0] === 'replicate';
  if (isToFill && againstReplicating(w, v.databases) !== null) return 'plan';
  // Files that are to be filled from replicas anew make room for empty ones.
  if (v.mode === 'empty' && toDismount(w, p).length > 0) return 'dismount';
  if (v.mode === 'attach') attachClean(w, v);
  else declareLost(w, v);
  removeEnv(w, v.databases);
  return 'mount';
}
