/** Restoring the databases of one storage group from tape, step by step (RST-03 to RST-32, REC-01 to REC-07). */
import { defineProcedure, type Procedure } from '../../engine/procedure.ts';
import { heldUnit, startProcedure } from '../../engine/procedure-run.ts';
import { orderFull } from '../backup/news.ts';
import { carrier, exchangeMs, loadingMs, shelvingMs, unloadingMs } from '../media/changing.ts';
import { startReturn } from '../media/handling.ts';
import { cartridgePool, drivePool, handsPool, recoveryPool, robotPool } from '../pools.ts';
import { startStore } from '../store/service.ts';
import type { OrgWorld } from '../world.ts';
import { newestImage } from './chain.ts';
import { incidentOf } from './incident.ts';
import { finishRepair, repairMs } from './outcome.ts';
import {
  dismountAll,
  fetching,
  hands,
  keepsDrive,
  mounted,
  mountNext,
  robot,
  mountingMs,
  readFrom,
  stopped,
  takeDrive,
  tapeNeeds,
} from './restore-hands.ts';
import { mediaSteps } from './restore-media.ts';
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
    plan: { span: 'decide', begin: choose, then: nextStep },
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
      begin: takeDrive,
      lasts: (w, p) => exchangeMs(w, p.vars.library, p.vars.inPlace),
      gives: robot,
      span: 'load-tape',
      because: fetching,
      then: 'load',
    },
    load: {
      begin: tapeFails,
      lasts: mountingMs,
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
    ...mediaSteps(nextStep),
    locate: {
      lasts: (w, p) => loadingMs(w, p.vars.library, true),
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
      because: (w, p) => `image of ${w.plan.groups[p.vars.group].path}${readFrom(w, p)}`,
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
    eject: {
      lasts: (w, p) => unloadingMs(w, p.vars.library),
      span: 'load-tape',
      because: () => 'unloading',
      then: 'shelve',
    },
    shelve: {
      needs: (w, p) => carrier(w, p.vars.library),
      lasts: (w, p) => shelvingMs(w, p.vars.library),
      gives: (w, p) => [
        ...robot(w, p),
        cartridgePool(p.vars.library),
        ...(keepsDrive(w, p) ? [] : [drivePool(p.vars.library)]),
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

/** Starts the recovery of every affected group, in path order, those with different images apart. */
export function startGroups(w: OrgWorld, incident: IncidentState, by: number): void {
  const parts = new Map<string, { group: number; databases: number[] }>();
  for (const row of incident.databases) {
    if (row.dataAt >= 0) continue;
    const { group } = w.plan.databases[row.database];
    const image = newestImage(w, group, [row.database]);
    const key = `${group}/${image?.id ?? -1}`;
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
        attempts: 0, mountFails: false, inPlace: false, mounting: 0, setsRead: [], replaying: '',
      }, // prettier-ignore
      incident.id,
      by,
    );
    incident.children.push(id);
  }
}
