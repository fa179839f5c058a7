/** Reading sets from tape: rates, mounts that fail, sets that prove unreadable. */
import type { Procedure } from '../../../engine/procedure.ts';
import { findInconsistent, isInconsistent } from '../../backup/outside.ts';
import { mendJob, proveRight } from '../../backup/silent.ts';
import { holesIn } from '../../backup/vss/check.ts';
import { loseCartridge } from '../../media/cartridges.ts';
import { mountFails, mountTakesCartridge } from '../../media/handling.ts';
import { setKey, setOf } from '../../media/sets.ts';
import type { BackupSet } from '../../media/state.ts';
import type { OrgWorld } from '../../world.ts';
import { setToRead } from './chain.ts';
import { FROM_DISK } from './reads.ts';
import { incidentOf } from '../incident.ts';
import { addToEnv, fromSnapshot, lacksEnv, removeEnv, sayCopied, writeEnv } from './restore-env.ts';
import { breaksOff, repeats, sayReadAfterAll } from './repeat.ts';
import { endSnapshotFlow } from './snapshot-flow.ts';
import { sayRestored } from './status.ts';
import { endTapeFlow, startTapeFlow } from './tape-flow.ts';
import type { RestoreVars } from '../state.ts';

type P = Procedure<RestoreVars>;

function drawOwner(w: OrgWorld, p: P): string {
  return `${incidentOf(w, p.vars.incident).key}/${w.plan.groups[p.vars.group].path}`;
}

/** By whom and on which occasion a mount is drawn. */
export const restoreMount = (w: OrgWorld, p: P): [string, number] => [
  drawOwner(w, p),
  p.vars.attempts,
];

/** Begins a tape mount, which may fail. */
export function tapeFails(w: OrgWorld, p: P): void {
  p.vars.mountFails = !p.vars.inPlace && mountFails(w, ...restoreMount(w, p));
}

/** After a failed mount: another try, or the cartridge is gone and its sets with it. */
export function breakOffReading(w: OrgWorld, p: P): void {
  const v = p.vars;
  if (mountTakesCartridge(w, drawOwner(w, p), v.attempts)) {
    const gone = v.cartridge;
    v.cartridge = -1;
    v.anew = 'a tape mount failed and took the cartridge';
    loseCartridge(w, gone, 'a tape mount failed and took it');
  }
  v.attempts += 1;
}

/**
 * The old files are replaced from the first byte on (RST-10), and nobody may mount what is there before its hard
 * recovery (RST-30). Throws if a database is mounted: its file is open (RST-03).
 */
export function replaceFiles(w: OrgWorld, v: RestoreVars): void {
  removeEnv(w, v.databases);
  // What was found in another image goes with it.
  v.repairs = false;
  for (const d of v.databases) {
    const state = w.org.store.databases[d];
    if (state.mounted) throw new Error(`DB_MOUNTED: ${w.plan.databases[d].path}`);
    // What is being replaced is missed by nobody; what was missing when its group stopped is until it has come.
    if (!state.fileLost) state.attached = false;
    state.fileLost = true;
    state.halfLost = '';
    state.restoring = true;
    state.clean = false;
    state.holes = [];
  }
}

/** Begins to read what comes next; a set that is unreadable breaks off somewhere on the way. */
export function startReading(w: OrgWorld, p: P): void {
  const v = p.vars;
  const read = v.reads[0];
  const set = setOf(w, read.set);
  if (!v.setsRead.includes(set.id)) {
    v.setsRead.push(set.id);
    w.say('chance.drawn', { cause: 'set-unreadable' });
  }
  v.failsAfter = -1;
  if (breaksOff(w, v, set)) {
    v.failsAfter = Math.floor(read.bytes * w.draw(setKey(w, set), 'set-unreadable.at', 0));
  }
  // A worthless set shows it at its end: all of the time it takes is lost.
  else if (!v.reads.some((r, i) => i > 0 && r.set === set.id)) {
    if (set.wrongBy !== '' || isInconsistent(w, set)) v.failsAfter = read.bytes;
  }
  if (read.what === 'image') replaceFiles(w, v);
  startTapeFlow(w, p, w.plan.databases[v.databases[0]].volume, read.bytes);
}

/** Stops a read that leads nowhere any more: what was being restored is planned anew by somebody else. */
export function stopReading(w: OrgWorld, p: P): void {
  const v = p.vars;
  if (v.reads[0]?.part === FROM_DISK) endSnapshotFlow(w, p);
  else endTapeFlow(w, p);
}

/** Ends a read, finished or broken off. An unreadable set is known to be bad from now on. */
export function endReading(w: OrgWorld, p: P): void {
  const v = p.vars;
  // The drive failed on the way: what was being read is read again with another one.
  if (v.flow < 0) return;
  stopReading(w, p);
  const read = v.reads[0];
  const set = setToRead(w, read);
  // Another cartridge of it went meanwhile: the read stays on the list, and is planned anew.
  if (set === null) {
    v.failsAfter = -1;
    return;
  }
  // What has spoiled it meanwhile leaves no rest to be read.
  if (v.failsAfter < 0 && set.fate === 'bad') v.failsAfter = read.bytes;
  if (v.failsAfter >= 0) {
    if (!repeats(w, v, set)) declareBad(w, p, set.id);
    return;
  }
  finishRead(w, p, set);
}

/** What was read is on disk, and right. */
export function finishRead(w: OrgWorld, p: P, set: BackupSet): void {
  const v = p.vars;
  const { what } = v.reads[0];
  set.fate = 'sound';
  // Another restore has overwritten Restore.env meanwhile (RST-15): it stays on the list, and will be refused.
  if (what === 'logs' && lacksEnv(w, v)) return;
  v.reads.shift();
  if (what === 'image' && !v.reads.some((r) => r.what === 'image')) imageIsBack(w, v, set);
  if (v.reads.some((r) => r.set === set.id)) return;
  proveRight(w, set);
  sayReadAfterAll(w, v, set);
  sayRestored(w, v, set, 'completed');
  if (set.id === v.image) v.imageRead = true;
  const { id, low, high, asOf } = set;
  v.placed.push({ set: id, low, high, asOf });
  if (fromSnapshot(v)) {
    v.placedTo = Math.max(v.placedTo, high);
    return;
  }
  addToEnv(w, v, set);
  if (v.reads.length === 0) sayCopied(w, v);
}

/** All files of the image are at their target paths; those of a snapshot as they were, with their damage (BKP-38). */
function imageIsBack(w: OrgWorld, v: RestoreVars, set: BackupSet): void {
  const { snapshot } = set;
  for (const d of v.databases) {
    const state = w.org.store.databases[d];
    if (snapshot !== null) {
      state.holes = holesIn(snapshot, d).map((hole) => ({ ...hole }));
      continue;
    }
    // What the restored image needs to be mounted stands in its header (BKP-14): no log, if it was taken offline.
    const needsLogs = set.low <= set.high;
    state.header.patchLow = needsLogs ? set.low : -1;
    state.header.patchHigh = needsLogs ? set.high : -1;
  }
  if (snapshot === null) writeEnv(w, v, set);
  else v.toCheck = !snapshot.verified;
}

export function declareBad(w: OrgWorld, p: P, id: number): void {
  const v = p.vars;
  const set = setOf(w, id);
  const unreadable = breaksOff(w, v, set);
  sayRestored(w, v, set, unreadable ? 'failed' : 'completed-with-errors', v.failsAfter);
  const key = unreadable ? `${setKey(w, set)}:set-unreadable:1` : set.wrongBy;
  set.knownBad = true;
  v.anew = 'a set could not be read';
  v.repeated = -1;
  if (id === v.image) {
    v.image = -1;
    v.toCheck = false;
    v.source = null;
    v.imageRead = false;
  }
  v.reads = [];
  // The database does not start: nobody knows of it before (BKP-71, ESE-20).
  if (key === '') {
    findInconsistent(w, set, 'a restore');
    return;
  }
  const incident = incidentOf(w, v.incident);
  if (!incident.causes.includes(key)) incident.causes.push(key);
  if (!unreadable) {
    mendJob(w, set, 'a restore');
    return;
  }
  w.say('cause.struck', {
    key, cause: 'set-unreadable', owner: setKey(w, set), absorbed: false, because: 'found when it was read',
  }); // prettier-ignore
  w.say('set.unreadable', { set: id, key, group: set.group });
}
