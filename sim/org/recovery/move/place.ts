/** Places that a database may go to, and what stands against one just now (RST-37, E-53). */
import type { Ms } from '../../../engine/types.ts';
import { serverRuns } from '../../hardware/servers.ts';
import { editions } from '../../store/editions.ts';
import { logsOnVolume } from '../../store/fill.ts';
import { generationsUsedUp } from '../../store/generations.ts';
import { forkStream, openLog } from '../../store/stream.ts';
import type { OrgWorld } from '../../world.ts';
import { freeBytes } from '../restore/room.ts';

/** A storage group, and the volume for the files. */
export interface Target {
  readonly group: number;
  readonly volume: number;
}

/** Whether the files lie there already, or need only a new name in their directory. */
export const isAtHome = (w: OrgWorld, database: number, to: Target): boolean =>
  w.plan.databases[database].group === to.group && w.plan.databases[database].volume === to.volume;

/** Why a database cannot go there now, by the error that an operator would see; null: it can. */
export function refusal(w: OrgWorld, database: number, to: Target): string | null {
  const { group, volume } = to;
  const { server, databases, logVolume, path } = w.plan.groups[group];
  const { volumes } = w.org.hardware;
  const { kind } = w.plan.databases[database];
  if (kind === 'public' && w.plan.databases[database].server !== server)
    return 'public folders are not moved between servers, since that disrupts their replication';
  if (isAtHome(w, database, to)) return `it lives in ${path} already`;
  if (!serverRuns(w, server)) return `${w.plan.servers[server].name} is down`;
  const lost = [volume, logVolume].find((v) => volumes[v].lost);
  if (lost !== undefined) return `${w.plan.volumes[lost].path} is lost`;
  if (w.org.store.groups[group].logsLost && databases.length > 0)
    return `the logs of ${path} are lost`;
  if (generationsUsedUp(w, group)) return `-519: the log generations of ${path} are used up`;
  const { maxDatabasesPerGroup } = editions[w.plan.version].enterprise;
  if (w.plan.databases[database].group !== group && databases.length >= maxDatabasesPerGroup)
    return `${path} has ${databases.length} databases already`;
  if (w.plan.databases[database].volume === volume) return null;
  const free = freeBytes(w, volume) - logsOnVolume(w, volume) * w.plan.figures.store.logBytes;
  const { sizeBytes } = w.plan.databases[database];
  return sizeBytes <= free ? null : `NO_SPACE: ${w.plan.volumes[volume].path} has no room for it`;
}

/** A group that everybody has left, and whose logs went later, begins a new log stream for whoever comes. */
export function makeReady(w: OrgWorld, { group }: Target): void {
  if (!w.org.store.groups[group].logsLost || w.plan.groups[group].databases.length > 0) return;
  const parent = w.org.store.groups[group].segment;
  const log = openLog(w, group);
  const segment = forkStream(w, group, log);
  w.say('stream.forked', { group, segment, parent, log, because: 'it was empty, without logs' });
}

/**
 * Copying bytes from one volume to another, on the server or over the network; within one volume nothing but the name in
 * its directory changes (RST-35).
 */
export function copyMs(w: OrgWorld, bytes: number, from: number, to: number): Ms {
  if (from === to) return 0;
  const [source, target] = [w.plan.volumes[from], w.plan.volumes[to]];
  const disks = Math.min(source.readBytesPerSecond, target.writeBytesPerSecond);
  const { networkBytesPerSecond } = w.plan.figures.hardware;
  const rate = source.server === target.server ? disks : Math.min(disks, networkBytesPerSecond);
  return Math.ceil((bytes / rate) * 1000);
}
