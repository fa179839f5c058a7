/**
 * Restoring from a snapshot on disks: files are replaced in seconds where a mirror or clone takes the place of the whole
 * volume, else copied back at the rate of the disks. Soft recovery finishes it; there is no Restore.env.
 */
import type { Procedure, StepDefinition } from '../../../engine/procedure.ts';
import type { Ms } from '../../../engine/types.ts';
import { findSet, setOf } from '../../media/sets.ts';
import type { BackupSet } from '../../media/state.ts';
import { handsPool, sessionPool } from '../../pools.ts';
import { failsChecksum } from '../../store/damage.ts';
import { mount, mountError } from '../../store/mount.ts';
import type { OrgWorld } from '../../world.ts';
import { chainFrom, newestImage, setToRead, type Chain } from './chain.ts';
import { roomLacking } from './room.ts';
import { waysBack } from './rungs.ts';
import { incidentOf } from '../incident.ts';
import { startGroups } from '../runbook/start-groups.ts';
import { hands, isBack } from './hands.ts';
import { nextStep } from './decisions.ts';
import { declareBad, finishRead, replaceFiles } from './tape.ts';
import { breaksOff, repeats } from './repeat.ts';
import { endSnapshotFlow, startSnapshotFlow } from './snapshot-flow.ts';
import type { RestoreVars } from '../state.ts';

type P = Procedure<RestoreVars>;

/** Whether nothing is left on the volumes of these databases that a copy of the whole would take back in time. */
function isWhole(w: OrgWorld, databases: readonly number[]): boolean {
  const volumes = databases.map((d) => w.plan.databases[d].volume);
  return w.plan.databases.every(
    ({ id, volume }) => !volumes.includes(volume) || w.org.store.databases[id].fileLost,
  );
}

/** Whether a read is done by putting disks in the place of others. */
function isSwap(w: OrgWorld, v: RestoreVars, set: BackupSet): boolean {
  if (v.reads[0].what !== 'image') return false;
  return set.snapshot?.engine !== 'vss-software' && isWhole(w, v.databases);
}

/** Begins to put back what comes next. */
function startSnapshot(w: OrgWorld, p: P): void {
  const v = p.vars;
  const [read] = v.reads;
  const set = setOf(w, read.set);
  v.failsAfter = -1;
  // Files of an image come first, then its logs, both in one go.
  if (read.what === 'image' || set.id !== v.image) v.windowAt = w.now;
  if (!v.setsRead.includes(set.id)) {
    v.setsRead.push(set.id);
    const times = w.plan.figures.backup.snapshotUnreadableFactor;
    w.say('chance.drawn', { cause: 'set-unreadable', times });
  }
  const swaps = isSwap(w, v, set);
  if (read.what === 'image') replaceFiles(w, v);
  if (swaps) {
    const at = w.now + w.plan.figures.recovery.snapshotRestoreMs;
    p.timer = w.at(at, 'procedure.wake', p.id, p.serial);
  } else {
    const { volume } = w.plan.databases[v.databases[0]];
    startSnapshotFlow(w, p, v.group, set, volume, volume, read.bytes);
  }
}

/** What was put back may be worthless, which shows when somebody works with it. */
function endSnapshot(w: OrgWorld, p: P): void {
  const v = p.vars;
  endSnapshotFlow(w, p);
  const [read] = v.reads;
  const set = setToRead(w, read);
  // Its disks were lost meanwhile: planned anew.
  if (set === null) return;
  const isLast = !v.reads.some((r, i) => i > 0 && r.set === set.id);
  if (breaksOff(w, v, set) || (set.wrongBy !== '' && isLast)) {
    v.failsAfter = read.bytes;
    if (!repeats(w, v, set)) declareBad(w, p, set.id);
    return;
  }
  finishRead(w, p, set);
}

/** How long eseutil /k takes over the restored files. */
function checkMs(w: OrgWorld, p: P): Ms {
  let bytes = 0;
  for (const d of p.vars.databases) bytes += w.plan.databases[d].sizeBytes;
  return Math.ceil((bytes / w.plan.figures.backup.checkBytesPerSecond) * 1000);
}

/** Another chain that gives up no more than the damaged pages of the one that was restored; null for none. */
function betterThanRepair(w: OrgWorld, v: RestoreVars): Chain | null {
  const image = newestImage(w, v.group, v.databases);
  if (image === undefined) return null;
  const chain = chainFrom(
    w,
    { ...v, imageRead: false, placedTo: -1 },
    image,
    waysBack(w, v)[0] === 'roll-forward',
  );
  const reaches = chain.toEnd || (!v.toEnd && chain.reach >= v.reach);
  return reaches && roomLacking(w, v, chain) === null ? chain : null;
}

/**
 * The restored files have been checked. Damage that was in them when the snapshot was taken is found now (E-15): then
 * another set is taken, if one gives up no more, or else what was restored is repaired.
 */
function concludeCheck(w: OrgWorld, p: P): void {
  const v = p.vars;
  v.toCheck = false;
  const damaged = v.databases.filter((d) => w.org.store.databases[d].holes.some(failsChecksum));
  const { group, image } = v;
  const bytes = v.source?.snapshot?.imageBytes ?? 0;
  w.say('snapshot.checked', { group, set: image, bytes, damaged: damaged[0] ?? -1 });
  if (damaged.length === 0) return;
  const incident = incidentOf(w, v.incident);
  for (const d of damaged) {
    for (const { key } of w.org.store.databases[d].holes) {
      if (!incident.causes.includes(key)) incident.causes.push(key);
    }
  }
  const set = findSet(w, image);
  if (set !== null) set.knownBad = true;
  const because = '-1018: the restored files have damaged pages, as their snapshot had';
  const better = betterThanRepair(w, v);
  const next =
    better === null
      ? 'they are repaired'
      : `the ${better.image.type} up to log ${better.image.high}`;
  w.say('recovery.fallback', { incident: v.incident, group, because, next });
  if (better === null) {
    v.repairs = true;
    return;
  }
  Object.assign(v, {
    image: -1,
    source: null,
    imageRead: false,
    reads: [],
    placed: [],
    placedTo: -1,
  });
}

function mountMate(w: OrgWorld, database: number): void {
  const { mounted, clean } = w.org.store.databases[database];
  if (!mounted && clean && mountError(w, database) === null) mount(w, database);
}

/** Databases of the group that had to go down with it are in service again. */
function mountMates(w: OrgWorld, { vars: { incident: id, mates } }: P): void {
  const incident = incidentOf(w, id);
  for (const d of mates) {
    mountMate(w, d);
    const row = incident.databases.find((each) => each.database === d);
    if (row === undefined || row.dataAt >= 0 || !w.org.store.databases[d].mounted) continue;
    row.serviceAt = w.now;
    isBack(w, incident, row);
  }
}

/** Those that something keeps from it by now are recovered like any other. */
function recoverMates(w: OrgWorld, p: P): void {
  const incident = incidentOf(w, p.vars.incident);
  const { mates } = p.vars;
  p.vars.mates = [];
  const left = incident.databases
    .filter(({ database, dataAt }) => dataAt < 0 && mates.includes(database))
    .map(({ database }) => database);
  if (left.length > 0) startGroups(w, incident, p.by, left);
}

/** The restore is broken off: those that are no part of its incident serve again. */
export function releaseMates(w: OrgWorld, { vars: { incident: id, mates } }: P): void {
  const { databases } = incidentOf(w, id);
  for (const d of mates) if (!databases.some((row) => row.database === d)) mountMate(w, d);
}

type RestoreStep = StepDefinition<OrgWorld, RestoreVars>;

/** Files, then logs, each on record as what it is. */
const fromDisks = (what: 'image' | 'logs'): RestoreStep => ({
  begin: startSnapshot,
  waits: true,
  end: endSnapshot,
  span: what === 'image' ? 'restore-image' : 'restore-logs',
  because: (w, p) => `${what} of ${w.plan.groups[p.vars.group].path}, from a snapshot`,
  then: nextStep,
});

/** What a restore does besides where its sets are snapshots. */
export const snapshotSteps: Readonly<Record<string, RestoreStep>> = {
  // No backup of the group runs beside its restore, and no other restore: what either leaves mounted is taken down
  // afterwards.
  session: {
    needs: (w, p) => [{ pool: sessionPool(w.plan, p.vars.group), unit: -1 }],
    priority: (_w, p) => p.vars.group,
    span: 'restore-image',
    then: nextStep,
  },
  'snapshot-image': fromDisks('image'),
  'snapshot-logs': fromDisks('logs'),
  check: {
    lasts: checkMs,
    end: concludeCheck,
    span: 'restore-image',
    because: () => 'checking the restored files, since nobody has checked their snapshot',
    then: (w, p) => (p.vars.image < 0 ? 'plan' : nextStep(w, p)),
  },
  mates: {
    needs: hands,
    lasts: (w, p) => p.vars.mates.length * w.plan.figures.operations.mountMs,
    end: mountMates,
    gives: (w, p) => [handsPool(w.plan, p.vars.incident)],
    span: 'mount',
    waitSpan: 'wait-person',
    because: () => 'mounting the other databases of the storage group',
    then: (w, p) => {
      recoverMates(w, p);
      return 'done';
    },
  },
};
