/** A restore drill at the tape: which sets, at which rate, and what is wrong with them. */
import type { Procedure } from '../../../engine/procedure.ts';
import { heldUnit } from '../../../engine/procedure-run.ts';
import { HOUR } from '../../../engine/clock.ts';
import { copiesImages } from '../../backup/plan.ts';
import { findInconsistent, isInconsistent } from '../../backup/outside.ts';
import { mendJob, proveRight } from '../../backup/silent.ts';
import { loseCartridge } from '../../media/cartridges.ts';
import { mountFails, mountTakesCartridge } from '../../media/handling.ts';
import { isUnreadable, setKey } from '../../media/sets.ts';
import type { BackupSet } from '../../media/state.ts';
import { drivePool } from '../../pools.ts';
import { failsChecksum } from '../../store/damage.ts';
import type { OrgWorld } from '../../world.ts';
import { chainFrom, newestImage, setToRead } from '../restore/chain.ts';
import { FROM_DISK, readsOf } from '../restore/reads.ts';
import type { DrillVars } from './state.ts';
import { endTapeFlow, LAB, startTapeFlow } from '../restore/tape-flow.ts';
import { endSnapshotFlow, startSnapshotFlow } from '../restore/snapshot-flow.ts';

type P = Procedure<DrillVars>;

/** Whether sets of a snapshot can be restored elsewhere than to their original place (RST-48). */
function mayRedirect(w: OrgWorld, group: number, set: BackupSet): boolean {
  return set.snapshot === null || w.plan.servers[w.plan.groups[group].server].snapshots.redirects;
}

/**
 * Everything of the newest chain, from sets alone: that is what a disaster would leave (MON-17). Where the provider cannot
 * restore to another place there is nothing to drill with.
 */
export function planDrill(w: OrgWorld, p: P): void {
  const v = p.vars;
  v.reads = [];
  v.sets = 0;
  const { group } = v;
  const redirected = (set: BackupSet): boolean => mayRedirect(w, group, set);
  const image = newestImage(w, group, [], null, redirected);
  if (image === undefined && newestImage(w, group, []) !== undefined) {
    v.found = 'broken-off';
    v.because = 'the provider restores snapshots to their original place only';
    return;
  }
  if (image === undefined) {
    v.found = 'no-full';
    v.because = 'no usable full or copy is left';
    return;
  }
  v.databases = image.databases.map((d) => d.database);
  const chain = chainFrom(w, { group, databases: v.databases, imageRead: false }, image, false);
  v.reads = readsOf(w, chain, v.databases, null);
  v.logs = chain.reach - chain.image.low + 1;
}

/** What comes next; 'plan' again where a set has gone meanwhile. */
export function nextOfDrill(w: OrgWorld, p: P): string {
  const v = p.vars;
  const loaded = v.cartridge >= 0 && heldUnit(p, drivePool(v.library)) >= 0;
  if (v.reads.length === 0) return loaded ? 'eject' : v.found === null ? 'check' : 'report';
  const set = setToRead(w, v.reads[0]);
  if (set === null) return 'plan';
  if (v.reads[0].part === FROM_DISK) return loaded ? 'eject' : 'read';
  const { cartridge } = set.parts[v.reads[0].part];
  if (loaded && cartridge === v.cartridge) return 'read';
  if (loaded) return 'eject';
  v.cartridge = cartridge;
  v.library = w.plan.cartridges[cartridge].library;
  return 'leave';
}

const owner = (w: OrgWorld, v: DrillVars): string =>
  `${w.plan.operations.drills[v.drill].path}/${w.plan.groups[v.group].path}`;

/** Mounts count by drill, group and hour, with room for 256 each. */
const occasion = (v: DrillVars): number => Math.floor(v.due / HOUR) * 256 + v.attempts;

/** By whom and on which occasion a mount is drawn. */
export const drillMount = (w: OrgWorld, v: DrillVars): [string, number] => [
  owner(w, v),
  occasion(v),
];

export function mountDrill(w: OrgWorld, p: P): void {
  p.vars.mountFails = !p.vars.inPlace && mountFails(w, ...drillMount(w, p.vars));
}

/** A failed mount: another try, or the cartridge and its sets are gone. */
export function retryDrill(w: OrgWorld, p: P): void {
  const v = p.vars;
  if (mountTakesCartridge(w, owner(w, v), occasion(v))) {
    const gone = v.cartridge;
    v.cartridge = -1;
    loseCartridge(w, gone, 'a tape mount failed and took it');
  }
  v.attempts += 1;
}

/** Where the drill restores to: a lab, the volume that it names, or beside the database (RSG-06). */
export function placeOf(w: OrgWorld, v: DrillVars): number {
  const { to, lab } = w.plan.operations.drills[v.drill];
  if (lab) return LAB;
  return to >= 0 ? to : w.plan.databases[v.databases[0]].volume;
}

function isLast(v: DrillVars, set: BackupSet): boolean {
  return !v.reads.some((r, i) => i > 0 && r.set === set.id);
}

/** Reads on, at the rate of a restore. */
export function readDrill(w: OrgWorld, p: P): void {
  const v = p.vars;
  const [read] = v.reads;
  const set = setToRead(w, read) as BackupSet;
  const isFirst = read.part <= 0 && read.what === (copiesImages(set.type) ? 'image' : 'logs');
  v.failsAfter = -1;
  if (read.part === FROM_DISK) {
    if (isFirst) {
      const times = w.plan.figures.backup.snapshotUnreadableFactor;
      w.say('chance.drawn', { cause: 'set-unreadable', times });
    }
    const of = w.plan.databases[v.databases[0]].volume;
    startSnapshotFlow(w, p, v.group, set, of, placeOf(w, v), read.bytes);
    return;
  }
  if (isFirst) w.say('chance.drawn', { cause: 'set-unreadable' });
  if (isUnreadable(w, set)) {
    v.failsAfter = Math.floor(read.bytes * w.draw(setKey(w, set), 'set-unreadable.at', 0));
  } else if ((set.wrongBy !== '' || isInconsistent(w, set)) && isLast(v, set)) {
    v.failsAfter = read.bytes;
  }
  startTapeFlow(w, p, placeOf(w, v), read.bytes);
}

export function stopDrill(w: OrgWorld, p: P): void {
  if (p.vars.reads[0]?.part === FROM_DISK) endSnapshotFlow(w, p);
  else endTapeFlow(w, p);
}

/** Ends a read, finished or broken off; a bad set is known to be bad from now on. */
export function endDrillRead(w: OrgWorld, p: P): void {
  const v = p.vars;
  stopDrill(w, p);
  const set = setToRead(w, v.reads[0]);
  // Another of its cartridges was lost meanwhile: planned anew.
  if (set === null) return;
  const isBad = v.reads[0].part === FROM_DISK ? isBadSnapshot(w, v, set) : set.fate === 'bad';
  // What has spoiled it meanwhile leaves no rest to be read.
  if (v.failsAfter < 0 && isBad) v.failsAfter = v.reads[0].bytes;
  if (v.failsAfter < 0) {
    set.fate = 'sound';
    if (isLast(v, set)) {
      v.sets += 1;
      proveRight(w, set);
    }
    v.reads.shift();
    return;
  }
  v.reads = [];
  v.failsAfter = -1;
  if (isUnreadable(w, set) || isDamaged(set)) findUnreadable(w, v, set);
  else if (set.wrongBy === '') {
    findInconsistent(w, set, 'a drill');
    v.found = 'unreadable-set';
    v.because = `what '${w.plan.jobs[set.job].name}' has copied does not fit together`;
  } else {
    const sets = mendJob(w, set, 'a drill');
    v.found = 'wrong-job';
    v.because = `sets of '${w.plan.jobs[set.job].name}' are worthless: ${sets}`;
  }
}

/** A snapshot shows what is wrong with it when somebody works with what was restored of it: its pages, too. */
function isBadSnapshot(w: OrgWorld, v: DrillVars, set: BackupSet): boolean {
  return isUnreadable(w, set) || isDamaged(set) || (set.wrongBy !== '' && isLast(v, set));
}

const isDamaged = (set: BackupSet): boolean =>
  set.snapshot?.holes.some(({ holes }) => holes.some(failsChecksum)) === true;

function findUnreadable(w: OrgWorld, v: DrillVars, set: BackupSet): void {
  const key = `${setKey(w, set)}:set-unreadable:1`;
  set.knownBad = true;
  v.found = 'unreadable-set';
  v.because = isDamaged(set) ? 'a snapshot has damaged pages' : 'a set cannot be read';
  w.say('cause.struck', {
    key, cause: 'set-unreadable', owner: setKey(w, set), absorbed: true, because: 'found by a restore drill',
  }); // prettier-ignore
  w.say('set.unreadable', { set: set.id, key, group: set.group });
}
