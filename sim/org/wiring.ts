/** Combines the trades: every event, every procedure, and who reacts to what news, in order. */
import { deepFreeze } from '../engine/freeze.ts';
import type { Procedure, ProcedureDefinition, StepTags } from '../engine/procedure.ts';
import { procedureTables } from '../engine/procedure-run.ts';
import { createSim, type Sim } from '../engine/sim.ts';
import type { EventTable, Model, NewsTable } from '../engine/types.ts';
import * as files from './backup/files/events.ts';
import { backupOfFiles } from './backup/files/procedure.ts';
import * as backupNews from './backup/news.ts';
import { streamingBackup } from './backup/procedure.ts';
import { planStaging } from './backup/staging/plan.ts';
import * as staging from './backup/staging/procedure.ts';
import { planSilent, silentEvents } from './backup/silent.ts';
import { shadowBackup } from './backup/vss/procedure.ts';
import { snapshotToTape } from './backup/vss/tape.ts';
import { multiplexEvents } from './backup/multiplex.ts';
import { onCartridgeThere } from './backup/waiting.ts';
import { backupEvents, planNext, planReading } from './backup/schedule.ts';
import { directoryEvents, planControllerFailure } from './directory/strikes.ts';
import type { Facts } from './facts.ts';
import { diskEvents, planFailure } from './hardware/disks.ts';
import { planServerFailure, serverEvents } from './hardware/servers.ts';
import { hardwareEvents, planStrike } from './hardware/strikes.ts';
import { demandSound } from './wiring/check.ts';
import { initialState } from './wiring/initial.ts';
import { sealing } from './wiring/sealing.ts';
import { mediaEvents } from './media/cartridges.ts';
import * as targets from './media/disk.ts';
import { driveEvents, planDriveStrike } from './media/drives.ts';
import { returnTape } from './media/handling.ts';
import { offsiteEvents, planCourier } from './media/offsite.ts';
import { planScrub, scrubEvents } from './media/scrub.ts';
import { cleanDrive } from './media/wear.ts';
import { alarmEvents, answerAlarm, onEntryLogged, onServiceKeptDown } from './operations/alarm.ts';
import * as controllers from './operations/controller.ts';
import { changeEvents, planChanges } from './operations/changes.ts';
import { destroyEvents, planDestruction } from './operations/destroys.ts';
import { freeLogVolume } from './operations/full-volume.ts';
import { mountOnNewStream } from './operations/generations.ts';
import { mailboxMoveEvents } from './operations/mailbox-moves.ts';
import { mountAfterLag } from './operations/lag.ts';
import { planOf } from './homes.ts';
import { renumberBeforeEnd } from './operations/renumber.ts';
import type { Plan } from './plan.ts';
import * as drills from './recovery/drill/procedure.ts';
import { resetFolders } from './recovery/faults/lab-copy.ts';
import { leftoverEvents } from './recovery/move/leftovers.ts';
import { reboot } from './recovery/move/reboot.ts';
import { moveDatabase, moveEvents, planMoves } from './recovery/move/planned.ts';
import { rebuildVacant } from './recovery/move/vacant.ts';
import { recoverOutOfPlace } from './recovery/by-hand/out-of-place.ts';
import { recoverByHand } from './recovery/by-hand/procedure.ts';
import { backfill } from './recovery/restore/backfill.ts';
import { onDriveFailed, onTargetLost } from './recovery/drive-news.ts';
import { faultEvents } from './recovery/faults/table.ts';
import { incidentWith } from './recovery/incident.ts';
import * as damageNews from './recovery/damage-news.ts';
import * as recoveryNews from './recovery/news.ts';
import { pageReadEvents } from './recovery/faults/page-reads.ts';
import { restoreGroup } from './recovery/restore/procedure.ts';
import * as stops from './recovery/stops.ts';
import { incidentRunbook } from './recovery/runbook/procedure.ts';
import type { OrgState } from './state.ts';
import { watchFill } from './store/fill.ts';
import { corruptionEvents, planCorruption } from './store/corruption.ts';
import { checkLedger } from './store/ledger.ts';
import { mount } from './store/mount.ts';
import * as storeNews from './store/news.ts';
import { onSectorUnreadable } from './store/stripes.ts';
import { planDamage, strikeEvents } from './store/strikes.ts';
import type { OrgWorld } from './world.ts';

export type OrganizationSim = Sim<Plan, OrgState, Facts>;

// Definitions of all trades in one table; each handles the variables of its own instances.
const definitions: Readonly<Record<string, ProcedureDefinition<any, any>>> = {
  [streamingBackup.name]: streamingBackup,
  [staging.stageSet.name]: staging.stageSet,
  [shadowBackup.name]: shadowBackup,
  [snapshotToTape.name]: snapshotToTape,
  [backupOfFiles.name]: backupOfFiles,
  [returnTape.name]: returnTape,
  [cleanDrive.name]: cleanDrive,
  [freeLogVolume.name]: freeLogVolume,
  [mountAfterLag.name]: mountAfterLag,
  [mountOnNewStream.name]: mountOnNewStream,
  [controllers.controllerRepair.name]: controllers.controllerRepair,
  [answerAlarm.name]: answerAlarm,
  [renumberBeforeEnd.name]: renumberBeforeEnd,
  [incidentRunbook.name]: incidentRunbook,
  [restoreGroup.name]: restoreGroup,
  [recoverByHand.name]: recoverByHand,
  [backfill.name]: backfill,
  [recoverOutOfPlace.name]: recoverOutOfPlace,
  [rebuildVacant.name]: rebuildVacant,
  [moveDatabase.name]: moveDatabase,
  [reboot.name]: reboot,
  [resetFolders.name]: resetFolders,
  [drills.restoreDrill.name]: drills.restoreDrill,
};

const procedures = procedureTables(definitions);

/** What a running procedure is at, for whoever looks at a state: its step's span, reason and tags. */
export function describeStep(
  w: OrgWorld,
  p: Procedure,
): StepTags & { span: string; because: string } {
  const d = definitions[p.name];
  const s = d.steps[p.step];
  const span = typeof s.span === 'function' ? s.span(w, p) : (s.span ?? '');
  return { span, because: s.because?.(w, p) ?? '', ...d.tags(w, p) };
}

/** The first events: databases are mounted and jobs planned, then hazards and faults begin to count. */
const organizationEvents: EventTable<OrgWorld> = {
  'organization.begin': {
    rank: 0,
    run(w) {
      for (const d of w.plan.databases) if (d.mounted) mount(w, d.id);
      for (const v of w.plan.volumes) watchFill(w, v.id);
      for (const job of w.plan.jobs) {
        planNext(w, job.id, w.now - 1);
        planStaging(w, job.id, w.now - 1);
      }
      for (const l of w.plan.libraries) {
        planCourier(w, l.id, w.now - 1);
        planScrub(w, l.id, w.now - 1);
      }
      for (const job of w.plan.fileJobs) files.planFiles(w, job.id, w.now - 1);
      planReading(w, w.now);
      for (const d of w.plan.operations.drills) drills.planDrills(w, d.id, w.now - 1);
      w.at(w.plan.clock.start, 'organization.start');
      planMoves(w);
    },
  },
  'organization.start': {
    rank: 1,
    run(w) {
      for (const v of w.plan.volumes) planStrike(w, v.id);
      for (const d of w.plan.disks) planFailure(w, d.id);
      for (const s of w.plan.servers) planServerFailure(w, s.id);
      for (const c of w.plan.controllers) planControllerFailure(w, c.id);
      for (const d of w.plan.databases) planDamage(w, d.id);
      for (const s of w.plan.servers) planDestruction(w, s.id);
      for (const s of w.plan.servers) planCorruption(w, s.id);
      for (const g of w.plan.groups) planSilent(w, g.id);
      for (const d of w.plan.drives) planDriveStrike(w, d.id);
      for (const l of w.plan.libraries) targets.planTargetStrike(w, l.id);
      for (const { id, at } of w.plan.operations.mailboxMoves) {
        if (at >= w.now && at < w.plan.clock.end) w.at(at, 'operations.move', id, 0);
      }
      planChanges(w);
      w.plan.faults.forEach((fault, i) => {
        if (fault.at >= w.now && fault.at < w.plan.clock.end) w.at(fault.at, 'fault.strike', i);
      });
    },
  },
};

const events: EventTable<OrgWorld> = {
  ...(procedures.events as EventTable<OrgWorld>),
  ...organizationEvents,
  ...hardwareEvents,
  ...diskEvents,
  ...serverEvents,
  ...directoryEvents,
  ...mediaEvents,
  ...driveEvents,
  ...targets.targetEvents,
  ...offsiteEvents,
  ...scrubEvents,
  ...storeNews.storeEvents,
  ...strikeEvents,
  ...corruptionEvents,
  ...backupEvents,
  ...files.fileEvents,
  ...multiplexEvents,
  ...silentEvents,
  ...staging.stagingEvents,
  ...faultEvents,
  ...recoveryNews.newsEvents,
  ...destroyEvents,
  ...alarmEvents,
  ...pageReadEvents,
  ...mailboxMoveEvents,
  ...changeEvents,
  ...drills.drillEvents,
  ...moveEvents,
  ...leftoverEvents,
};

/**
 * Every kind gets a rank of its own, in the order of the trades' ranks, and events of one kind at one instant run in
 * the order of their owners: so no id, no place in a queue and no rate of a flow can depend on how ties fall.
 */
function inFixedOrder(table: EventTable<OrgWorld>): EventTable<OrgWorld> {
  const names = Object.keys(table).sort();
  names.sort((x, y) => table[x].rank - table[y].rank);
  return Object.fromEntries(
    names.map((name, rank) => [name, { rank, byOwner: true, run: table[name].run }]),
  );
}

const news: NewsTable<OrgWorld> = {
  ...(procedures.news as NewsTable<OrgWorld>),
  volumeLost: [
    targets.onVolumeLost,
    storeNews.onVolumeLost,
    backupNews.onVolumeLost,
    drills.onVolumeLost,
  ],
  setFoundBad: [backupNews.orderFull],
  setReplaced: [staging.onSetReplaced],
  cartridgeThere: [onCartridgeThere],
  logsMovedAway: [backupNews.orderFull],
  targetLost: [backupNews.onTargetLost, staging.onTargetLost, files.onTargetLost, onTargetLost],
  volumesLost: [recoveryNews.onVolumesLost],
  driveFailed: [
    backupNews.onDriveFailed,
    staging.onDriveFailed,
    files.onDriveFailed,
    controllers.onDriveFailed,
    onDriveFailed,
  ],
  fileDestroyed: [backupNews.onFileDestroyed, recoveryNews.onFileDestroyed],
  logsDestroyed: [backupNews.onLogsDestroyed, recoveryNews.onLogsDestroyed],
  logFileLost: [backupNews.onLogFileLost, recoveryNews.onLogFileLost],
  serverFailed: [
    storeNews.onServerFailed,
    backupNews.onServerFailed,
    files.onServerFailed,
    recoveryNews.onServerFailed,
  ],
  controllerFailed: [files.onControllerFailed, controllers.onControllerFailed],
  directoryLost: [
    storeNews.onDirectoryLost,
    backupNews.onDirectoryLost,
    recoveryNews.onDirectoryLost,
  ],
  directoryAnswers: [recoveryNews.onDirectoryAnswers],
  directoryForgot: [recoveryNews.onDirectoryForgot],
  directoryTaught: [recoveryNews.onDirectoryTaught],
  sectorUnreadable: [onSectorUnreadable],
  pagesDamaged: [backupNews.onPagesDamaged, damageNews.onPagesDamaged],
  contentKilled: [damageNews.onContentKilled],
  damageMet: [damageNews.onDamageMet],
  jobNoticed: [damageNews.onJobNoticed],
  entryLogged: [onEntryLogged],
  serviceKeptDown: [onServiceKeptDown],
  logRead: [damageNews.onLogRead],
  logVolumeFull: [backupNews.onLogVolumeFull, stops.onLogVolumeFull],
  databaseVolumeFull: [backupNews.onDatabaseVolumeFull, stops.onDatabaseVolumeFull],
  checkpointLags: [backupNews.onCheckpointLags, stops.onCheckpointLags],
  generationsUsedUp: [backupNews.onGenerationsUsedUp, stops.onGenerationsUsedUp],
  stopNoticed: [drills.onStopNoticed],
  remounted: [stops.onRemounted],
  remountEnded: [stops.onRemountEnded],
};

export const organizationModel: Model<OrgWorld> = {
  events: inFixedOrder(events),
  news,
  planOf: (plan, org) => planOf(plan, org.store.homes),
  sealing,
};

export interface OrganizationOptions {
  readonly seed: number;
  readonly replication: number;
  /** Prove conservation after every event: slow. */
  readonly check?: boolean;
  /** Run events of one instant and rank in another order: a test of hidden dependence. */
  readonly shuffleTies?: number | null;
}

/**
 * Proves for every database that the sums of the content ledger agree, and now and then that the state is plain.
 * Throws otherwise.
 */
export function checkOrganization(w: OrgWorld): void {
  for (const d of w.plan.databases) checkLedger(w, d.id, incidentWith(w, d.id) !== null);
  demandSound(w);
}

/**
 * A simulation of the organization of a plan, at the beginning of its warm-up. Nobody writes to a plan, which all
 * replications share; a checked run freezes it to prove that. Others do not: reading frozen arrays is slower.
 */
export function createOrganization(plan: Plan, options: OrganizationOptions): OrganizationSim {
  if (options.check === true) deepFreeze(plan);
  const sim = createSim<Plan, OrgState, Facts>({
    model: organizationModel,
    plan,
    org: initialState(plan),
    now: plan.clock.warmupStart,
    seed: options.seed,
    replication: options.replication,
    shuffleTies: options.shuffleTies ?? null,
    ...(options.check === true ? { check: checkOrganization } : {}),
  });
  sim.world.at(plan.clock.warmupStart, 'organization.begin');
  return sim;
}

/** Whether no incident is open. */
export function organizationIsQuiet(sim: OrganizationSim): boolean {
  return sim.world.org.recovery.incidents.every((i) => i === null);
}
