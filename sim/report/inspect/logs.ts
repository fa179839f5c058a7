/**
 * Logs as somebody reads them: the application event log of a server, newest entry first, as the event viewer has it; and
 * the log of a job, to which each run appends (MON-07).
 */
import { DAY, formatInstant } from '../../engine/clock.ts';
import type { Ms, Said } from '../../engine/types.ts';
import { entryKinds, type Severity } from '../../org/eventlog/kinds.ts';
import type { Facts } from '../../org/facts.ts';
import type { Plan } from '../../org/plan.ts';
import type { OrganizationSim } from '../../org/wiring.ts';
import type { OrgWorld } from '../../org/world.ts';
import type { Section } from './shapes.ts';

type Logged = Said<Facts, 'event.logged'>;
type Ended = Said<Facts, 'backup.ended'>;

/** What was said on the way and is not kept in the state: information, and how runs ended. */
export interface Journal {
  readonly entries: Logged[];
  readonly runs: Ended[];
}

export const emptyJournal = (): Journal => ({ entries: [], runs: [] });
export const SILENCE: Journal = emptyJournal();

/** Information is shown of so long; runs of a job so many. */
const INFORMATION_MS = DAY;
const RUNS = 40;

const logOf = ({ path }: { readonly path: string }): string => `${path}/log`;

export function logPaths(plan: Plan): string[] {
  return [...plan.servers.map(logOf), ...plan.jobs.map(({ path }) => path)];
}

/** Listens to what the log at a path needs to be shown as of an instant. */
export function keepJournal(sim: OrganizationSim, path: string, at: Ms, journal: Journal): void {
  const { servers, jobs } = sim.world.plan;
  const server = servers.findIndex((each) => logOf(each) === path);
  const job = jobs.findIndex((each) => each.path === path);
  if (server >= 0) {
    sim.on('event.logged', (fact) => {
      const isNews = fact.at > at - INFORMATION_MS && fact.severity === 'information';
      if (isNews && fact.server === server) journal.entries.push(fact as Logged);
    });
  }
  if (job >= 0) {
    sim.on('backup.ended', (fact) => {
      if (fact.job === job) journal.runs.push(fact as Ended);
      if (journal.runs.length > RUNS) journal.runs.shift();
    });
  }
}

export function ofLog(w: OrgWorld, path: string, heard: Journal): Section[] | null {
  const server = w.plan.servers.find((each) => logOf(each) === path);
  if (server !== undefined) return eventLog(w, server.id, heard.entries);
  const job = w.plan.jobs.find((each) => each.path === path);
  return job === undefined ? null : [jobLog(w, heard.runs)];
}

const TYPES: Readonly<Record<Severity, string>> = {
  information: 'Information',
  warning: 'Warning',
  error: 'Error',
};

function eventLog(w: OrgWorld, server: number, information: readonly Logged[]): Section[] {
  const { written, entries } = w.org.eventlog.servers[server];
  const kept = entries.map(({ at, key, text }) => ({ at, ...entryKinds[key], text }));
  const all = [...kept, ...information]
    .map((each, i) => ({ ...each, i }))
    .sort((x, y) => y.at - x.at || y.i - x.i);
  const rows = all.map(({ severity, at, source, id, text }) => [
    ...[TYPES[severity], formatInstant(at), source, String(id), text],
  ]);
  const shown = `${entries.length} of ${written}`;
  return [
    {
      title: 'Application log',
      known: true,
      fields: [
        ['Warnings and errors', shown],
        ['Information', 'of the last day'],
      ],
      table: { head: ['Type', 'Date', 'Source', 'Event', 'Description'], rows },
    },
  ];
}

/** Newest at the bottom: each run adds to the same file. */
function jobLog(w: OrgWorld, runs: readonly Ended[]): Section {
  const rows = runs.map((run) => {
    const { shows, detailed, because } = run;
    const told = shows === 'status' || shows === 'backup-log';
    const says = !told ? '' : detailed ? because : 'errors occurred: see a detailed log';
    return [
      formatInstant(run.began),
      formatInstant(run.at),
      w.plan.groups[run.group].path,
      run.backupType,
      shows === 'status' ? 'Failed' : 'Completed',
      says,
    ];
  });
  return {
    title: 'Backup log',
    known: true,
    table: { head: ['Started', 'Ended', 'Of', 'Type', 'Status', 'Errors'], rows },
  };
}
