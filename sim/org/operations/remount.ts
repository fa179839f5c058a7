/** Steps that the runbooks for stopped databases share: somebody is called, then recovers and mounts one by one. */
import type { Procedure, StepDefinition, StepTags } from '../../engine/procedure.ts';
import type { Ms } from '../../engine/types.ts';
import { orderFull } from '../backup/news.ts';
import { ALARMED, alarmAfter } from '../eventlog/monitoring.ts';
import { peoplePool } from '../pools.ts';
import {
  finishSoftRecovery,
  mount,
  mountError,
  softRecoveryLogs,
  softRecoveryMs,
} from '../store/mount.ts';
import { closedLogName, openLogName } from '../store/names.ts';
import type { OrgWorld } from '../world.ts';
import { callMs, nobodyDecides, teamToAsk } from './people.ts';

export interface RemountVars {
  team: number;
  /** When somebody began to work on it, or -1. */
  since: Ms;
  /** Databases that stopped and are still to be mounted. */
  databases: number[];
}

/** The same for the databases of one group. */
export interface GroupRemountVars extends RemountVars {
  readonly group: number;
}

export const groupRemount = (group: number): GroupRemountVars => ({
  group,
  team: 0,
  since: -1,
  databases: [],
});

/** Where the timeline shows the work on a group. */
export const groupTags = (_w: OrgWorld, { vars }: Procedure<GroupRemountVars>): StepTags => ({
  job: -1,
  group: vars.group,
  database: vars.databases[0] ?? -1,
  drive: -1,
  person: true,
});

type Steps<V> = Readonly<Record<string, StepDefinition<OrgWorld, V>>>;

/** Databases of a group that could be mounted; others belong to somebody else's recovery by now. */
export function stoppedIn(w: OrgWorld, group: number): number[] {
  return w.plan.groups[group].databases.filter((d) => {
    const isDown = w.plan.databases[d].mounted && !w.org.store.databases[d].mounted;
    const error = mountError(w, d);
    return isDown && (error === null || error === 'missing-log-file');
  });
}

/** From the stop of databases until somebody is there to do the step `then`. */
export function callSomebody<V extends RemountVars>(then: string): Steps<V> {
  return {
    detect: {
      lasts: (w) => alarmAfter(w.plan, w.now, true).at - w.now,
      end: (w, p) => {
        if (p.trail < 0) return;
        const { by } = alarmAfter(w.plan, p.asked, true);
        w.tell('stopNoticed', p.trail, 0);
        w.say('incident.noticed', { incident: p.trail, by });
      },
      span: 'detect',
      because: (w, p) => ALARMED[alarmAfter(w.plan, p.asked, true).by],
      then: whoDecides,
    },
    ...comeToWork(then),
  };
}

/** After an alarm: the next step. */
export const whoDecides = (w: OrgWorld): string => (nobodyDecides(w) ? 'muster' : 'decide');

/** From the alarm until somebody is there to do the step `then`. */
export function comeToWork<V extends Pick<RemountVars, 'team' | 'since'>>(then: string): Steps<V> {
  return {
    muster: {
      lasts: (w) => callMs(w, w.plan.operations.teams[teamToAsk(w)]),
      span: 'call',
      because: () => 'out of hours and nobody is on call: until work begins',
      then: 'decide',
    },
    decide: {
      needs: (w, p) => {
        p.vars.team = teamToAsk(w);
        return [{ pool: peoplePool(w.plan, p.vars.team), unit: -1 }];
      },
      begin: (w, p) => {
        p.vars.since = w.now;
      },
      lasts: (w) => w.plan.figures.operations.decideMs,
      span: 'decide',
      waitSpan: 'wait-person',
      because: () => 'deciding what to do',
      then: 'call',
    },
    call: {
      lasts: (w, p) => callMs(w, w.plan.operations.teams[p.vars.team]),
      span: 'call',
      because: (w, p) =>
        w.plan.operations.teams[p.vars.team].onCallMs === null
          ? 'out of hours and nobody is on call: until work begins'
          : 'out of hours: somebody is called in',
      then,
    },
  };
}

/** Which step follows while databases are still to be mounted, and when none is. */
export function recoverOrEnd<V extends RemountVars>(_w: OrgWorld, p: Procedure<V>): string {
  return p.vars.databases.length > 0 ? 'recover' : 'done';
}

/** Soft recovery and mount of each database in turn; `mounted` hears of each that was tried. */
export function recoverAndMount<V extends RemountVars>(
  mounted: (w: OrgWorld, p: Procedure<V>, group: number) => void,
): Steps<V> {
  return {
    recover: {
      lasts: (w, p) => softRecoveryMs(w, w.plan.databases[p.vars.databases[0]].group),
      span: 'replay',
      because: (w, p) => replaying(w, w.plan.databases[p.vars.databases[0]].group),
      then: 'mount',
    },
    mount: {
      lasts: (w) => w.plan.figures.operations.mountMs,
      end: (w, p) => {
        const d = p.vars.databases.shift() as number;
        const { group } = w.plan.databases[d];
        // Something worse may have happened to it meanwhile; then it has a recovery of its own.
        if (!w.org.store.databases[d].mounted && mountError(w, d) === null) {
          if (!w.org.store.databases[d].clean) finishSoftRecovery(w, group);
          mount(w, d);
        } else if (mountError(w, d) === 'missing-log-file') {
          // Replay fails: that is for those who restore.
          w.tell('logFileLost', group, 0);
        }
        mounted(w, p, group);
      },
      span: 'mount',
      because: () => 'mounting what had stopped',
      then: (w, p) => {
        if (p.trail >= 0) w.tell('remounted', p.id, 0);
        return recoverOrEnd(w, p);
      },
    },
  };
}

/** What soft recovery of a group replays, in words. */
export function replaying(w: OrgWorld, group: number): string {
  const { from, to } = softRecoveryLogs(w, group);
  return `replaying ${to - from + 1} logs, ${closedLogName(w, group, from)} to ${openLogName(w, group)}`;
}

/** One full of all that came back, when the last of the group did. */
export function orderFullAtLast<V extends RemountVars>(
  w: OrgWorld,
  p: Procedure<V>,
  group: number,
): void {
  const isLast = !p.vars.databases.some((other) => w.plan.databases[other].group === group);
  const anybody = w.plan.groups[group].databases.some((x) => w.org.store.databases[x].mounted);
  if (isLast && anybody) orderFull(w, group);
}

/** Its work is booked; what it was to bring back and could not is for those who restore. */
export function remountEnds<V extends RemountVars>(w: OrgWorld, p: Procedure<V>): void {
  bookWork(w, p.vars);
  if (p.trail >= 0) w.tell('remountEnded', p.id, 0);
}

/** The hours of whoever worked on it, once it is done. */
export function bookWork(w: OrgWorld, { team, since }: Pick<RemountVars, 'team' | 'since'>): void {
  if (since >= 0) w.say('person.worked', { team, from: since });
}
