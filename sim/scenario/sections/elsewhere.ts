/** Where databases may go that leave their place: targets of `restore-elsewhere` and of planned moves, checked at load. */
import type { VolumePlan } from '../../org/hardware/plan.ts';
import type { RecoveryPlan, Runbook } from '../../org/recovery/plan.ts';
import type { DatabasePlan, GroupPlan } from '../../org/store/plan.ts';
import type { Builder } from '../builder.ts';
import { matchPlaces, type Place } from '../paths.ts';
import type { Path } from '../problem.ts';
import { SIZE, writeQuantity } from '../units.ts';
import type { Reading } from '../times.ts';
import { givenFor, LOST, RECOVERED } from './ladder-keys.ts';

/** Runbooks that lead to another server: from sets, and with what is left of a server that is gone. */
const ELSEWHERE = ['restore-elsewhere', 'recover-elsewhere'] as const;
type Elsewhere = (typeof ELSEWHERE)[number];

/** A runbook of a ladder, and where it leads if it leads anywhere. */
export type Rung = Runbook | `${Elsewhere} ${string}`;

export const leadsElsewhere = (run: Runbook): run is Elsewhere =>
  (ELSEWHERE as readonly string[]).includes(run);

export const runbookOf = (rung: Rung): Runbook => rung.split(' ')[0] as Runbook;

/** What stands under `with` beside such a runbook. */
export function readElsewhere(run: Elsewhere, written: unknown): Reading<Rung> {
  const example = 'with: { target: servers/… } says to which server or storage group';
  const isMap = typeof written === 'object' && written !== null && !Array.isArray(written);
  const { target, ...rest } = isMap ? (written as Record<string, unknown>) : {};
  const stray = Object.keys(rest)[0];
  if (stray !== undefined) return { ok: false, message: `unknown key '${stray}' under with` };
  if (typeof target !== 'string') return { ok: false, message: `${run}: ${example}` };
  return { ok: true, value: `${run} ${target}` };
}

/** A server as far as databases of others may come to it. */
interface Host extends Place {
  readonly name: string;
  readonly groups: readonly number[];
  /** As the scenario has them; undefined: like all others that say nothing. */
  readonly administrativeGroup: string | undefined;
  readonly servicePack: number | undefined;
}

export interface ElsewhereGround {
  readonly hosts: readonly Host[];
  readonly groups: readonly GroupPlan[];
  readonly databases: readonly DatabasePlan[];
  readonly volumes: readonly VolumePlan[];
}

type Target = { readonly group: number; readonly volume: number };

/** The group at a path, or of a server the one with the same name as the group that comes, or its first. */
export function groupAt(
  path: Path,
  written: string,
  name: string,
  { hosts, groups }: ElsewhereGround,
  b: Builder,
): GroupPlan | null {
  const match = matchPlaces<Place>(written, 'server or storage group', [...hosts, ...groups]);
  if (!match.ok || match.places.length !== 1) {
    const one = { message: 'a database goes to one server or storage group' };
    if (!b.mended(path)) b.reporter.error(path, match.ok ? one : match);
    return null;
  }
  const [place] = match.places;
  const host = hosts.find((each) => each.path === place.path);
  if (host === undefined) return groups[place.id];
  const own = host.groups.map((id) => groups[id]);
  // A server without any is a mistake of its own.
  return own.find((group) => group.name === name) ?? own.at(0) ?? null;
}

/** The volume on which the databases of a group lie: that of the first; -1 where there is none, a mistake of its own. */
export const volumeWithin = ({ databases: [first] }: GroupPlan, g: ElsewhereGround): number =>
  (g.databases[first] as DatabasePlan | undefined)?.volume ?? -1;

/** Whether a database may be mounted there at all: one organization, and what 2003 asks of servers besides. */
export function mayMount(path: Path, from: Host, to: Host, exactly: boolean, b: Builder): boolean {
  if (b.version === 'exchange-2007') return true;
  if (from.administrativeGroup !== to.administrativeGroup) {
    const own = from.administrativeGroup ?? 'the default one';
    const message = `ORG_MISMATCH: ${to.name} is in another administrative group than ${from.name}`;
    b.error(path, `${message} (RST-43)`, `a server in ${own}`);
    return false;
  }
  const [had, has] = [from.servicePack ?? 0, to.servicePack ?? 0];
  if (has < had || (exactly && has !== had)) {
    const message = `VERSION_MISMATCH: ${to.name} has service pack ${has}, ${from.name} has ${had}`;
    const rule = exactly ? 'a restore needs the same (RST-42)' : 'there is no way back (RST-44)';
    b.error(path, `${message}; ${rule}`);
    return false;
  }
  return true;
}

/** Bytes that are free on a volume beside the files that the scenario puts there. */
export function freeOn(volume: number, { volumes, databases }: ElsewhereGround): number {
  const used = databases.filter((d) => d.volume === volume);
  return volumes[volume].capacityBytes - used.reduce((sum, d) => sum + d.sizeBytes, 0);
}

function targetOf(
  path: Path,
  rung: Rung,
  group: GroupPlan,
  ground: ElsewhereGround,
  b: Builder,
): Target | null {
  const [run, written] = rung.split(' ');
  const restored = run === 'restore-elsewhere';
  const to = groupAt(path, written, group.name, ground, b);
  if (to === null || to.server === group.server) return null;
  const [from, host] = [ground.hosts[group.server], ground.hosts[to.server]];
  if (!mayMount(path, from, host, restored, b)) return null;
  if (restored && b.version === 'exchange-2003' && to.name !== group.name) {
    const message = `NAME_MISMATCH: a restore of ${group.path} needs a storage group of that name there`;
    b.error(path, `${message}, not ${to.path} (RST-46)`);
    return null;
  }
  const volume = volumeWithin(to, ground);
  if (volume < 0) return null;
  const largest = Math.max(...group.databases.map((d) => ground.databases[d].sizeBytes));
  if (largest > freeOn(volume, ground)) {
    const message = `NO_SPACE: ${ground.volumes[volume].path} has no room for a database of ${group.path}`;
    b.error(path, message, `${writeQuantity(SIZE, largest)} free`);
    return null;
  }
  return { group: to.id, volume };
}

/** Where each ladder leads that has such a runbook, by group. */
export function buildElsewhere(
  ladders: Readonly<Record<string, readonly Rung[]>>,
  ground: ElsewhereGround,
  b: Builder,
): RecoveryPlan['elsewhere'] {
  const found: Record<string, (Target | null)[]> = {};
  for (const [key, rungs] of Object.entries(ladders)) {
    const rung = rungs.find((each) => leadsElsewhere(runbookOf(each)));
    if (rung === undefined) continue;
    const [run] = rung.split(' ');
    const path = ['recovery', 'for', key];
    if (run === 'restore-elsewhere' && rung !== rungs[0])
      b.error(path, `${run} comes first: it is there to spare the wait for parts`);
    found[key] = ground.groups.map((group) => targetOf(path, rung, group, ground, b));
    const nowhere = found[key].every((target) => target === null);
    if (nowhere) b.error(path, `${run} leads nowhere: no other server has databases`);
  }
  for (const key of [...LOST, ...RECOVERED]) {
    const coarser = givenFor(key, ladders);
    if (coarser !== null && Object.hasOwn(found, coarser)) found[key] = found[coarser];
  }
  return found;
}
