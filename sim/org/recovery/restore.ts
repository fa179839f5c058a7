/** Restoring the databases of one storage group from tape, step by step (RST-03 to RST-32, REC-01 to REC-07). */
import { defineProcedure, type Procedure } from '../../engine/procedure.ts';
import { heldUnit, startProcedure } from '../../engine/procedure-run.ts';
import { orderFull } from '../backup/news.ts';
import { ejectMs, loadMs, startReturn } from '../media/handling.ts';
import { cartridgePool, drivePool, handsPool, recoveryPool, robotPool } from '../pools.ts';
import { startStore } from '../store/service.ts';
import type { OrgWorld } from '../world.ts';
import { logsAreGone, newestImage, standsAlone } from './chain.ts';
import { incidentOf } from './incident.ts';
import { finishRepair, repairMs } from './outcome.ts';
import {
  dismountAll,
  hands,
  mounted,
  mountNext,
  robot,
  stopped,
  tapeNeeds,
} from './restore-hands.ts';
import { choose, finishReplay, nextStep, replayLogs } from './restore-plan.ts';
import {
  breakOffReading,
  endReading,
  startReading,
  stopReading,
  tapeFails,
} from './restore-tape.ts';
import type { IncidentState, RestoreVars } from './state.ts';

type P = Procedure<RestoreVars>;

export const restoreGroup = defineProcedure<OrgWorld, RestoreVars>('recovery.group', {
  first: 'plan',
  steps: {
    plan: { span: 'decide', begin: planAnew, then: nextStep },
    service: {
      needs: hands,
      lasts: (w) => w.plan.figures.operations.stepMs,
      end: (w, p) => startStore(w, w.plan.groups[p.vars.group].server),
      gives: (w, p) => [handsPool(w.plan, p.vars.incident)],
      span: 'mount',
      waitSpan: 'wait-person',
      because: () => 'starting the Information Store service',
      then: nextStep,
    },
    fetch: {
      needs: tapeNeeds,
      priority: (_w, p) => p.vars.group,
      begin: (w, p) => {
        // Another mount, with a draw of its own.
        p.vars.attempts += 1;
        p.vars.drive =
          w.plan.libraries[p.vars.library].drives[heldUnit(p, drivePool(p.vars.library))];
      },
      lasts: (w) => w.plan.figures.media.exchangeMs,
      gives: robot,
      span: 'load-tape',
      because: () => 'fetching the cartridge',
      then: 'load',
    },
    load: {
      begin: tapeFails,
      lasts: (w, p) => (p.vars.mountFails ? w.plan.figures.media.threadMs : loadMs(w)),
      span: 'load-tape',
      because: () => 'loading the cartridge and winding to the set',
      then: (w, p) =>
        p.vars.mountFails ? 'retry' : mounted(w, p).length > 0 ? 'dismount' : nextStep(w, p),
    },
    retry: {
      lasts: (w) => w.plan.figures.media.mountRetryMs,
      end: (w, p) => breakOffReading(w, p),
      gives: (_w, p) => (p.vars.cartridge < 0 ? [cartridgePool(p.vars.library)] : []),
      span: 'load-tape',
      because: () => 'a tape mount failed',
      then: (_w, p) => (p.vars.cartridge < 0 ? 'plan' : 'load'),
    },
    locate: {
      lasts: (w) => w.plan.figures.media.locateMs,
      span: 'load-tape',
      because: () => 'winding to the next set',
      then: nextStep,
    },
    dismount: {
      needs: hands,
      lasts: (w, p) => mounted(w, p).length * w.plan.figures.operations.mountMs,
      end: dismountAll,
      gives: (w, p) => [handsPool(w.plan, p.vars.incident)],
      span: 'mount',
      waitSpan: 'wait-person',
      because: () => 'dismounting before the restore',
      then: nextStep,
    },
    image: {
      begin: startReading,
      waits: true,
      end: endReading,
      span: 'restore-image',
      because: (w, p) => `image of ${w.plan.groups[p.vars.group].path}`,
      then: nextStep,
    },
    logs: {
      begin: startReading,
      waits: true,
      end: endReading,
      span: 'restore-logs',
      because: (w, p) => `logs of ${w.plan.groups[p.vars.group].path}`,
      then: nextStep,
    },
    eject: { lasts: ejectMs, span: 'load-tape', because: () => 'unloading', then: 'shelve' },
    shelve: {
      needs: (_w, p) => [{ pool: robotPool(p.vars.library), unit: -1 }],
      lasts: (w) => w.plan.figures.media.exchangeMs,
      gives: (w, p) => [
        ...robot(w, p),
        cartridgePool(p.vars.library),
        // One that has failed is of no use for the next cartridge.
        ...(w.org.media.drives[p.vars.drive].failed ? [drivePool(p.vars.library)] : []),
      ],
      end: (_w, p) => {
        p.vars.cartridge = -1;
      },
      span: 'load-tape',
      waitSpan: 'load-tape',
      because: () => 'shelving the cartridge',
      then: nextStep,
    },
    release: {
      begin: (w, p) => {
        const { library, drive, group } = p.vars;
        startReturn(w, p, { library, drive, group }, p.trail);
        p.vars.cartridge = -1;
      },
      span: 'load-tape',
      then: 'replay',
    },
    replay: {
      needs: (w, p) => [
        { pool: recoveryPool(w.plan, w.plan.groups[p.vars.group].server), unit: -1 },
      ],
      priority: (_w, p) => p.vars.group,
      lasts: (w, p) => {
        const logs = replayLogs(w, p.vars);
        return Math.ceil((logs / w.plan.figures.store.replayLogsPerSecond) * 1000);
      },
      end: (w, p) => finishReplay(w, p.vars),
      gives: (w, p) => [recoveryPool(w.plan, w.plan.groups[p.vars.group].server)],
      span: 'replay',
      waitSpan: 'wait-recovery',
      because: (_w, p) => p.vars.replaying,
      then: (_w, p) => (p.vars.mode === 'keep' ? 'repair' : 'mount'),
    },
    repair: {
      lasts: (w, p) => repairMs(w, p.vars.databases),
      end: (w, p) => finishRepair(w, p.vars),
      span: 'repair',
      because: () => 'no chain of sets reaches the logs on disk: repairing the damaged file',
      then: 'mount',
    },
    mount: {
      needs: hands,
      lasts: (w) => w.plan.figures.operations.mountMs,
      end: mountNext,
      gives: (w, p) => [handsPool(w.plan, p.vars.incident)],
      span: 'mount',
      waitSpan: 'wait-person',
      because: (w, p) =>
        `mounting ${w.plan.databases[p.vars.databases[p.vars.mounting - 1] ?? p.vars.databases[0]].path}`,
      then: (w, p) => {
        if (stopped(w, p)) return 'replay';
        return p.vars.mounting < p.vars.databases.length ? 'mount' : 'done';
      },
    },
  },
  tags: (_w, p) => ({
    job: -1,
    group: p.vars.group,
    database: p.vars.databases[0],
    drive: p.step === 'replay' || p.step === 'mount' ? -1 : p.vars.drive,
    person: p.step === 'mount' || p.step === 'dismount' || p.step === 'service',
  }),
  onAbort: (w, p) => {
    stopReading(w, p);
    const { library, drive, group } = p.vars;
    const loaded = p.vars.cartridge >= 0 && heldUnit(p, cartridgePool(library)) >= 0;
    if (loaded && heldUnit(p, robotPool(library)) < 0)
      startReturn(w, p, { library, drive, group }, -1);
  },
  onDone: (w, p) => groupIsDone(w, p),
});

/** The group is through: a full of it is ordered, and when it was the last one the incident can close. */
function groupIsDone(w: OrgWorld, p: P): void {
  const v = p.vars;
  const incident = incidentOf(w, v.incident);
  const i = incident.children.indexOf(p.id);
  if (i < 0 || v.mounting < v.databases.length) return;
  incident.children.splice(i, 1);
  incident.lastRecord = p.by;
  if (v.mode !== 'soft') orderFull(w, v.group);
  if (incident.children.length > 0) return;
  const main = w.org.procedures.list[incident.main] as Procedure;
  main.timer = w.at(w.now, 'procedure.wake', main.id, main.serial);
}

/** Once the image that they shared has proved bad, databases whose newest images differ go ways of their own. */
function planAnew(w: OrgWorld, p: P): void {
  const { group, databases, imageRead } = p.vars;
  const first = newestImage(w, group, [databases[0]]);
  const others = databases.filter((d) => newestImage(w, group, [d]) !== first);
  if (!imageRead && others.length > 0) {
    for (const d of others) databases.splice(databases.indexOf(d), 1);
    startGroups(w, incidentOf(w, p.vars.incident), p.by, others);
  }
  choose(w, p);
}

/** Starts the recovery of every affected group, in path order, those with different images apart; of some databases only. */
export function startGroups(w: OrgWorld, incident: IncidentState, by: number, of?: number[]): void {
  const parts = new Map<string, { group: number; databases: number[] }>();
  for (const row of incident.databases) {
    if (row.dataAt >= 0 || of?.includes(row.database) === false) continue;
    const { group } = w.plan.databases[row.database];
    const image = newestImage(w, group, [row.database]);
    const isWhole = standsAlone(w, incident, row.database);
    const key = `${group}/${isWhole && logsAreGone(w, group, row.database)}/${image?.id ?? -1}`;
    const part = parts.get(key) ?? { group, databases: [] };
    part.databases.push(row.database);
    parts.set(key, part);
  }
  const sorted = [...parts.values()].sort(
    (a, b) => a.group - b.group || a.databases[0] - b.databases[0],
  );
  for (const { group, databases } of sorted) {
    const id = startProcedure(
      w,
      restoreGroup,
      {
        incident: incident.id, group, databases, by, rung: 0, mode: 'restore', image: -1, source: null, imageRead: false,
        reads: [], reach: -1, toEnd: false, drive: -1, library: 0, cartridge: -1, flow: -1, failsAfter: -1,
        attempts: 0, mountFails: false, mounting: 0, setsRead: [], replaying: '',
      }, // prettier-ignore
      incident.id,
      by,
    );
    incident.children.push(id);
  }
}
