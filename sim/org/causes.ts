/**
 * Every cause of loss and downtime that the product knows by name, with its default rate (PARAMETERS, causes).
 * One key each: it names hazards, `where: { cause }`, `causes.<key>` and default recovery.
 */
export interface Cause {
  /** What carries the hazard. */
  readonly per:
    | 'disk'
    | 'rebuild'
    | 'volume'
    | 'database'
    | 'server'
    | 'controller'
    | 'job'
    | 'set'
    | 'drive'
    | 'mount'
    | 'step'
    | 'mailbox'
    | 'site';
  /** A yearly intensity where the cause strikes on the calendar, a probability where it strikes on an occasion. */
  readonly rate: number;
  readonly unit: '/year' | 'probability';
  readonly does: string;
  readonly noticed: string;
  readonly source: string;
  readonly assumed: boolean;
  readonly band: readonly [number, number];
  /** Whether this version simulates it; the others are listed as not modelled in every output. */
  readonly modelled: boolean;
}

function cause(c: Omit<Cause, 'assumed' | 'source'> & { source?: string }): Cause {
  return { source: 'no source read', assumed: c.source === undefined, ...c };
}

export const causes = {
  'disk-failed': cause({
    per: 'disk', rate: 0.03, unit: '/year', band: [0.01, 0.13], modelled: true,
    does: 'degrades its RAID group until the rebuild', noticed: 'at once',
    source: 'Schroeder & Gibson, FAST 2007',
  }),
  'sector-unreadable': cause({
    per: 'rebuild', rate: 1e-15, unit: 'probability', band: [1e-16, 1e-14], modelled: true,
    does: 'a stripe that cannot be rebuilt, by bits read in a rebuild: pages of one database',
    noticed: 'when read',
  }),
  'volume-lost': cause({
    per: 'volume', rate: 0.01, unit: '/year', band: [0.003, 0.03], modelled: true,
    does: 'loses the volume; in 30 % of cases every volume of the server', noticed: 'after 5 min',
  }),
  'page-damage': cause({
    per: 'database', rate: 0.02, unit: '/year', band: [0.005, 0.1], modelled: true,
    does: 'damages pages of a database file, 4 on average',
    noticed: 'by a full backup whose log is read, or by a user after 3 days on average',
  }),
  'operator-destroys': cause({
    per: 'server', rate: 0.01, unit: '/year', band: [0.003, 0.05], modelled: true,
    does: 'destroys a database file, a log folder or a volume', noticed: 'after 10 min',
  }),
  'server-failed': cause({
    per: 'server', rate: 0.73, unit: '/year', band: [0.27, 1.25], modelled: true,
    does: 'stops the server until it is repaired or rebuilt', noticed: 'after 5 min',
    source: 'LANL failure data, of HPC nodes: mean 12,000 h between failures',
  }),
  'controller-failed': cause({
    per: 'controller', rate: 0.73, unit: '/year', band: [0.27, 1.25], modelled: true,
    does: 'stops a domain controller', noticed: 'after 5 min',
    source: 'LANL failure data, of HPC nodes: mean 12,000 h between failures',
  }),
  'job-failed': cause({
    per: 'job', rate: 0.03, unit: 'probability', band: [0.005, 0.1], modelled: true,
    does: 'fails one group\'s backup midway; 30 % recur until fixed',
    noticed: 'when somebody reads the log',
  }),
  'job-silently-wrong': cause({
    per: 'job', rate: 0.06, unit: '/year', band: [0.01, 0.2], modelled: true,
    does: 'makes every set of a job worthless until found', noticed: 'by a drill or the disaster',
  }),
  'set-unreadable': cause({
    per: 'set', rate: 0.005, unit: 'probability', band: [0.001, 0.05], modelled: true,
    does: 'makes a backup set unreadable; 2 % past the cartridge\'s retirement',
    noticed: 'at the restore',
  }),
  'drive-failed': cause({
    per: 'drive', rate: 0.04, unit: '/year', band: [0.01, 0.1], modelled: true,
    does: 'stops a tape drive', noticed: 'at once',
  }),
  'mount-failed': cause({
    per: 'mount', rate: 0.005, unit: 'probability', band: [0.001, 0.02], modelled: true,
    does: 'costs 15 min and another try; 1 in 5 takes the cartridge away', noticed: 'at once',
  }),
  'logical-corruption': cause({
    per: 'server', rate: 0.05, unit: '/year', band: [0.01, 0.2], modelled: true,
    does: 'deletes recent mail of one database, in the logs as well',
    noticed: 'by whoever misses it, after 8 h in the median',
  }),
  slip: cause({
    per: 'step', rate: 0.005, unit: 'probability', band: [0.001, 0.02], modelled: true,
    does: 'spoils a step done by hand: see the table of mistakes', noticed: 'by step',
  }),
  'item-request': cause({
    per: 'mailbox', rate: 0.24, unit: '/year', band: [0.06, 1], modelled: false,
    does: 'asks for one item back', noticed: 'at once',
  }),
  'mailbox-request': cause({
    per: 'mailbox', rate: 0.024, unit: '/year', band: [0.006, 0.1], modelled: false,
    does: 'asks for one mailbox back', noticed: 'at once',
  }),
  'site-lost': cause({
    per: 'site', rate: 0.001, unit: '/year', band: [0.0001, 0.01], modelled: false,
    does: 'destroys everything at a site', noticed: 'after 15 min',
  }),
} as const satisfies Record<string, Cause>; // prettier-ignore

export type CauseKey = keyof typeof causes;

/**
 * What stops databases although nothing may have failed: the plan itself has brought it about. No hazard: it has no rate,
 * and nobody draws it. An incident goes by one of these only where no root cause is known that led to it.
 */
export const stops = {
  'log-volume-full': 'a log volume has no room for another log: every group that logs to it stops (X-18)',
  'database-volume-full': 'the files on a volume have outgrown it: the database that asks for room stops (X-18)',
  'checkpoint-lag': 'a backup has held the checkpoint for too many logs: Exchange 2003 stops the group, -614 (X-08)',
  'generations-used-up': 'a group has filled the last log that its stream may have: it stops, -519',
} as const; // prettier-ignore
export type StopKey = keyof typeof stops;
export const stopKeys = Object.keys(stops).sort() as readonly StopKey[];

/** What an incident goes by. */
export type IncidentCause = CauseKey | StopKey;

/** The cause that stands in the key of a root cause: owner's path, cause and ordinal. */
export const causeOf = (key: string): IncidentCause => key.split(':')[1] as IncidentCause;
export const causeKeys = Object.keys(causes).sort() as readonly CauseKey[];
