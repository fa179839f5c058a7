/** Helpers for tests of what nobody knows: images of worlds to compare, and hidden things put into a world. */
import type { Said } from '../../sim/engine/types.ts';
import type { Facts } from '../../sim/org/facts.ts';
import { hasKnownDamage } from '../../sim/org/recovery/incident.ts';
import { hasFile } from '../../sim/org/store/hidden.ts';
import { damagePages } from '../../sim/org/store/strikes.ts';
import type { OrganizationSim } from '../../sim/org/wiring.ts';

/** All of a simulation but how many events it has seen, and which. */
export function imageOf(sim: OrganizationSim): unknown {
  const { events: _, fingerprint: __, ...rest } = sim.snapshot();
  return rest;
}

const SEEN: readonly (keyof Facts)[] = [
  'backup.began', 'backup.ended', 'job.noticed', 'database.down', 'database.up', 'server.down', 'server.up',
  'controller.down', 'controller.up', 'cartridge.taken', 'cartridge.lost', 'cartridge.replaced', 'rebuild.began',
  'rebuild.ended', 'drill.ended', 'drive.replaced', 'set.unreadable', 'job.found-wrong', 'incident.noticed',
  'logs.truncated', 'truncation.blocked', 'log-volume.full', 'content.lost', 'step.ended',
]; // prettier-ignore

/** What people can see of a simulation from now on, without the numbers that things have in it. */
export function watchSeen(sim: OrganizationSim): string[] {
  const seen: string[] = [];
  sim.onAny((fact) => {
    const { type } = fact;
    if (!SEEN.includes(type) || (type === 'step.ended' && stepOf(fact) === 'detect')) return;
    const { event: _, incident: __, key: ___, procedure: ____, ...rest } = fact as never as Json;
    seen.push(JSON.stringify(rest));
  });
  return seen;
}

type Json = Record<string, unknown>;
const stepOf = (fact: Said<Facts>): unknown => (fact as never as Json).step;

/** Which damage those who work on incidents know of by now. */
export function knownDamage(sim: OrganizationSim): string {
  const w = sim.world;
  const known = w.org.recovery.incidents.filter((i) => i !== null && (i.noticed || i.met));
  return JSON.stringify(
    known.map((i) =>
      i?.databases.map((d) => hasFile(w, d.database) && hasKnownDamage(w, i, d.database)),
    ),
  );
}

/** Pages of a database are damaged now, and nobody knows. */
export function damage(sim: OrganizationSim, database: number, pages = 4): void {
  const w = sim.world;
  const d = w.org.store.databases[database];
  d.strikes += 1;
  const { path } = w.plan.databases[database];
  const of = { pages, singleBit: false };
  damagePages(w, `${path}:page-damage:${d.strikes}`, database, 777 + database, of);
}

/** A job writes worthless sets of a group from now on, and nobody knows. */
export function makeWrong(sim: OrganizationSim, job: number, group: number): void {
  const { plan, org } = sim.world;
  const kind = plan.jobs[job].type === 'full' ? 0 : 1;
  org.backup.groups[group].silent[kind] += 1;
  const { wrong } = org.backup.jobs[job];
  if (wrong.some((each) => each.group === group)) return;
  const of = `${plan.groups[group].path}/${kind === 0 ? 'full' : 'logs'}`;
  wrong.push({ group, key: `${of}:job-silently-wrong:${org.backup.groups[group].silent[kind]}` });
}

/** Every set of a group that nobody has read cannot be read. */
export function spoil(sim: OrganizationSim, share: () => boolean = () => true): void {
  for (const set of sim.world.org.media.sets) {
    if (set.complete && set.fate !== 'sound' && !set.knownBad && share()) set.fate = 'bad';
  }
}

/** Next strikes of some kinds come at other instants. */
export function reschedule(sim: OrganizationSim, kind: string, owners: number, at: number): void {
  sim.forget([kind]);
  for (let id = 0; id < owners; id++) sim.world.at(at + id, kind, id, 0);
}
