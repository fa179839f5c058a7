/** Helpers for tests of backups: organizations of several databases, instants of the week, and what is on disk. */
import { DAY, HOUR, MINUTE } from '../../sim/engine/clock.ts';
import type { Ms, Said } from '../../sim/engine/types.ts';
import type { Facts } from '../../sim/org/facts.ts';
import { setOf } from '../../sim/org/media/sets.ts';
import type { BackupSet } from '../../sim/org/media/state.ts';
import type { Plan } from '../../sim/org/plan.ts';
import type { Header } from '../../sim/org/store/state.ts';
import { firstLog as firstLogOnDisk } from '../../sim/org/store/checkpoint.ts';
import { openLog } from '../../sim/org/store/stream.ts';
import { smallYaml, watch, type Small, type Watched } from './organization.ts';

/** Path of a database of the one server. */
export const path = (group: string, database = ''): string =>
  `servers/mbx1/storageGroups/${group}${database === '' ? '' : `/databases/${database}`}`;

export interface SmallDatabase {
  readonly on?: string;
  readonly size?: string;
  readonly mailboxes?: number;
  readonly mounted?: boolean;
}

/** Storage groups by name, each with its databases by name; `logs` and `system` name volumes. */
export function groups(
  of: Readonly<Record<string, Readonly<Record<string, SmallDatabase>>>>,
  how: Readonly<Record<string, { logs?: string; system?: string; circular?: boolean }>> = {},
): string {
  const lines = Object.entries(of).map(([group, databases]) => {
    const { logs = 'logs', system = logs, circular = false } = how[group] ?? {};
    const rows = Object.entries(databases).map(([name, d]) => {
      const { on = 'database', size = '10 GiB', mailboxes = 100, mounted = true } = d;
      const people = `mailboxes: { standard: ${mailboxes} }, profile: average`;
      return `            ${name}: { on: ${on}, ${people}, size: ${size}, mounted: ${mounted} }`;
    });
    const head = `        ${group}:\n          logs: ${logs}\n          system: ${system}`;
    const circularly = circular ? '\n          circularLogging: true' : '';
    return `${head}${circularly}\n          databases:\n${rows.join('\n')}`;
  });
  return `\n${lines.join('\n')}`;
}

/** Jobs by name, each as the flow map that a scenario has. */
export function jobs(of: Readonly<Record<string, string>>): string {
  return Object.entries(of)
    .map(([name, job]) => `\n    ${name}: { ${job} }`)
    .join('');
}

export interface Shape extends Small {
  /** Replaces the disks of the log volume. */
  readonly logDisks?: string;
  /** Further volumes of the server, by name. */
  readonly volumes?: Readonly<Record<string, string>>;
  /** Replaces the drives, and the number of cartridges. */
  readonly drives?: string;
  readonly cartridges?: number;
}

const LOGS = '2 x sas-15k-73gb';

/** A scenario of one server, a week of warm-up before its horizon. */
export function scenario(shape: Shape): string {
  const { logDisks = LOGS, volumes = {}, drives = '1 x lto-3', cartridges = 40 } = shape;
  const more = Object.entries(volumes).map(([name, disks]) => `\n        ${name}: { ${disks} }`);
  return smallYaml(shape)
    .replace('warmup: 2 weeks', 'warmup: 1 week')
    .replace(`disks: ${LOGS} }`, `disks: ${logDisks} }${more.join('')}`)
    .replace('1 x lto-3, cartridges: 40', `${drives}, cartridges: ${cartridges}`);
}

/** The simulation of a scenario at its end, or at an instant; `--check` is off unless asked for. */
export function runTo(shape: Shape, until?: (plan: Plan) => Ms, check = false): Watched {
  const watched = watch(scenario(shape), { check });
  watched.sim.runUntil(until?.(watched.plan) ?? watched.plan.clock.end);
  return watched;
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** 'Thu 14:30' of a week; week 1 begins with the horizon, week 0 is the warm-up. */
export function instant(plan: Plan, week: number, when: string): Ms {
  const [day, time] = when.split(' ');
  const [hours, minutes] = time.split(':').map(Number);
  const days = (week - 1) * 7 + DAYS.indexOf(day);
  return plan.clock.start + days * DAY + hours * HOUR + minutes * MINUTE;
}

export type Ended = Said<Facts, 'backup.ended'>;

/** Ends of backups of a job by name, or of all, in order. */
export function ends(watched: Watched, job?: string): Ended[] {
  const { jobs } = watched.plan;
  return watched
    .of('backup.ended')
    .filter((f) => job === undefined || jobs[f.job].name === job) as Ended[];
}

export const headerOf = (watched: Watched, database: number): Header =>
  watched.sim.world.org.store.databases[database].header;

export const firstLog = (watched: Watched, group = 0): number =>
  firstLogOnDisk(watched.sim.world, group);

export const openLogOf = (watched: Watched, group = 0): number => openLog(watched.sim.world, group);

/** Complete sets of a group, oldest first. */
export function setsOf(watched: Watched, group = 0): BackupSet[] {
  const w = watched.sim.world;
  return w.org.store.groups[group].sets.map((id) => setOf(w, id));
}

/** Runs to an instant and gives the watched simulation back, for a chain of looks at it. */
export function runUntil(watched: Watched, at: Ms): Watched {
  watched.sim.runUntil(at);
  return watched;
}
