/** Scripted faults: at their instant they do what chance could have done. */
import type { EventTable } from '../../../engine/types.ts';
import { failBackup } from '../../backup/job-faults.ts';
import { failController } from '../../directory/strikes.ts';
import { BY_FAULT, failDisk } from '../../hardware/disks.ts';
import { failServer } from '../../hardware/servers.ts';
import { loseVolumes } from '../../hardware/strikes.ts';
import { loseCatalogue } from '../../media/catalogue.ts';
import { loseMedia } from '../../media/losing.ts';
import { destroy } from '../../operations/destroys.ts';
import { corruptContent } from '../../store/corruption.ts';
import { damagePages } from '../../store/strikes.ts';
import { findSet } from '../../media/sets.ts';
import type { OrgWorld } from '../../world.ts';
import { returnLabCopy } from './lab-copy.ts';
import { strikeCheckpoint, strikeLog } from './logs.ts';

function strike(w: OrgWorld, index: number): void {
  const fault = w.plan.faults[index];
  if (fault.verb === 'lose') {
    const { path, volumes, disks, controllers } = fault;
    if (volumes.length > 0) loseVolumes(w, `${path}:volume-lost:1`, path, volumes);
    disks.forEach((disk, i) => failDisk(w, disk, `${path}:disk-failed:${i + 1}`, BY_FAULT + index));
    controllers.forEach((c, i) => failController(w, `${path}:controller-failed:${i + 1}`, c, true));
    return;
  }
  if (fault.verb === 'lose-media') {
    fault.media.forEach((library, i) => loseMedia(w, library, fault.path, i + 1));
    for (const library of fault.catalogues) loseCatalogue(w, library, 'by script');
    return;
  }
  if (fault.verb === 'fail') {
    const { path, servers, controllers, backups, hangs } = fault;
    servers.forEach((s, i) => failServer(w, `${path}:server-failed:${i + 1}`, s));
    controllers.forEach((c, i) => failController(w, `${path}:controller-failed:${i + 1}`, c));
    backups.forEach((backup, i) => {
      const key = `${path}:job-failed:${i + 1}`;
      const because = failBackup(w, key, backup, hangs);
      w.say('cause.struck', { key, cause: 'job-failed', owner: path, absorbed: true, because });
    });
    return;
  }
  if (fault.verb === 'delete') {
    destroy(w, `${fault.path}:operator-destroys:1`, fault.path, fault.thing);
    return;
  }
  if (fault.verb === 'corrupt') {
    const { path, database, pages, singleBit, level, badSpot } = fault;
    const key = `${path}:page-damage:1`;
    damagePages(w, key, database, 1_000_000 + index, { pages, singleBit, level }, badSpot);
    return;
  }
  if (fault.verb === 'misuse') {
    const { group, mistake, noticed } = fault;
    // It is made at once, in no restore.
    if (mistake === 'lab-copy-returned') {
      returnLabCopy(w, group, fault.path);
      return;
    }
    w.org.recovery.misuses.push({ group, mistake, key: `${fault.path}:slip:1`, noticed });
    return;
  }
  if (fault.verb === 'break-log') {
    strikeLog(w, fault);
    return;
  }
  if (fault.verb === 'delete-checkpoint') {
    strikeCheckpoint(w, fault.path, fault.group);
    return;
  }
  if (fault.verb === 'kill') {
    const { path, database, extent } = fault;
    corruptContent(w, `${path}:logical-corruption:1`, path, database, extent);
    return;
  }
  const ids = w.org.store.groups[fault.group].sets;
  const newest = [...ids]
    .reverse()
    .find((id) => fault.only === 'any' || findSet(w, id)?.type === 'full');
  const set = newest === undefined ? null : findSet(w, newest);
  w.say('cause.struck', {
    key: `${fault.path}:set-unreadable:1`,
    cause: 'set-unreadable',
    owner: fault.path,
    absorbed: true,
    because: set === null ? 'there was no set to spoil' : 'nobody knows until it is read',
  });
  if (set !== null) set.fate = 'bad';
}

export const faultEvents: EventTable<OrgWorld> = {
  'fault.strike': { rank: 10, run: (w, index) => strike(w, index) },
};
