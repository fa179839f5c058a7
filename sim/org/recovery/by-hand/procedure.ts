/**
 * Recovery of a group by hand, since it does not start by itself (REC-12, REC-13, REC-15): its mount fails with -1216;
 * somebody copies all logs, the open one included, runs `eseutil /r Enn /i` in the log folder, and mounts the databases.
 */
import { defineProcedure, type Procedure } from '../../../engine/procedure.ts';
import { startProcedure } from '../../../engine/procedure-run.ts';
import { logEntry } from '../../eventlog/write.ts';
import { handsPool, recoveryPool } from '../../pools.ts';
import { unsettled } from '../../store/kills.ts';
import { missingAttached } from '../../store/missing.ts';
import { recoveryGap, softRecoveryLogs } from '../../store/mount.ts';
import type { OrgWorld } from '../../world.ts';
import { incidentOf } from '../incident.ts';
import { childIsDone } from '../runbook/children.ts';
import { startGroups } from '../runbook/start-groups.ts';
import { hands } from '../restore/hands.ts';
import { mountStep } from '../restore/mounting.ts';
import { slipAt } from '../slips/chance.ts';
import type { IncidentState } from '../state.ts';
import { copiedLogs, copyLogsMs, hasRoomForLogs } from './copied-logs.ts';
import { beginRun, findOut, pathSwitches, runMs, runText, type EseutilVars } from './eseutil.ts';
import { ignoreMissing } from './missing.ts';

export interface ByHandVars extends EseutilVars {
  /** Whether the logs, the open one included, lie somewhere else as well. */
  copied: boolean;
}

type P = Procedure<ByHandVars>;

function missing(w: OrgWorld, group: number): string {
  const names = missingAttached(w, group).map((d) => w.plan.databases[d].path);
  return names.length === 0 ? 'nothing is missing any more' : `${names.join(', ')} is missing`;
}

/** The store has tried to start the group, and says why it cannot. */
function sayWhy(w: OrgWorld, group: number): void {
  const { server, path } = w.plan.groups[group];
  const text = `${path}: -1216, ${missing(w, group)}`;
  logEntry(w, server, 'ese/494', text);
  logEntry(w, server, 'store/9519', text);
}

/** The logs are copied before the run, unless there is no room or somebody forgets it. */
function copiesLogs(w: OrgWorld, v: ByHandVars): boolean {
  if (!hasRoomForLogs(w, v.group)) return false;
  const slip = slipAt(w, {
    ...{ incident: v.incident, group: v.group, step: 'copy-logs' },
    possible: () => missingAttached(w, v.group).length > 0,
  });
  return slip === null;
}

function command(w: OrgWorld, group: number): string {
  const { prefix, logVolume } = w.plan.groups[group];
  return `eseutil /r ${prefix} /i${pathSwitches(w, w.plan.volumes[logVolume].path)}`;
}

/** Whether a database that serves again lacks mail which its logs have deleted: whoever restores sees to that. */
const isToWeigh = (w: OrgWorld, incident: number, database: number): boolean =>
  unsettled(w, database, incidentOf(w, incident).causes).length > 0;

export const recoverByHand = defineProcedure<OrgWorld, ByHandVars>('recovery.by-hand', {
  first: 'try',
  steps: {
    try: {
      needs: hands,
      lasts: (w) => w.plan.figures.operations.mountMs,
      end: (w, p) => sayWhy(w, p.vars.group),
      gives: (w, p) => [handsPool(w.plan, p.vars.incident)],
      span: 'mount',
      waitSpan: 'wait-person',
      because: (w, p) => `-1216: none of its databases can be mounted, ${missing(w, p.vars.group)}`,
      then: (w, p) => (copiesLogs(w, p.vars) ? 'copy' : 'run'),
    },
    copy: {
      lasts: (w, p) => copyLogsMs(w, p.vars.group),
      end: (_w, p) => {
        p.vars.copied = true;
      },
      span: 'replay',
      because: (w, p) => `copying ${copiedLogs(w, p.vars.group)}`,
      then: 'run',
    },
    run: {
      needs: (w, p) => [
        { pool: recoveryPool(w.plan, w.plan.groups[p.vars.group].server), unit: -1 },
      ],
      priority: (_w, p) => p.vars.group,
      begin: (w, p) => {
        const missing = missingAttached(w, p.vars.group).length > 0;
        beginRun(w, p.vars, { outOfPlace: false, missing });
      },
      lasts: (w, p) => {
        const { from, to } = softRecoveryLogs(w, p.vars.group);
        return runMs(w, p.vars, to - from + 1);
      },
      end: (w, p) => {
        p.vars.broken = recoveryGap(w, p.vars.group) !== null;
        if (p.vars.slipped === null && !p.vars.broken)
          ignoreMissing(w, p.vars.group, p.vars.copied);
      },
      gives: (w, p) => [recoveryPool(w.plan, w.plan.groups[p.vars.group].server)],
      span: 'replay',
      waitSpan: 'wait-recovery',
      because: (w, p) =>
        runText(
          p.vars.copied
            ? command(w, p.vars.group)
            : `${command(w, p.vars.group)}, and the open log was not copied before`,
          p.vars,
        ),
      then: (_w, p) => (p.vars.slipped !== null ? 'find-out' : p.vars.broken ? 'done' : 'mount'),
    },
    'find-out': findOut<ByHandVars>(),
    mount: mountStep<ByHandVars>({
      replays: () => 'run',
      lasts: (w) => w.plan.figures.operations.mountMs,
      isThrough: (w, p, d) => !isToWeigh(w, p.vars.incident, d),
    }),
  },
  tags: (_w, p) => ({
    job: -1,
    group: p.vars.group,
    database: p.vars.databases[0],
    drive: -1,
    person: p.step === 'try' || p.step === 'mount',
  }),
  onDone: (w, p: P) => {
    const { incident: id, databases, mounting, broken } = p.vars;
    if (mounting < databases.length && !broken) return;
    const incident = incidentOf(w, id);
    const isChild = incident.children.includes(p.id);
    const left = broken ? databases : databases.filter((d) => isToWeigh(w, id, d));
    if (isChild && left.length > 0) startGroups(w, incident, p.by, left);
    childIsDone(w, id, p);
  },
});

/** Starts it for what is sound of a group. */
export function startByHand(
  w: OrgWorld,
  incident: IncidentState,
  group: number,
  databases: readonly number[],
  by: number,
): void {
  const vars: ByHandVars = {
    ...{ incident: incident.id, group, databases: [...databases] },
    ...{ mounting: 0, linking: false, setsRead: [] },
    ...{ from: group, slipped: null, broken: false, copied: false },
  };
  incident.children.push(startProcedure(w, recoverByHand, vars, incident.id, by));
}
