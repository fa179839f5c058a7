/** What the lanes of a timeline are at one recorded instant. A new kind of lane is one more function here. */
import type { Plan } from '../../org/plan.ts';
import { drivePool, handsPool, peoplePool } from '../../org/pools.ts';
import type { Doing, LaneState } from '../data.ts';
import { databaseState, groupState } from './store-states.ts';
import {
  databaseLane,
  driveLane,
  groupLane,
  HUB_LANE,
  jobLane,
  personLane,
  volumeLane,
} from './lanes.ts';
import type { Look } from './look.ts';
import { doingOf } from './look.ts';
import { groupName } from './words.ts';

/** Every lane of which there is anything to say, by its id. */
export function lanesAt(look: Look): Record<string, LaneState> {
  const { plan, servers, databases } = look.scene;
  const lanes: Record<string, LaneState> = {};
  const put = (lane: string, doing: readonly Doing[]): void => {
    if (doing.length > 0) lanes[lane] = { doing };
  };
  put(HUB_LANE, waitingMail(look));
  for (const server of servers) {
    for (const volume of plan.servers[server].volumes)
      put(volumeLane(volume), volumeDoes(look, volume));
    for (const group of plan.servers[server].groups)
      lanes[groupLane(group)] = groupState(look, group);
  }
  for (const database of databases) lanes[databaseLane(database)] = databaseState(look, database);
  for (const library of plan.libraries) {
    library.drives.forEach((drive, unit) => {
      const { holder } = look.org.procedures.pools[drivePool(library.id)];
      put(driveLane(drive), driveDoes(look, holder[unit]));
    });
  }
  for (const team of plan.operations.teams) {
    const { holder } = look.org.procedures.pools[peoplePool(plan, team.id)];
    holder.forEach((id, unit) => put(personLane(team.id, unit), personDoes(look, id)));
  }
  for (const job of plan.jobs) put(jobLane(job.id), jobDoes(look, job.id, plan));
  return lanes;
}

/** For a backup of any server, since a restore may have to wait for it; for a restore, its step. */
function driveDoes(look: Look, holder: number): Doing[] {
  const running = look.running.get(holder);
  if (running === undefined) return [];
  const { job, group, procedure, span } = running;
  const whose = group < 0 ? '' : groupName(look.scene.plan, group);
  if (job >= 0) return [doingOf(look, running, 'backup', `${whose} ${procedure.step}`)];
  return [doingOf(look, running, span === '' ? 'backup' : span, `${span} ${whose}`)];
}

/** Somebody who works on an incident does whatever takes hands; the rest of the time they watch over it. */
function personDoes(look: Look, holder: number): Doing[] {
  const running = look.running.get(holder);
  if (running === undefined) return [];
  const { plan } = look.scene;
  const { trail } = running.procedure;
  const hands = trail < 0 ? undefined : look.org.procedures.pools[handsPool(plan, trail)];
  const helped = look.running.get(hands?.holder[0] ?? -1);
  if (helped !== undefined) {
    const whose = helped.group < 0 ? '' : ` ${groupName(plan, helped.group)}`;
    return [doingOf(look, helped, helped.span, `${helped.span}${whose}`)];
  }
  const { span, procedure } = running;
  if (procedure.name === 'recovery.incident' && procedure.step === 'restore') {
    const watch = doingOf(look, running, 'restore-image', 'watches the restores');
    return [{ ...watch, because: '' }];
  }
  return [
    doingOf(look, running, span === '' ? 'decide' : span, span === '' ? procedure.step : span),
  ];
}

function volumeDoes({ org, at }: Look, volume: number): Doing[] {
  const { lost, lostBy, full } = org.hardware.volumes[volume];
  const doing = (kind: string, label: string, because: string): Doing[] => [
    { id: label, kind, label, because, since: at },
  ];
  if (lost) return doing('down', 'lost', `root cause ${lostBy}`);
  return full ? doing('impaired', 'full', 'no room for another log') : [];
}

/** One night of a job, from the first group to the last. */
function jobDoes(look: Look, job: number, plan: Plan): Doing[] {
  const groups = [...look.running.values()].filter((each) => each.job === job);
  if (groups.length === 0) return [];
  const waiting = groups.filter(
    ({ request, procedure }) => request !== null && procedure.step === 'open',
  );
  const label = plan.jobs[job].name;
  const because = `${groups.length - waiting.length} groups at work, ${waiting.length} waiting`;
  return [{ id: 'night', kind: 'backup', label, because, since: look.at }];
}

/** Mail for a database that is down waits on the hubs, until it is too old. */
function waitingMail({ scene, org }: Look): Doing[] {
  const down = scene.databases
    .map((id) => org.store.databases[id])
    .filter(({ mounted, downSince }) => !mounted && downSince >= scene.from);
  if (down.length === 0) return [];
  const what = down.length === 1 ? '1 database' : `${down.length} databases`;
  const since = Math.min(...down.map(({ downSince }) => downSince));
  return [{ id: 'mail', kind: 'waiting', label: `mail for ${what} waits`, because: '', since }];
}
