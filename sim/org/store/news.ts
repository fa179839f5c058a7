/** What the store does when a volume is lost, and when a log volume runs full. */
import type { EventTable } from '../../engine/types.ts';
import { logEntry } from '../eventlog/write.ts';
import type { OrgWorld } from '../world.ts';
import { isOverfull, watchFill } from './fill.ts';
import { generationsUsedUp, tellsOfGeneration, watchGenerations } from './generations.ts';
import { lagsTooFar, watchLag } from './lag.ts';
import { detachLost } from './missing.ts';
import { dismount } from './mount.ts';
import { closedLogName } from './names.ts';
import { openLog } from './stream.ts';

/**
 * A volume is lost. Database files on it are gone. Where it held logs, the whole group stops (ESE-24): its databases
 * stay on disk, dirty. Where it held only the checkpoint file, recovery will start at the oldest log (ESE-22).
 */
export function onVolumeLost(w: OrgWorld, volume: number): void {
  const name = w.plan.volumes[volume].path;
  const v = w.org.hardware.volumes[volume];
  if (v.fillTimer !== 0) w.cancel(v.fillTimer);
  v.fillTimer = 0;
  v.fillCheckAt = -1;
  v.full = false;
  for (const group of w.plan.groups) {
    const g = w.org.store.groups[group.id];
    const logs = group.logVolume === volume;
    const system = group.systemVolume === volume;
    if (logs) logHalt(w, group.id, `-1022: ${name} is lost`);
    for (const d of group.databases) {
      const file = w.plan.databases[d].volume === volume;
      if (!logs && !system && !file) continue;
      dismount(w, d, false, `${name} is lost`);
      if (!file) continue;
      const state = w.org.store.databases[d];
      state.fileLost = true;
      state.halfLost = '';
      state.clean = false;
      state.holes = [];
    }
    detachLost(w, group.id);
    if (logs) g.logsLost = true;
    if (system && !logs) g.checkpointFileLost = true;
  }
}

/** The engine cannot write its log any more: it halts the stream, and the store stops what logs there. */
function logHalt(w: OrgWorld, group: number, because: string): void {
  const { server, databases, path } = w.plan.groups[group];
  if (!databases.some((d) => w.org.store.databases[d].mounted)) return;
  logEntry(w, server, 'ese/492', `${path}: ${because}`);
  logEntry(w, server, 'store/1159', `${path}: ${because}`);
}

/** A server fails: its databases stop dirty, and what was committed is in their logs (ESE-35, REC-03). */
export function onServerFailed(w: OrgWorld, server: number): void {
  const { name } = w.plan.servers[server];
  for (const d of w.plan.databases) {
    if (d.server === server) dismount(w, d.id, false, `${name} has failed`);
  }
}

/** No controller answers: Exchange stops, everywhere, and nothing in the files is hurt by it (AD-01). */
export function onDirectoryLost(w: OrgWorld): void {
  for (const d of w.plan.databases) dismount(w, d.id, true, 'the directory does not answer');
}

/** Event 514: how many logs are left. */
function logGenerations(w: OrgWorld, group: number): void {
  const { server, path } = w.plan.groups[group];
  const log = openLog(w, group);
  const left = w.plan.figures.store.lastLogGeneration - log;
  logEntry(
    w,
    server,
    'ese/514',
    `${path}: ${closedLogName(w, group, log)} is open, ${left} logs are left`,
  );
}

export const storeEvents: EventTable<OrgWorld> = {
  'store.fill': {
    rank: 30,
    run(w, volume) {
      const v = w.org.hardware.volumes[volume];
      v.fillTimer = 0;
      v.fillCheckAt = -1;
      if (v.lost || v.full) return;
      if (!isOverfull(w, volume)) {
        watchFill(w, volume);
        return;
      }
      v.full = true;
      w.say('log-volume.full', { volume });
      for (const group of w.plan.groups) {
        if (group.logVolume !== volume) continue;
        logEntry(
          w,
          group.server,
          'ese/428',
          `${group.path}: ${w.plan.volumes[volume].path} is full`,
        );
        for (const d of group.databases) {
          dismount(w, d, false, `${w.plan.volumes[volume].path} is full`);
        }
      }
      w.tell('logVolumeFull', volume, 0);
    },
  },
  'store.lag': {
    rank: 30,
    run(w, group) {
      w.org.store.groups[group].lagTimer = 0;
      // Databases that stopped meanwhile made it slower.
      if (!lagsTooFar(w, group)) {
        watchLag(w, group, w.now + 1);
        return;
      }
      const because = `-614: its checkpoint lags ${w.plan.figures.store.checkpointLagLogs} logs behind`;
      const { server, databases, path } = w.plan.groups[group];
      logEntry(w, server, 'ese/471', `${path}: ${because}`);
      for (const d of databases) dismount(w, d, false, because);
      logEntry(w, server, 'store/1159', `${path}: ${because}`);
      w.tell('checkpointLags', group, 0);
    },
  },
  'store.generations': {
    rank: 30,
    run(w, group) {
      w.org.store.groups[group].generationTimer = 0;
      // Databases that stopped meanwhile made it slower.
      if (!generationsUsedUp(w, group)) {
        if (tellsOfGeneration(w, group)) logGenerations(w, group);
        watchGenerations(w, group, w.now + 1);
        return;
      }
      const last = closedLogName(w, group, w.plan.figures.store.lastLogGeneration);
      const why = `-519: ${last} was the last log that its stream may have`;
      const { server, databases, path } = w.plan.groups[group];
      for (const d of databases) dismount(w, d, false, why);
      logEntry(w, server, 'store/1159', `${path}: ${why}`);
      w.tell('generationsUsedUp', group, 0);
    },
  },
};
