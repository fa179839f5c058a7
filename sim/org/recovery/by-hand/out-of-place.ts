/**
 * Recovery out of place (REC-14 to REC-18, REC-20, RST-36): the files of a group and all of its logs are brought from the
 * disks of a server that is gone into one folder on another server; `eseutil /r Enn /i /d` runs there, without a checkpoint
 * file, away from all running groups; then the databases, clean by now, are put into their new places and mounted. Their
 * logs stay behind (REC-23).
 */
import { defineProcedure, type Procedure } from '../../../engine/procedure.ts';
import { startProcedure } from '../../../engine/procedure-run.ts';
import type { Ms } from '../../../engine/types.ts';
import { orderFull } from '../../backup/news.ts';
import { handsPool, recoveryPool } from '../../pools.ts';
import { firstLog } from '../../store/checkpoint.ts';
import { closedLogName, openLogName } from '../../store/names.ts';
import { recoveryGap } from '../../store/mount.ts';
import { openLog } from '../../store/stream.ts';
import type { OrgWorld } from '../../world.ts';
import { incidentOf } from '../incident.ts';
import { childIsDone } from '../runbook/children.ts';
import { startGroups } from '../runbook/start-groups.ts';
import { copyMs } from '../move/place.ts';
import { attachClean, settleKills } from '../outcome.ts';
import { hands } from '../restore/hands.ts';
import { mountStep } from '../restore/mounting.ts';
import { slips } from '../slips/table.ts';
import { slipAt } from '../slips/chance.ts';
import type { IncidentState } from '../state.ts';
import { originOf } from '../../homes.ts';
import { beginRun, findOut, pathSwitches, runMs, runText, type EseutilVars } from './eseutil.ts';

type P = Procedure<EseutilVars>;

/** All logs in the folder: no checkpoint file says where to begin (REC-04, REC-10). */
const logsOf = (w: OrgWorld, v: EseutilVars): number =>
  openLog(w, v.from) - firstLog(w, v.from) + 1;

/** Files and logs, one after another, over the network. */
function fetchMs(w: OrgWorld, v: EseutilVars): Ms {
  const before = originOf(w.plan).databases;
  let ms = 0;
  for (const d of v.databases) {
    const { volume, sizeBytes } = w.plan.databases[d];
    ms += copyMs(w, sizeBytes, before[d].volume, volume);
  }
  const { volume } = w.plan.databases[v.databases[0]];
  const bytes = logsOf(w, v) * w.plan.figures.store.logBytes;
  return ms + copyMs(w, bytes, w.plan.groups[v.from].logVolume, volume);
}

function command(w: OrgWorld, v: EseutilVars): string {
  const logs = `${closedLogName(w, v.from, firstLog(w, v.from))} to ${openLogName(w, v.from)}`;
  const { path } = w.plan.volumes[w.plan.databases[v.databases[0]].volume];
  const folder = `${path}/recovery`;
  const d = w.plan.recovery.eseutil === 'with-paths' ? `/d${folder}` : '/d';
  const switches = `/i ${d}${pathSwitches(w, folder)}`;
  return `eseutil /r ${w.plan.groups[v.from].prefix} ${switches}, ${logsOf(w, v)} logs, ${logs}`;
}

/**
 * Clean, hence no longer attached to the logs that it comes from: it joins those of its new group (REC-24, X-04), and where
 * these are gone, it needs none of them (ESE-34). All of its logs were replayed, with what they delete (RST-02).
 */
function recovered(w: OrgWorld, v: EseutilVars): void {
  for (const database of v.databases) settleKills(w, v, database);
  attachClean(w, v);
  for (const database of v.databases) {
    const d = w.org.store.databases[database];
    d.clean = true;
    d.attached = false;
  }
}

/** A log has gone since it was decided to bring the files: they cannot be made consistent, and sets take their place. */
function comeFromSets(w: OrgWorld, p: P): void {
  const { incident: id, databases } = p.vars;
  const incident = incidentOf(w, id);
  if (!incident.children.includes(p.id)) return;
  for (const database of databases)
    Object.assign(w.org.store.databases[database], { fileLost: true, holes: [] });
  startGroups(w, incident, p.by, databases);
  childIsDone(w, id, p);
}

const recovery = (w: OrgWorld, p: P): number =>
  recoveryPool(w.plan, w.plan.groups[p.vars.group].server);

export const recoverOutOfPlace = defineProcedure<OrgWorld, EseutilVars>('recovery.out-of-place', {
  first: 'fetch',
  steps: {
    fetch: {
      lasts: (w, p) => fetchMs(w, p.vars),
      end: (w, p) => {
        p.vars.broken = recoveryGap(w, p.vars.from) !== null;
      },
      span: 'restore-image',
      because: (w, p) =>
        `files and logs of ${w.plan.groups[p.vars.from].path}, into one folder on ${
          w.plan.servers[w.plan.groups[p.vars.group].server].name
        }`,
      then: 'run',
    },
    run: {
      needs: (w, p) => [{ pool: recovery(w, p), unit: -1 }],
      priority: (_w, p) => p.vars.group,
      begin: (w, p) => {
        // Others that its logs list have stayed behind.
        const missing = w.plan.groups[p.vars.from].databases.length > 0;
        beginRun(w, p.vars, { outOfPlace: true, missing });
      },
      lasts: (w, p) => runMs(w, p.vars, logsOf(w, p.vars)),
      gives: (w, p) => [recovery(w, p)],
      span: 'replay',
      waitSpan: 'wait-recovery',
      because: (w, p) => runText(command(w, p.vars), p.vars),
      then: (_w, p) => (p.vars.slipped !== null ? 'find-out' : p.vars.broken ? 'done' : 'look'),
    },
    'find-out': findOut<EseutilVars>(),
    look: {
      needs: hands,
      lasts: (w) => w.plan.figures.operations.stepMs,
      end: (w, p) => recovered(w, p.vars),
      gives: (w, p) => [handsPool(w.plan, p.vars.incident)],
      span: 'replay',
      waitSpan: 'wait-person',
      because: () => 'eseutil /mh: Clean Shutdown',
      then: 'place',
    },
    place: {
      needs: hands,
      begin: (w, p) => {
        p.vars.slipped = slipAt(w, {
          ...{ incident: p.vars.incident, group: p.vars.from, step: 'place' },
          possible: () => true,
        });
      },
      // A placeholder is created, its files give way, and it may be overwritten; a mistake costs a mount in vain.
      lasts: (w, p) => {
        const { stepMs, mountMs } = w.plan.figures.operations;
        const vain = p.vars.slipped === null ? 0 : stepMs + mountMs;
        return 2 * stepMs * p.vars.databases.length + vain;
      },
      gives: (w, p) => [handsPool(w.plan, p.vars.incident)],
      span: 'mount',
      waitSpan: 'wait-person',
      because: (w, p) =>
        p.vars.slipped === null
          ? `putting them into ${w.plan.groups[p.vars.group].path}, without their logs`
          : `${slips[p.vars.slipped.name].sees}; ${slips[p.vars.slipped.name].does}`,
      then: 'mount',
    },
    mount: mountStep<EseutilVars>({
      replays: () => 'run',
      lasts: (w) => w.plan.figures.operations.mountMs,
    }),
  },
  tags: (_w, p) => ({
    job: -1,
    group: p.vars.group,
    database: p.vars.databases[0],
    drive: -1,
    person: p.step !== 'fetch' && p.step !== 'run',
  }),
  onDone: (w, p: P) => {
    if (p.vars.broken) comeFromSets(w, p);
    if (p.vars.mounting < p.vars.databases.length) return;
    if (childIsDone(w, p.vars.incident, p)) orderFull(w, p.vars.group);
  },
});

/** Starts it for the databases of one group that were sent to another one. */
export function startOutOfPlace(
  w: OrgWorld,
  incident: IncidentState,
  from: number,
  databases: readonly number[],
  by: number,
): void {
  const { group } = w.plan.databases[databases[0]];
  const vars: EseutilVars = {
    ...{ incident: incident.id, group, databases: [...databases] },
    ...{ mounting: 0, linking: false, setsRead: [] },
    ...{ from, slipped: null, broken: false },
  };
  incident.children.push(startProcedure(w, recoverOutOfPlace, vars, incident.id, by));
}
