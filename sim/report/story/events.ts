/** Instants of the timeline: strikes, who noticed, what failed, what was given up. */
import { formatDuration } from '../../engine/clock.ts';
import type { TimelineEvent } from '../data.ts';
import { databaseLane, driveLane, groupLane, INCIDENT_LANE, serverLane } from './lanes.ts';
import type { Recorded } from './record.ts';
import type { Scene } from './scene.ts';
import { isOurs } from './scene.ts';
import { databaseName, groupName } from './words.ts';

export function eventsOf(scene: Scene): TimelineEvent[] {
  return scene.tape.said.flatMap((each) => {
    const event = eventOf(scene, each);
    return event === null ? [] : [event];
  });
}

function eventOf(scene: Scene, { name, fact }: Recorded): TimelineEvent | null {
  const { plan } = scene;
  const make = (lane: string, label: string, ...details: string[]): TimelineEvent => ({
    ...{ lane, at: fact.at, kind: name, label },
    details: details.filter((text) => text !== ''),
  });
  switch (name) {
    case 'cause.struck': {
      const ours = scene.row.causes.includes(fact.key);
      const server = plan.servers.find(({ path }) => isUnder(fact.owner, path));
      if (ours) return make(INCIDENT_LANE, fact.cause, fact.owner, fact.because);
      if (server === undefined || !scene.servers.includes(server.id)) return null;
      return make(serverLane(server.id), fact.cause, fact.owner, fact.because);
    }
    case 'incident.noticed':
      if (!isOurs(scene, fact.incident, fact.at)) return null;
      return make(INCIDENT_LANE, 'noticed', `by ${fact.by}`);
    case 'incident.closed':
      if (fact.key !== scene.row.key) return null;
      return make(INCIDENT_LANE, 'closed', formatDuration(fact.at - fact.openedAt));
    case 'recovery.fallback':
      if (!isOurs(scene, fact.incident, fact.at)) return null;
      return make(groupLane(fact.group), 'fallback', fact.because, `next: ${fact.next}`);
    case 'set.unreadable':
      if (!shows(scene, fact.group)) return null;
      return make(groupLane(fact.group), 'set unreadable', `set ${fact.set}`);
    case 'job.found-wrong':
      if (!shows(scene, fact.group)) return null;
      return make(groupLane(fact.group), 'job wrong', `found by ${fact.by}`);
    case 'stream.forked':
      if (!shows(scene, fact.group)) return null;
      return make(groupLane(fact.group), 'new log stream', fact.because, `from log ${fact.log}`);
    case 'logs.truncated':
      if (!shows(scene, fact.group)) return null;
      return make(
        groupLane(fact.group),
        'logs deleted',
        `logs ${fact.from} to ${fact.to}`,
        fact.because,
      );
    case 'cartridge.lost':
      return make(INCIDENT_LANE, 'cartridge lost', `cartridge ${fact.cartridge}`, fact.because);
    case 'cartridge.taken':
      return make(driveLane(fact.drive), 'cartridge', `cartridge ${fact.cartridge}`, fact.because);
    case 'database.up':
      if (!scene.databases.includes(fact.database)) return null;
      return make(databaseLane(fact.database), 'mounted', databaseName(plan, fact.database));
    case 'replay.done': {
      if (!scene.groups.includes(fact.group)) return null;
      const label = `replayed ${groupName(plan, fact.group)}`;
      const detail = `logs ${fact.from} to ${fact.to}, ${fact.onDisk} of them from disk`;
      return make(groupLane(fact.group), label, detail);
    }
    default:
      return null;
  }
}

/** Groups of the affected servers have a lane. */
function shows(scene: Scene, group: number): boolean {
  return scene.servers.includes(scene.plan.groups[group].server);
}

function isUnder(path: string, root: string): boolean {
  return path === root || path.startsWith(`${root}/`);
}
