import type { ClockPlan, Plan } from '../org/plan.ts';
import { LANGUAGE, type Builder, type ServicePack } from './builder.ts';
import { checkRoom } from './room.ts';
import { buildJobs } from './sections/backup.ts';
import { refuseImpossible } from './sections/impossible-jobs.ts';
import { buildFileJobs } from './sections/file-jobs.ts';
import { buildControllers, buildHubs } from './sections/directory.ts';
import { buildDrills } from './sections/drills.ts';
import { halvesOf } from './sections/fault-things.ts';
import { buildElsewhere } from './sections/elsewhere.ts';
import { buildFaults } from './sections/faults.ts';
import { buildStore } from './sections/groups.ts';
import { buildHazards, checkAges, type ReadTrace } from './sections/hazards.ts';
import { buildMedia } from './sections/media.ts';
import { buildMoves } from './sections/moves.ts';
import { buildChanges, buildPatches } from './sections/changes.ts';
import { buildMailboxMoves } from './sections/mailbox-moves.ts';
import { buildClasses, buildOperations } from './sections/operations.ts';
import { buildRecovery } from './sections/recovery.ts';
import { buildServers } from './sections/servers.ts';
import { checkSnapshotRoom } from './sections/vss.ts';
import { buildLinks } from './sections/links.ts';
import { buildSites, idsByName } from './sections/sites.ts';
import type { StrategyDoc } from './strategy-schema.ts';

/** What the plan of a strategy takes from around it. */
export interface PlanFrame {
  readonly scenario: string;
  readonly strategy: string;
  readonly start: number;
  readonly horizonMs: number;
  readonly readTrace: ReadTrace;
}

/** A plan whose prices stand outside of the strategies, and whose clock waits for the warm-up, which depends on the plans of all strategies. */
export type Draft = Omit<Plan, 'clock' | 'prices'>;

/** Turns one strategy's document into its plan, trade by trade, and reports everything that does not fit together. */
export function buildPlan(doc: StrategyDoc, frame: PlanFrame, b: Builder): Draft {
  const organization = doc.organization;
  const sites = buildSites(organization.sites, b);
  const siteIds = idsByName(sites);
  const siteRates = buildLinks(organization.links, siteIds, b);
  b.fill(['organization', 'version'], organization.version, {
    ...{ value: b.version, text: b.version, source: 'the scenario language', assumed: false },
  });
  noteServicePack(organization.servicePack, b);
  const controllers = buildControllers(organization.directory, siteIds, b);
  const hubs = buildHubs(organization.hubs, siteIds, b);
  const classes = buildClasses(organization.classes, b);
  const hardware = buildServers(organization.servers, siteIds, b);
  const ground = { ...hardware, classes: idsByName(classes) };
  const store = buildStore(organization.servers, ground, b);
  const media = buildMedia(organization, { ...hardware, ...store, sites: siteIds }, b);
  const jobs = buildJobs(doc.backup?.jobs ?? {}, { ...store, libraries: media.libraries }, b);
  const fileGround = { ...store, controllers, libraries: media.libraries };
  const fileJobs = buildFileJobs(doc.backup?.files ?? {}, fileGround, b);
  refuseImpossible(jobs, store, b);
  checkSnapshotRoom(jobs, store, hardware.volumes, b);
  const restorable = { ...store, volumes: hardware.volumes, jobs };
  const { start, horizonMs } = frame;
  const span = { start, end: start + horizonMs };
  const hosts = store.servers.map((server) => {
    const { administrativeGroup, servicePack } = organization.servers[server.name];
    return { ...server, administrativeGroup, servicePack };
  });
  const abroad = { ...store, hosts, volumes: hardware.volumes };
  const operations = {
    ...buildOperations(doc.operations, b),
    drills: buildDrills(doc.operations?.drills, restorable, b),
    moves: buildMoves(doc.operations?.moves, span, abroad, b),
    mailboxMoves: buildMailboxMoves(
      doc.operations?.mailboxMoves,
      { databases: store.databases, ...span },
      b,
    ),
    changes: buildChanges(doc.operations?.changes, { ...store, controllers, ...span }, b),
    patches: buildPatches(doc.operations?.patches, { ...store, controllers, ...span }, b),
  };
  const recovery = {
    ...buildRecovery(doc.recovery, Object.keys(doc.faults ?? {}), b),
    elsewhere: buildElsewhere(doc.recovery?.for ?? {}, abroad, b),
  };
  const places = {
    ...store,
    volumesOf: new Map(store.servers.map((each) => [each.path, each.volumes])),
    logFolders: store.groups.map(({ id, path }) => ({ id, path: `${path}/logs` })),
    halves: halvesOf(store.databases, b),
    volumes: hardware.volumes,
    losable: [...hardware.volumes, ...store.servers],
    libraries: media.libraries,
    disks: hardware.disks,
    controllers,
    jobs,
    ...span,
  };
  const faults = buildFaults(doc.faults, places, b);
  const hazards = buildHazards(doc.hazards, frame.readTrace, b);
  checkAges(hazards, hardware.volumes, b);
  checkRoom(hardware.volumes, store, b);
  return {
    ...{
      scenario: frame.scenario,
      strategy: frame.strategy,
      version: b.version,
      figures: b.figures,
    },
    ...{
      classes,
      sites,
      siteRates,
      controllers,
      hubs,
      ...store,
      volumes: hardware.volumes,
      disks: hardware.disks,
      ...media,
    },
    ...{ jobs, fileJobs, operations, recovery, faults, hazards },
  };
}

/** Service packs are told apart in 2003 alone, where the first one brought more of VSS. */
function noteServicePack(given: ServicePack | undefined, b: Builder): void {
  const path = ['organization', 'servicePack'];
  if (b.version === 'exchange-2003') {
    b.fill(path, given, {
      ...{ value: b.servicePack, text: b.servicePack, source: LANGUAGE, assumed: false },
    });
  } else if (given !== undefined) {
    b.error(path, `service packs of ${b.version} are not told apart`, 'exchange-2003, or no key');
  }
}

/** The clock of every strategy of a scenario. */
export function clockOf(
  start: number,
  warmupMs: number,
  horizonMs: number,
  runOutMs: number,
): ClockPlan {
  const end = start + horizonMs;
  return { warmupStart: start - warmupMs, start, end, latest: end + runOutMs };
}
