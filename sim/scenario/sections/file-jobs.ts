import type * as z from 'zod';
import {
  ASSETS,
  bringsDirectory,
  type FileJobPlan,
  type FileSetKind,
} from '../../org/backup/files/plan.ts';
import { backupParameters } from '../../org/backup/parameters.ts';
import type { ControllerPlan } from '../../org/directory/plan.ts';
import type { ServerPlan } from '../../org/hardware/plan.ts';
import type { LibraryPlan } from '../../org/media/plan.ts';
import type { DatabasePlan } from '../../org/store/plan.ts';
import { block } from '../block.ts';
import { LANGUAGE, type Builder } from '../builder.ts';
import { choice, field, named, paths, positiveTime, schedule, size, yesNo } from '../fields.ts';
import { limits } from '../limits.ts';
import { compareNatural } from '../names.ts';
import { matchPlaces, type Place } from '../paths.ts';
import { sizeOfController, sizeOfServer } from './file-job-size.ts';
import { occasions, timesOf } from './file-job-times.ts';
import type { Path } from '../problem.ts';
import { TIME, writeQuantity } from '../units.ts';

export const KINDS: readonly FileSetKind[] = [
  'windows-set',
  'full-computer',
  'disk-image',
  'system-state',
  'files',
  'mailboxes',
  'certification-authority',
];

const medium = field(
  { type: 'string', description: 'where the sets go, such as libraries/lib1 or targets/disk' },
  { expected: 'the path of a library such as libraries/lib1', example: 'libraries/a' },
  (written) =>
    typeof written === 'string'
      ? { ok: true, value: written }
      : { ok: false, message: 'not a path' },
);

/** Jobs that save the files of servers and domain controllers, by name: what is no database. */
export const fileJobsSchema = named(
  block(
    {
      saves: choice('what the job saves of each server', KINDS),
      of: paths.optional(),
      when: schedule.optional(),
      after: occasions.optional(),
      to: medium.optional(),
      keep: positiveTime.optional(),
      size: size.optional(),
      verify: yesNo.optional(),
      shadowCopy: yesNo.optional(),
      protectedFiles: yesNo.optional(),
      mountedDrives: yesNo.optional(),
      databaseFolders: yesNo.optional(),
      mailboxDrive: yesNo.optional(),
      exclusions: yesNo.optional(),
      removableDrives: yesNo.optional(),
      password: choice('whether anybody still has the password of the wizard', [
        'kept',
        'lost',
      ]).optional(),
      taskScheduler: choice('whether something starts the job', [
        'running',
        'stopped',
        'wrong-account',
      ]).optional(),
    },
    ['compression'],
  ),
);
type FileJobDoc = z.output<typeof fileJobsSchema>[string];

export const assetSchema = choice('what was set up on a server', ASSETS);

interface Ground {
  readonly servers: readonly ServerPlan[];
  readonly controllers: readonly ControllerPlan[];
  readonly databases: readonly DatabasePlan[];
  readonly libraries: readonly LibraryPlan[];
}

/** Jobs in order of their names, each with its machines in path order. */
export function buildFileJobs(
  docs: z.output<typeof fileJobsSchema>,
  ground: Ground,
  b: Builder,
): FileJobPlan[] {
  const names = Object.keys(docs).sort(compareNatural);
  if (names.length > limits.jobs) b.error(['backup', 'files'], `at most ${limits.jobs} jobs`);
  return names.slice(0, limits.jobs).map((name, id) => {
    const path = ['backup', 'files', name];
    return { id, name, path: path.join('/'), ...buildFileJob(path, docs[name], ground, b) };
  });
}

function buildFileJob(
  path: readonly string[],
  doc: FileJobDoc,
  ground: Ground,
  b: Builder,
): Omit<FileJobPlan, 'id' | 'name' | 'path'> {
  const { saves } = doc;
  const yes = (key: Option, usual: boolean, source: string): boolean =>
    b.fill([...path, key], doc[key], { value: usual, text: usual, source, assumed: false });
  const options = {
    verify: yes('verify', false, LANGUAGE),
    shadowCopy: yes('shadowCopy', true, 'BKP-65'),
    protectedFiles: yes('protectedFiles', true, 'BKP-64'),
    mountedDrives: yes('mountedDrives', true, 'TAPE-18'),
    databaseFolders: yes('databaseFolders', false, 'BKP-47'),
    mailboxDrive: yes('mailboxDrive', false, 'BKP-46'),
    exclusions: yes('exclusions', true, 'BKP-57'),
    removableDrives: yes('removableDrives', false, 'BKP-49'),
  };
  if (options.mailboxDrive && b.version !== 'exchange-2003')
    b.error([...path, 'mailboxDrive'], `${b.version} has no drive M:`, 'exchange-2003, or no key');
  if (options.databaseFolders)
    b.reporter.warning([...path, 'databaseFolders'], {
      message:
        'copies of database files are no backup, and restoring them overwrites newer ones (BKP-08, BKP-47)',
      expected: 'a job under backup/jobs for the databases',
    });
  if (doc.size === undefined && saves === 'files')
    b.error([...path, 'size'], 'missing: how much the files of each server are', '4 GB');
  const keep = b.figures.backup.keepMs;
  const scheduler = b.fill([...path, 'taskScheduler'], doc.taskScheduler, {
    ...{ value: 'running', text: 'running', source: 'TAPE-16', assumed: false },
  });
  if (saves === 'mailboxes')
    b.reporter.warning([...path, 'saves'], {
      message:
        'reading mailboxes one by one is slow, weighs on users, and Microsoft has no such backup: mail alone comes back from it, never a database (BKP-68, STR-21)',
      expected: 'jobs under backup/jobs as well',
    });
  const { exclusions: _, removableDrives: __, ...saved } = options;
  if (options.removableDrives)
    b.reporter.warning([...path, 'removableDrives'], {
      message:
        'removable drives that no recovery needs cost room and time, every night and at the restore (BKP-49)',
      expected: "no 'removableDrives'",
    });
  if (doc.password !== undefined && saves !== 'certification-authority')
    b.error(
      [...path, 'password'],
      'the wizard for certification authorities alone asks for one',
      "'saves: certification-authority'",
    );
  const machines = machinesOf([...path, 'of'], doc.of, ground, b);
  const { servers, controllers } = machines;
  if (controllers.length > 0 && !bringsDirectory(doc))
    b.reporter.warning([...path, 'saves'], {
      message:
        'a domain controller comes back from System State with boot and system partition alone (AD-08)',
      expected: 'windows-set or full-computer',
    });
  const bare = servers.find((id) => !ground.databases.some(({ server }) => server === id));
  if (saves === 'mailboxes' && (bare !== undefined || controllers.length > 0))
    b.error(
      [...path, 'of'],
      `${bare === undefined ? ground.controllers[controllers[0]].path : ground.servers[bare].path} has no mailboxes`,
      'servers with databases',
    );
  return {
    ...{ saves, ...machines, ...timesOf(path, doc, machines, b), ...saved },
    ...{ scheduled: scheduler === 'running' },
    passwordKept: doc.password !== 'lost',
    library: libraryOf([...path, 'to'], doc.to, ground, b),
    keepMs: b.fill([...path, 'keep'], doc.keep, {
      ...{ value: keep, text: writeQuantity(TIME, keep), source: 'parameters/backup/keepMs' },
      assumed: 'assumed' in backupParameters.keepMs,
    }),
    sizes: [
      ...servers.map((id) => sizeOfServer(ground.servers[id], ground.databases, doc, options, b)),
      ...controllers.map((id) => sizeOfController(ground.controllers[id], doc, options, b)),
    ],
  };
}

type Option =
  | 'verify'
  | 'shadowCopy'
  | 'protectedFiles'
  | 'mountedDrives'
  | 'databaseFolders'
  | 'mailboxDrive'
  | 'exclusions'
  | 'removableDrives';

interface Machines {
  readonly servers: readonly number[];
  readonly controllers: readonly number[];
}

function machinesOf(
  path: Path,
  of: readonly string[] | undefined,
  { servers, controllers }: Ground,
  b: Builder,
): Machines {
  if (of === undefined) {
    return b.fill<Machines>(path, undefined, {
      ...{ value: { servers: servers.map(({ id }) => id), controllers: [] }, text: ['servers/*'] },
      ...{ source: LANGUAGE, assumed: false },
    });
  }
  const found = { servers: new Set<number>(), controllers: new Set<number>() };
  of.forEach((each, i) => {
    const kind = each.startsWith('directory/') ? 'controllers' : 'servers';
    const known: readonly Place[] = kind === 'servers' ? servers : controllers;
    const what = kind === 'servers' ? 'server or controller' : 'controller';
    const match = matchPlaces(each, what, known);
    if (!match.ok) b.errorInList(path, i, match);
    else for (const { id } of match.places) found[kind].add(id);
  });
  const sorted = (ids: Set<number>): number[] => [...ids].sort((x, y) => x - y);
  return { servers: sorted(found.servers), controllers: sorted(found.controllers) };
}

function libraryOf(path: Path, to: string | undefined, { libraries }: Ground, b: Builder): number {
  if (to !== undefined) {
    const match = matchPlaces(to, 'library, drive or disk target', libraries);
    if (match.ok && match.places.length === 1) return match.places[0].id;
    if (!b.mended(path))
      b.reporter.error(path, match.ok ? { message: 'a job writes to one library' } : match);
    return 0;
  }
  if (libraries.length !== 1)
    b.error(path, 'missing: which library?', 'a path such as libraries/lib1');
  const text = libraries[0]?.path ?? '';
  return b.fill(path, undefined, { value: 0, text, source: 'the only library', assumed: false });
}
