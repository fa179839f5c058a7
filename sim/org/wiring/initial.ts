/** The organization as it stands when the warm-up begins. */
import { unitsAt, curveOf } from '../workload/curve.ts';
import { oldestKept } from '../workload/content.ts';
import { settleShape } from '../../engine/shape.ts';
import { labLink } from '../hardware/flows.ts';
import type { ServerState, VolumeState } from '../hardware/state.ts';
import type { CartridgeState } from '../media/state.ts';
import { emptyHeader } from '../store/header.ts';
import { noFolders } from '../store/replicas.ts';
import { createPiece } from '../store/stream.ts';
import type { ControllerState } from '../directory/state.ts';
import { createPools } from '../pools.ts';
import type { Plan } from '../plan.ts';
import type { OrgState } from '../state.ts';
import type { DatabaseState, GroupState, Segment } from '../store/state.ts';

function databaseAt(plan: Plan, id: number): DatabaseState {
  const p = plan.databases[id];
  const since = Math.min(oldestKept(plan, p, plan.clock.warmupStart), plan.clock.warmupStart);
  return {
    mounted: false, clean: true, attached: false, rollsTo: -1, fileLost: false, fileLostBy: '', halfLost: '', restoring: false, repairing: false,
    downSince: plan.clock.warmupStart, downs: [], lineage: 0,
    lineages: [{ id: 0, segment: p.group, since, base: [[], []] }],
    nextLineage: 1, holes: [], deep: [], movedBytes: 0, kills: [], lost: [[], []], returned: [],
    header: emptyHeader(), strikes: 0, provedAt: -1,
  }; // prettier-ignore
}

function segmentAt(plan: Plan, group: number): Segment {
  const at = plan.clock.warmupStart;
  const units = unitsAt(curveOf(plan.figures.workload.weekendShare), at);
  return {
    id: group, group, parent: -1, forkedAfter: 0,
    pieces: [createPiece(at, units, plan.groups[group].firstGeneration, 0, null)],
  }; // prettier-ignore
}

function groupAt(group: number, firstLog: number, circularLogging: boolean): GroupState {
  return {
    segment: group, gaps: [], firstLog, lastLog: -1, aside: -1, logsLost: false, logsLostBy: '', checkpointFileLost: false, circularLogging, frozenCheckpoint: -1,
    frozenBy: -1, lagTimer: 0, generationTimer: 0, flushedTo: firstLog, sets: [],
  }; // prettier-ignore
}

function volumeAt(spares: number): VolumeState {
  return {
    lost: false, lostBy: '', lostWith: [], broken: [], rebuilt: [], spares, generation: 0, fillTimer: 0, fillCheckAt: -1,
    full: false, strikes: 0, struckAt: -1,
  }; // prettier-ignore
}

function blank(): CartridgeState {
  return {
    usedBytes: 0,
    week: -1,
    sets: [],
    keepUntil: 0,
    passes: 0,
    gone: false,
    away: false,
    backAt: -1,
  };
}

function runningMachine(): ServerState & ControllerState {
  return { up: true, downSince: -1, failedBy: '', repairedAt: -1, strikes: 0, struckAt: -1 };
}

/** Whole shares, in an array that has held fractions: its layout is the same before and after the first rebuild. */
const wholeShares = (links: number): number[] => Array.from({ length: links }, () => 0.5).fill(1);

/** Volumes, networks of libraries, and the mirrors of each server. */
const linksOf = (plan: Plan): number => labLink(plan) + (hasLab(plan) ? 1 : 0);

const hasLab = ({ operations }: Plan): boolean => operations.drills.some((each) => each.lab);

settleShape(groupAt(0, 1, false));
settleShape(emptyHeader());
settleShape(volumeAt(0));
settleShape(blank());
settleShape(runningMachine());

/** The state at the beginning of the warm-up; databases are mounted by the first event. */
export function initialState(plan: Plan): OrgState {
  return {
    procedures: {
      pools: createPools(plan), waiting: [], nextOrder: 0, grantPending: false, list: [], trails: [],
    },
    eventlog: { servers: plan.servers.map(() => ({ written: 0, entries: [] })) },
    hardware: {
      servers: plan.servers.map(runningMachine),
      volumes: plan.volumes.map((v) => volumeAt(v.hotSpares)),
      diskFailures: plan.disks.map(() => 0),
      diskFailedAt: plan.disks.map(() => -1),
      userShare: wholeShares(linksOf(plan)),
      flows: [],
      load: Array.from({ length: linksOf(plan) }, () => 0),
    },
    media: {
      libraries: plan.libraries.map(() => ({ strikes: 0, struckAt: -1 })),
      drives: plan.drives.map(() => ({
        appendsTo: -1, changeDueSince: -1, failed: false, strikes: 0, struckAt: -1, usedMs: 0, cleaning: false,
      })),
      cartridges: plan.cartridges.map(blank),
      sets: [],
      nextSet: 0,
      fileSets: [],
      nextFileSet: 0,
    },
    directory: {
      controllers: plan.controllers.map(runningMachine),
      unlinked: [],
      relinkedAt: plan.databases.map(() => -1),
      movedMailboxes: plan.operations.mailboxMoves.map(() => 0),
    },
    store: {
      homes: [],
      folders: plan.databases
        .filter(({ kind }) => kind === 'public')
        .map(({ id }) => noFolders(id)),
      groups: plan.groups.map((g) => groupAt(g.id, g.firstGeneration, g.circularLogging)),
      databases: plan.databases.map((d) => databaseAt(plan, d.id)),
      segments: plan.groups.map((g) => segmentAt(plan, g.id)),
      stopped: [],
      servers: plan.servers.map(() => ({ corruptions: 0 })),
    },
    backup: {
      jobs: plan.jobs.map(() => ({ broken: [], wrong: [], provedRight: [], failures: [], unseen: [], detailed: [], retries: [], occasions: [] })),
      groups: plan.groups.map(() => ({ silent: [0, 0] as [number, number], doomed: [], failedFor: [], mirrors: [] })),
    },
    operations: {
      labCopies: [],
      drills: plan.operations.drills.map(() => ({ turns: 0, endedAt: -1 })),
      servers: plan.servers.map(() => ({ destroyed: 0, struckAt: -1, alarmed: false })),
    },
    recovery: { incidents: [], environments: [], misuses: [], preserved: [], stops: [], impaired: [], leftovers: [] },
  }; // prettier-ignore
}
