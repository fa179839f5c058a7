/**
 * The monitoring reads the application event log of a server, or misses the success of a job (MON-09), or users miss what an
 * offline backup has stopped (BKP-07). Somebody is called, who looks at everything there: at the jobs, at damage that any read
 * has met, at log generations that run out.
 */
import { defineProcedure, type Procedure } from '../../engine/procedure.ts';
import { startProcedure } from '../../engine/procedure-run.ts';
import type { EventTable, Ms } from '../../engine/types.ts';
import { isKeptDown } from '../backup/offline.ts';
import { lookAtJobs } from '../backup/reading.ts';
import { alarmAfter, readsEntryAt } from '../eventlog/monitoring.ts';
import { setOf } from '../media/sets.ts';
import type { OrgWorld } from '../world.ts';
import { renumberInTime } from './renumber.ts';
import { bookWork, comeToWork, whoDecides } from './remount.ts';

export interface AlarmVars {
  readonly server: number;
  /** What called: names the channel in facts. */
  readonly by: 'the application log' | 'a missing success' | 'an alarm' | 'a call of users';
  team: number;
  since: Ms;
}

export const answerAlarm = defineProcedure<OrgWorld, AlarmVars>('operations.alarm', {
  first: 'begin',
  steps: {
    begin: { then: whoDecides },
    ...comeToWork<AlarmVars>('look'),
    look: {
      lasts: (w) => w.plan.figures.operations.stepMs,
      end: (w, p: Procedure<AlarmVars>) => {
        const { server, by } = p.vars;
        w.org.operations.servers[server].alarmed = false;
        lookAtJobs(w, server, by);
        for (const group of w.plan.servers[server].groups) renumberInTime(w, group);
        w.tell('logRead', server, 0);
      },
      then: 'done',
    },
  },
  tags: () => ({ job: -1, group: -1, database: -1, drive: -1, person: true }),
  onDone: (w, p) => bookWork(w, p.vars),
});

function raise(w: OrgWorld, server: number, by: AlarmVars['by'], because: string): void {
  w.org.operations.servers[server].alarmed = true;
  w.say('alarm.raised', { server, because });
  startProcedure(w, answerAlarm, { server, by, team: 0, since: -1 });
}

/** Whether somebody is on the way to a server, and will look at everything there. */
const isCalled = (w: OrgWorld, server: number): boolean =>
  (w.org.procedures.list as (Procedure<AlarmVars> | null)[]).some(
    (p) => p?.name === answerAlarm.name && p.vars.server === server,
  );

/** An entry was written: whoever reads the log will see it, with all others that come until then. */
export function onEntryLogged(w: OrgWorld, server: number, isError: number): void {
  const state = w.org.operations.servers[server];
  if (state.alarmed) return;
  const at = readsEntryAt(w.plan, isError === 1 ? 'error' : 'warning', w.now);
  if (at === Infinity) return;
  state.alarmed = true;
  w.at(at, 'operations.read-events', server, 0);
}

/** A backup keeps the Information Store service stopped and does not go on: from an instant on somebody misses that. */
export function onServiceKeptDown(w: OrgWorld, server: number, from: Ms): void {
  w.at(alarmAfter(w.plan, from, false).at, 'operations.service-missed', server, 0);
}

/** Unless it goes on again, or somebody is on the way. */
function missService(w: OrgWorld, server: number): void {
  if (isCalled(w, server) || !isKeptDown(w, server)) return;
  const by = w.plan.operations.monitoring.watchesMs === null ? 'a call of users' : 'an alarm';
  raise(w, server, by, `${w.plan.servers[server].path} is stopped by an offline backup`);
}

/** Whether a job has written a set of a group since it was due. */
function succeeded(w: OrgWorld, job: number, group: number, due: Ms): boolean {
  const { sets } = w.org.store.groups[group];
  for (let i = sets.length - 1; i >= 0; i--) {
    const set = setOf(w, sets[i]);
    if (set.completedAt < due) return false;
    if (set.job === job) return true;
  }
  return false;
}

/** A job was due so long ago that it should have succeeded: somebody is called where that is news. */
function missSuccess(w: OrgWorld, job: number, due: Ms): void {
  const { name, groups } = w.plan.jobs[job];
  const { unseen, occasions } = w.org.backup.jobs[job];
  const runs = occasions.some((each) => each.night === due);
  for (const { group } of groups) {
    const { server, path } = w.plan.groups[group];
    // Entries that are still to be read call nobody: the next reading may be days away.
    if (isCalled(w, server) || succeeded(w, job, group, due)) continue;
    // What failed and was seen is known; it will run again.
    if (!runs && !unseen.some((each) => each.group === group)) continue;
    raise(w, server, 'a missing success', `no success of '${name}' for ${path}`);
  }
}

export const alarmEvents: EventTable<OrgWorld> = {
  'operations.read-events': {
    rank: 52,
    run: (w, server) => {
      // Somebody has looked at them already, or will.
      if (!w.org.operations.servers[server].alarmed || isCalled(w, server)) return;
      const { path } = w.plan.servers[server];
      raise(w, server, 'the application log', `an entry in the application log of ${path}`);
    },
  },
  'operations.service-missed': { rank: 53, run: (w, server) => missService(w, server) },
  'operations.missing': { rank: 51, run: (w, job, due) => missSuccess(w, job, due) },
};
