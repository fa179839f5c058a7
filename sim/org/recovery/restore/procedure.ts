/** Restoring the databases of one storage group from tape, step by step (RST-03 to RST-32, REC-01 to REC-07). */
import { defineProcedure, type Procedure } from '../../../engine/procedure.ts';
import { heldUnit } from '../../../engine/procedure-run.ts';
import { desyncMirrors } from '../../backup/vss/mirrors.ts';
import { orderFull } from '../../backup/news.ts';
import { carrier, exchangeMs, shelvingMs, unloadingMs } from '../../media/changing.ts';
import { startReturn } from '../../media/handling.ts';
import { needStore } from '../../backup/offline.ts';
import { cartridgePool, drivePool, handsPool, recoveryPool, robotPool } from '../../pools.ts';
import type { OrgWorld } from '../../world.ts';
import { childIsDone } from '../runbook/children.ts';
import { bringLogsMs, mountMs } from '../move/elsewhere.ts';
import { endRepair, repairStep } from './repair.ts';
import {
  dismountAll,
  fetching,
  hands,
  keepsDrive,
  robot,
  mountingMs,
  readingOf,
  takeDrive,
  tapeNeeds,
  toDismount,
} from './hands.ts';
import { againStep, howAgain } from './again.ts';
import { mountStep } from './mounting.ts';
import { finishReplay, replayLogs } from './replay.ts';
import { CHANGED, nextStep } from './decisions.ts';
import { deletedMailSteps } from './deleted-mail.ts';
import { winding, windMs, wound } from './selection.ts';
import { mediaSteps } from './media.ts';
import { repeatStep } from './repeat.ts';
import { afterReplay, isReported, reportStep } from './report.ts';
import { breakOffReading, endReading, startReading, stopReading, tapeFails } from './tape.ts';
import { movedLogsAway } from './lost-logs.ts';
import { handsMs, toldAgain } from '../slips/done-again.ts';
import { passKeptEnv } from './restore-env.ts';
import { recoverStep, slipSteps } from '../slips/steps.ts';
import { forgoMisuses } from '../slips/chance.ts';
import { planAnew } from '../runbook/start-groups.ts';
import { hasMetOthers } from './meanwhile.ts';
import { releaseMates, snapshotSteps } from './snapshot.ts';
import type { RestoreVars } from '../state.ts';

type P = Procedure<RestoreVars>;

export const restoreGroup = defineProcedure<OrgWorld, RestoreVars>('recovery.group', {
  first: 'plan',
  steps: {
    plan: { span: 'decide', begin: planAnew, then: nextStep },
    service: {
      needs: hands,
      lasts: (w, p) => handsMs(w, p, 'service', w.plan.figures.operations.stepMs),
      end: (w, p) => needStore(w, w.plan.groups[p.vars.group].server),
      gives: (w, p) => [handsPool(w.plan, p.vars.incident)],
      span: 'mount',
      waitSpan: 'wait-person',
      because: (_w, p) => toldAgain(p, 'starting the Information Store service'),
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
      end: (_w, p) => wound(p.vars),
      span: 'load-tape',
      because: () => 'loading the cartridge and winding to the set',
      then: (w, p) =>
        p.vars.mountFails ? 'retry' : toDismount(w, p).length > 0 ? 'dismount' : nextStep(w, p),
    },
    retry: {
      lasts: (w) => w.plan.figures.media.mountRetryMs,
      end: (w, p) => breakOffReading(w, p),
      // Without the cartridge the drive is free for others, until it is known what is read next.
      gives: (_w, { vars: { cartridge, library } }) =>
        cartridge < 0 ? [cartridgePool(library), drivePool(library)] : [],
      span: 'load-tape',
      because: () => 'a tape mount failed',
      then: (_w, p) => (p.vars.cartridge < 0 ? 'plan' : 'load'),
    },
    ...mediaSteps(nextStep),
    ...snapshotSteps,
    locate: {
      lasts: (w, p) => windMs(w, p.vars),
      end: (_w, p) => wound(p.vars),
      span: 'load-tape',
      because: (_w, p) => winding(p.vars),
      then: nextStep,
    },
    dismount: {
      needs: hands,
      lasts: (w, p) =>
        handsMs(w, p, 'dismount', toDismount(w, p).length * w.plan.figures.operations.mountMs),
      end: dismountAll,
      gives: (w, p) => [handsPool(w.plan, p.vars.incident)],
      span: 'mount',
      waitSpan: 'wait-person',
      because: (_w, p) => toldAgain(p, 'dismounting before the restore'),
      then: nextStep,
    },
    image: {
      begin: startReading,
      waits: true,
      end: endReading,
      span: 'restore-image',
      because: readingOf('image'),
      then: nextStep,
    },
    logs: {
      begin: startReading,
      waits: true,
      end: endReading,
      span: 'restore-logs',
      because: readingOf('logs'),
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
      then: (w, p) =>
        p.vars.mode === 'restore' && p.vars.reads.length === 0 ? recoverStep(w, p) : nextStep(w, p),
    },
    replay: {
      needs: (w, p) => [
        { pool: recoveryPool(w.plan, w.plan.groups[p.vars.group].server), unit: -1 },
      ],
      priority: (_w, p) => p.vars.group,
      lasts: (w, p) => {
        const logs = replayLogs(w, p.vars);
        const replayMs = Math.ceil((logs / w.plan.figures.store.replayLogsPerSecond) * 1000);
        return bringLogsMs(w, p.vars) + replayMs;
      },
      end: (w, p) => {
        if (hasMetOthers(w, p)) p.vars.anew = CHANGED;
        else if (!isReported(w, p)) finishReplay(w, p.vars);
      },
      gives: (w, p) => [recoveryPool(w.plan, w.plan.groups[p.vars.group].server)],
      span: 'replay',
      waitSpan: 'wait-recovery',
      because: (_w, p) => p.vars.replaying,
      then: (w, p) => (isReported(w, p) && p.vars.anew === '' ? 'report' : afterReplay(w, p)),
    },
    again: againStep,
    report: reportStep,
    repeat: repeatStep,
    repair: repairStep,
    'by-hand': {
      needs: hands,
      lasts: (w) => w.plan.figures.operations.mountMs + w.plan.figures.operations.stepMs,
      gives: (w, p) => [handsPool(w.plan, p.vars.incident)],
      span: 'mount',
      waitSpan: 'wait-person',
      because: (_w, p) => p.vars.byHand,
      then: 'replay',
    },
    mount: mountStep<RestoreVars>({
      replays: howAgain,
      lasts: (w, p) => handsMs(w, p, 'mount', mountMs(w, p.vars)),
      because: toldAgain,
      then: ({ vars }) => (vars.mates.length > 0 ? 'mates' : 'done'),
    }),
    ...deletedMailSteps,
    ...slipSteps,
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
    endRepair(w, p.vars);
    passKeptEnv(w, p.vars);
    releaseMates(w, p);
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
  if (v.mounting < v.databases.length) return;
  const stays = v.mode === 'leave' || v.mode === 'mailboxes';
  if (v.mode !== 'soft' && !stays) desyncMirrors(w, v.group);
  const isShort = v.stopBefore >= 0 || movedLogsAway(v);
  if (v.mode === 'soft' ? isShort : !stays) orderFull(w, v.group);
  if (w.org.recovery.misuses.length > 0) forgoMisuses(w, v.group);
  childIsDone(w, v.incident, p);
}
