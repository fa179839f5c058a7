/** Servers, controllers and arrays of a story: when they were down or rebuilding. */
import { formatDuration } from '../../engine/clock.ts';
import type { Ms } from '../../engine/types.ts';
import type { Plan } from '../../org/plan.ts';
import type { TimelineSpan } from '../data.ts';
import { serverLane } from './lanes.ts';
import { mediaText } from './media.ts';
import type { Recorded } from './record.ts';
import type { HeardFact } from '../../measure/heard.ts';
import { isOurs, type Scene } from './scene.ts';
import { groupName } from './words.ts';

/** 'exch2/database disk 3' for servers/exch2/nodes/a/volumes/database/disks/3. */
export function diskName(plan: Plan, disk: number): string {
  const { name, server, firstDisk } = plan.volumes[plan.disks[disk].volume];
  return `${plan.servers[server].name}/${name} disk ${disk - firstDisk + 1}`;
}

/** The server on which something of this kind happened, if the story shows it; -1 otherwise. */
function serverOf({ plan, servers }: Scene, said: Recorded): number {
  const server =
    said.name === 'server.down' || said.name === 'server.up'
      ? said.fact.server
      : said.name === 'rebuild.began' || said.name === 'rebuild.ended'
        ? plan.volumes[said.fact.volume].server
        : -1;
  return servers.includes(server) ? server : -1;
}

/** What a line of the story says of a machine; null where it is about none, or none of ours. */
export function machineText(scene: Scene, said: Recorded): string | null {
  const { plan, row } = scene;
  const media = mediaText(scene, said);
  if (media !== null) return media;
  if (said.name === 'controller.up') {
    const { controller, downSince, at } = said.fact;
    if (row.scope !== 'directory' || at < row.at) return null;
    return `${plan.controllers[controller].name} answers again after ${formatDuration(at - downSince)}`;
  }
  if (said.name === 'directory.restored') return directoryText(scene, said.fact);
  if (said.name === 'files.restored') return filesText(scene, said.fact);
  if (said.name === 'mailboxes.restored') return mailboxesText(scene, said.fact);
  if (serverOf(scene, said) < 0) return null;
  if (said.name === 'server.up') {
    const { server, downSince, at } = said.fact;
    return `${plan.servers[server].name} runs again after ${formatDuration(at - downSince)}`;
  }
  if (said.name === 'rebuild.began') return `${diskName(plan, said.fact.disk)} is being rebuilt`;
  if (said.name !== 'rebuild.ended') return null;
  const how = said.fact.completed ? 'is rebuilt' : 'is rebuilt no further';
  return `${diskName(plan, said.fact.disk)} ${how}`;
}

/** What a set brought back of a directory, and what it has forgotten since (AD-05). */
function directoryText(scene: Scene, fact: HeardFact<'directory.restored'>): string | null {
  const { plan, row } = scene;
  if (row.scope !== 'directory' || fact.at < row.at) return null;
  const { name, domain } = plan.controllers[fact.controller];
  const { outcome, because, forgotten, job } = fact;
  const set = job < 0 ? 'a set' : `the set of '${plan.fileJobs[job].name}'`;
  const what = `${name}: ${set}, ${formatDuration(fact.ageMs)} old,`;
  if (outcome === 'unreadable') return `${what} cannot be read`;
  if (outcome === 'refused') return `${what} is refused: ${because}`;
  const lost = forgotten.map(({ database }) => plan.databases[database].path).join(', ');
  const rest = lost === '' ? '' : `; the directory has forgotten what changed since of ${lost}`;
  if (outcome === 'built-anew') return `${name}: ${domain} is built anew, ${because}${rest}`;
  const one = fact.changedLogs === 1;
  const logs = one ? '1 log of changes since' : `${fact.changedLogs} logs of changes since`;
  const from = fact.partner
    ? `${logs} ${one ? 'comes' : 'come'} from another controller`
    : `${logs} ${one ? 'is' : 'are'} lost`;
  return `${what} is restored${because === '' ? '' : ` (${because})`}, ${from}${rest}`;
}

/** What a set of mailboxes brought back of what had been deleted. */
function mailboxesText(scene: Scene, fact: HeardFact<'mailboxes.restored'>): string | null {
  if (!isOurs(scene, fact.incident, fact.at)) return null;
  const set = `${groupName(scene.plan, fact.group)}: the mailboxes set of '${scene.plan.fileJobs[fact.job].name}', ${formatDuration(fact.ageMs)} old,`;
  if (fact.messages === null) return `${set} cannot be read`;
  return `${set} brings back ${Math.round(fact.messages)} messages, and nothing that came since is touched`;
}

/** What became of a set of files that was read for a server that is built again. */
function filesText(scene: Scene, fact: HeardFact<'files.restored'>): string | null {
  const { plan, servers } = scene;
  if (!servers.includes(fact.server) || !isOurs(scene, fact.incident, fact.at)) return null;
  const { name, saves } = plan.fileJobs[fact.job];
  const what = `${plan.servers[fact.server].name}: the ${saves} set of '${name}', ${formatDuration(fact.ageMs)} old,`;
  const why = fact.because === '' ? '' : ` (${fact.because})`;
  if (fact.outcome === 'restored') return `${what} is restored${why}`;
  if (fact.outcome === 'unreadable') return `${what} cannot be read`;
  if (fact.outcome === 'locked') return `${what} is refused: ${fact.because}`;
  return `${what} is restored, and Windows does not run with it${why}`;
}

/** Stretches on the lanes of the servers: a server down, an array rebuilding. */
export function machineSpans(scene: Scene): TimelineSpan[] {
  const spans: TimelineSpan[] = [];
  const open = new Map<string, TimelineSpan>();
  const begin = (key: string, span: Omit<TimelineSpan, 'to'>): void => {
    open.set(key, { ...span, to: scene.to });
  };
  const end = (key: string, at: Ms): void => {
    const span = open.get(key);
    if (span !== undefined) spans.push({ ...span, to: at });
    open.delete(key);
  };
  for (const said of scene.tape.said) {
    const server = serverOf(scene, said);
    if (server < 0) continue;
    const lane = serverLane(server);
    const from = said.fact.at;
    if (said.name === 'server.down') {
      const details = [said.fact.because];
      begin(lane, { lane, from, kind: 'down', label: 'server down', details });
    } else if (said.name === 'rebuild.began') {
      const name = diskName(scene.plan, said.fact.disk);
      const details = [name, 'its users get less of the array'];
      begin(name, { lane, from, kind: 'rebuild-array', label: 'rebuild', details });
    } else if (said.name === 'server.up') end(lane, from);
    else if (said.name === 'rebuild.ended') end(diskName(scene.plan, said.fact.disk), from);
  }
  return [...spans, ...open.values()];
}
