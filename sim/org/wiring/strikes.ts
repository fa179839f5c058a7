/** What strikes on the calendar: how it is called off, and how one strike is forced upon its owner. */
import type { Sim } from '../../engine/sim.ts';
import type { Ms } from '../../engine/types.ts';
import type { Facts } from '../facts.ts';
import { sectorAt } from '../hardware/disks.ts';
import { DISK } from '../media/plan.ts';
import type { Plan } from '../plan.ts';
import type { OrgState } from '../state.ts';

type OrgSim = Sim<Plan, OrgState, Facts>;

/**
 * Every kind of event by which chance or a scripted fault strikes. Nothing in the state holds a handle to one, so all of
 * them can be called off. An unreadable sector is planned with the failure of its disk, for when the rebuild is due.
 */
const strikeKinds = [
  'backup.silent',
  'directory.strike',
  'fault.strike',
  'hardware.disk',
  'hardware.sector',
  'hardware.server',
  'hardware.strike',
  'media.drive-strike',
  'media.target-strike',
  'operations.destroy',
  'store.corruption',
  'store.strike',
] as const;

/** From here on nothing strikes any more, until something is forced. What is under way goes on. */
export function callOffStrikes(sim: OrgSim): void {
  sim.forget(strikeKinds);
}

interface Forcing {
  /** Kind of the event, whose `a` is the owner. */
  readonly kind: (typeof strikeKinds)[number];
  owners(plan: Plan): readonly { readonly path: string }[];
  /** Strikes on an owner so far. */
  struck(org: OrgState, owner: number): number;
}

/** Causes that strike their owners on the calendar and can make an incident at once. */
const forcings = {
  'controller-failed': {
    kind: 'directory.strike',
    owners: (plan) => plan.controllers,
    struck: (org, owner) => org.directory.controllers[owner].strikes,
  },
  'disk-failed': {
    kind: 'hardware.disk',
    owners: (plan) => plan.disks,
    struck: (org, owner) => org.hardware.diskFailures[owner],
  },
  'drive-failed': {
    kind: 'media.drive-strike',
    // Streams of disk targets come last.
    owners: (plan) => plan.drives.filter(({ model }) => model !== DISK),
    struck: (org, owner) => org.media.drives[owner].strikes,
  },
  'logical-corruption': {
    kind: 'store.corruption',
    owners: (plan) => plan.servers,
    struck: (org, owner) => org.store.servers[owner].corruptions,
  },
  'operator-destroys': {
    kind: 'operations.destroy',
    owners: (plan) => plan.servers,
    struck: (org, owner) => org.operations.servers[owner].destroyed,
  },
  'page-damage': {
    kind: 'store.strike',
    owners: (plan) => plan.databases,
    struck: (org, owner) => org.store.databases[owner].strikes,
  },
  'server-failed': {
    kind: 'hardware.server',
    owners: (plan) => plan.servers,
    struck: (org, owner) => org.hardware.servers[owner].strikes,
  },
  'volume-lost': {
    kind: 'hardware.strike',
    owners: (plan) => plan.volumes,
    struck: (org, owner) => org.hardware.volumes[owner].strikes,
  },
} satisfies Record<string, Forcing>;

export type ForcedCause = keyof typeof forcings;

export const forcedCauses = Object.keys(forcings).sort() as readonly ForcedCause[];

/** Paths of what carries a cause, by id. */
export function ownersOfForced(plan: Plan, cause: ForcedCause): readonly string[] {
  return forcings[cause].owners(plan).map(({ path }) => path);
}

/** Key of the next strike of a cause on an owner: whatever is drawn about that strike is drawn by it. */
export function nextKey(sim: OrgSim, cause: ForcedCause, owner: number): string {
  const { owners, struck } = forcings[cause];
  return `${owners(sim.world.plan)[owner].path}:${cause}:${struck(sim.world.org, owner) + 1}`;
}

/** The next strike of a cause on an owner happens now, and nothing else does by chance afterwards. */
export function forceStrike(sim: OrgSim, cause: ForcedCause, owner: number): void {
  sim.world.at(sim.now, forcings[cause].kind, owner, 0);
  sim.runUntil(sim.now);
  callOffStrikes(sim);
}

/** A disk fails now, and its rebuild will meet a sector that cannot be read. Answers the key of the latter and when. */
export function forceBadSector(
  sim: OrgSim,
  disk: number,
): { readonly key: string; readonly at: Ms } {
  const ordinal = sim.world.org.hardware.diskFailures[disk] + 1;
  const at = sectorAt(sim.world, disk, ordinal);
  forceStrike(sim, 'disk-failed', disk);
  sim.world.at(at, 'hardware.sector', disk, ordinal);
  return { key: `${sim.world.plan.disks[disk].path}:sector-unreadable:${ordinal}`, at };
}
