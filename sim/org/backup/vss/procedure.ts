/**
 * A backup by shadow copy of one storage group (BKP-31 to BKP-39): writer and provider get ready, writing stops for at most ten
 * seconds while the snapshot is taken, goes on, and then the requestor mounts the copy and checks it. Only what has passed
 * its check lets logs go (TRN-09).
 */
import { defineProcedure, type Procedure } from '../../../engine/procedure.ts';
import { logEntry } from '../../eventlog/write.ts';
import { createFlow, endFlow, startFlow, volumeLink } from '../../hardware/flows.ts';
import { abandonSet } from '../../media/sets.ts';
import type { Snapshot } from '../../media/state.ts';
import { sessionPool, shadowPool } from '../../pools.ts';
import { thawCheckpoint } from '../../store/checkpoint.ts';
import { positionNow } from '../../store/stream.ts';
import type { OrgWorld } from '../../world.ts';
import { SHADOW } from '../engines.ts';
import { hang } from '../hung.ts';
import { meetDoom } from '../job-faults.ts';
import { drawFailure, noteEnd } from '../outcome.ts';
import { copiesImages, selectedOf, type VssPlan } from '../plan.ts';
import { refusal } from '../rules.ts';
import { makeRoomForSnapshot, placeOf, usedBySnapshots, volumeOfSnapshots } from './snapshots.ts';
import { filesOfCopy } from '../source.ts';
import type { BackupVars, VssVars } from '../state.ts';
import { endWithout, writeToTape } from './tape.ts';
import { afterCheck, endCheck, startCheck } from './check.ts';
import { failsIn, failBy } from './failures.ts';
import { fileSnapshot } from './file.ts';
import { freeze, freezeMs, thaw } from './freeze.ts';
import { outOfSync, takeMirror } from './mirrors.ts';
import { imageLow } from '../rules.ts';
import { checkpointLog, firstLog } from '../../store/checkpoint.ts';
import { openLog } from '../../store/stream.ts';

type P = Procedure<VssVars>;

export function shadowVars(vars: BackupVars): VssVars {
  return {
    ...vars, mirror: -1, syncBytes: 0, syncFrom: 0, restBytes: 0, takenAt: -1, apart: false, checkedBytes: 0,
  }; // prettier-ignore
}

const engineOf = (w: OrgWorld, v: VssVars): Snapshot['engine'] =>
  w.plan.jobs[v.job].engine as Snapshot['engine'];

function fail(v: VssVars, because: string): void {
  v.failed = true;
  v.because = because;
}

/** The requestor asks for a snapshot: is there anything to take one of, and somewhere to put it? */
function open(w: OrgWorld, p: P): void {
  const v = p.vars;
  v.began = w.now;
  const { job, group, set, type, asked } = v;
  if (w.hears('backup.began')) {
    w.say('backup.began', { job, group, set, backupType: type, asked });
  }
  const { server, path } = w.plan.groups[group];
  logEntry(w, server, 'ese/2005', path);
  // Databases may have left, or come, while it waited.
  v.databases = selectedOf(w.plan.jobs[job], group) ?? [];
  const why = refusal(w, v);
  if (why !== null) return fail(v, why);
  v.databases = v.databases.filter((d) => w.org.store.databases[d].mounted);
  v.failsAt = drawFailure(w, v);
  meetDoom(w, v);
  const images = copiesImages(type);
  v.imageBytes = 0;
  if (images) for (const d of v.databases) v.imageBytes += w.plan.databases[d].sizeBytes;
  prepareDisks(w, v, images);
}

/** Makes room on the disks of snapshots, and finds out what has to be copied there. */
function prepareDisks(w: OrgWorld, v: VssVars, images: boolean): void {
  const { group } = v;
  const engine = engineOf(w, v);
  const volume = volumeOfSnapshots(w, group, engine);
  if (volume >= 0 && w.org.hardware.volumes[volume].lost) {
    return fail(v, `${w.plan.volumes[volume].path} is lost`);
  }
  makeRoomForSnapshot(w, group, images, w.plan.jobs[v.job].vss as VssPlan);
  endWithout(w);
  const low = images
    ? imageLow(w, group, v.databases, checkpointLog(w, group))
    : firstLog(w, group);
  const logs = (openLog(w, group) - low + 1) * w.plan.figures.store.logBytes;
  if (volume >= 0) {
    const { path, capacityBytes } = w.plan.volumes[volume];
    const bytes = usedBySnapshots(w, volume) + v.imageBytes + logs;
    if (bytes > capacityBytes) return fail(v, `no room for another snapshot on ${path}`);
  }
  if (engine === 'vss-hardware-snapshot') v.syncBytes = v.imageBytes + logs;
  if (engine !== 'vss-hardware-mirror') return;
  v.syncBytes = logs;
  if (!images) return;
  v.mirror = takeMirror(w, group);
  const mirror = w.org.backup.groups[group].mirrors[v.mirror];
  v.syncBytes += outOfSync(w, group, mirror, v.imageBytes);
}

/** Copies inside the array: what a mirror lacks before the split, or all of a clone after the snapshot. */
function startCopying(w: OrgWorld, p: P): void {
  const v = p.vars;
  if (v.mirror >= 0 && v.takenAt < 0) {
    // If this breaks off, nobody knows what lies on it.
    Object.assign(w.org.backup.groups[v.group].mirrors[v.mirror], { set: -1, splitAt: -1 });
  }
  v.syncFrom = positionNow(w, v.group);
  const files = filesOfCopy(w.plan, v.group);
  const from = copiesImages(v.type) ? files.volumeOf(v.databases[0]) : files.logVolume;
  const to = placeOf(w, v.group, engineOf(w, v), from);
  const flow = createFlow(
    p.id,
    p.serial,
    volumeLink(from),
    w.plan.volumes[from].readBytesPerSecond,
    to.link,
    to.writeBytesPerSecond,
    w.plan.figures.backup.arrayCopyBytesPerSecond,
    0,
    1,
    v.syncBytes,
  );
  v.flow = startFlow(w, flow);
}

function endCopying(w: OrgWorld, p: P): void {
  if (p.vars.flow < 0) return;
  endFlow(w, p.vars.flow);
  p.vars.flow = -1;
  p.vars.copyMs += w.now - p.began;
}

/** What comes after the snapshot was taken, or was not. */
function afterFreeze(w: OrgWorld, p: P): string {
  if (p.vars.failed) return 'done';
  return engineOf(w, p.vars) === 'vss-hardware-snapshot' ? 'clone' : 'mount';
}

function afterMount(w: OrgWorld, p: P): string {
  if (p.vars.failed) return 'done';
  const { verify } = w.plan.jobs[p.vars.job].vss as VssPlan;
  return verify && copiesImages(p.vars.type) ? 'check' : 'file';
}

export const shadowBackup = defineProcedure<OrgWorld, VssVars>(SHADOW, {
  first: 'open',
  steps: {
    open: {
      needs: (w, p) => [
        { pool: sessionPool(w.plan, p.vars.group), unit: -1 },
        { pool: shadowPool(w.plan, w.plan.groups[p.vars.group].server), unit: -1 },
      ],
      priority: (_w, p) => p.vars.priority,
      begin: open,
      lasts: (w, p) => (p.vars.failed ? 0 : w.plan.figures.backup.snapshotPrepareMs),
      end: (w, p) => {
        if (!p.vars.failed && failsIn(p.vars, 'framework')) failBy(w, p.vars, 'framework');
      },
      then: (w, p) => {
        if (p.vars.failed) return 'done';
        return engineOf(w, p.vars) === 'vss-hardware-mirror' ? 'sync' : 'freeze';
      },
    },
    sync: { begin: startCopying, waits: true, end: endCopying, then: 'freeze' },
    freeze: {
      begin: freeze,
      lasts: (w, p) =>
        p.vars.failed ? 0 : Math.min(freezeMs(w, p.vars), w.plan.figures.backup.freezeLimitMs),
      end: thaw,
      then: afterFreeze,
    },
    clone: {
      begin: startCopying,
      waits: true,
      end: (w, p) => {
        endCopying(w, p);
        p.vars.apart = true;
      },
      then: 'mount',
    },
    mount: {
      lasts: (w) => w.plan.figures.backup.mountCopyMs,
      end: (w, p) => {
        // Where nothing is checked, the requestor has only this step to fail in.
        const last = afterMount(w, p) === 'file';
        if (p.vars.hangs) return;
        if (last && failsIn(p.vars, 'requestor')) failBy(w, p.vars, 'requestor');
      },
      then: (w, p) => {
        const next = afterMount(w, p);
        return next === 'file' && failsIn(p.vars, 'requestor') ? 'hang' : next;
      },
    },
    check: { begin: startCheck, waits: true, end: endCheck, then: afterCheck },
    hang: { begin: hang, waits: true, then: 'done' },
    file: { end: fileSnapshot, then: 'done' },
  },
  tags: (w, p) => ({
    job: p.vars.job,
    group: p.vars.group,
    database: p.vars.databases[0] ?? w.plan.groups[p.vars.group].databases[0] ?? -1,
    drive: -1,
    person: false,
  }),
  onAbort: (w, p, because) => {
    const v = p.vars;
    if (v.because === '') v.because = because;
    v.failed = true;
    if (p.step === 'check') endCheck(w, p);
    else endCopying(w, p);
    if (p.step === 'freeze') thaw(w, p);
  },
  onDone: (w, p) => {
    const v = p.vars;
    thawCheckpoint(w, v.group, p.id);
    if (v.filed) {
      noteEnd(w, v, true);
      if (w.plan.jobs[v.job].library >= 0) writeToTape(w, v);
      return;
    }
    const { server, path } = w.plan.groups[v.group];
    logEntry(w, server, 'ese/2007', `${path}: ${v.because}`);
    noteEnd(w, v, false);
    abandonSet(w, v.set);
  },
});
