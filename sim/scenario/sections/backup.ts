import type * as z from 'zod';
import { copiesImages, type BackupType, type Engine, type JobPlan } from '../../org/backup/plan.ts';
import { backupParameters } from '../../org/backup/parameters.ts';
import { WEEK } from '../../engine/clock.ts';
import type { DatabasePlan } from '../../org/store/plan.ts';
import type { ServerPlan } from '../../org/hardware/plan.ts';
import type { LibraryPlan } from '../../org/media/plan.ts';
import type { GroupPlan } from '../../org/store/plan.ts';
import { block } from '../block.ts';
import { LANGUAGE, type Builder } from '../builder.ts';
import {
  choice,
  named,
  paths,
  positiveTime,
  reference,
  schedule,
  spans,
  whole,
  yesNo,
} from '../fields.ts';
import { field } from '../fields.ts';
import { compareNatural } from '../names.ts';
import { limits } from '../limits.ts';
import { fileJobsSchema, KINDS } from './file-jobs.ts';
import { buildStreaming, streamingShape } from './backup-engine.ts';
import { matchPlaces, type Place } from '../paths.ts';
import type { Path } from '../problem.ts';
import { mediumOf } from './medium.ts';
import { MOST_STREAMS, multiplexOf } from './multiplex.ts';
import { retentionOf, retentionSchema, usualKeepMs } from './retention.ts';
import { stageOf, stageSchema } from './stage.ts';
import { TIME, writeQuantity } from '../units.ts';
import { buildVss, ENGINES, vssShape } from './vss.ts';

const library = field(
  { type: 'string', description: 'where the sets go, such as libraries/lib1 or targets/disk' },
  { expected: 'the path of a library such as libraries/lib1', example: 'libraries/a' },
  (written) =>
    typeof written === 'string'
      ? { ok: true, value: written }
      : { ok: false, message: 'not a path' },
);

const TYPES: readonly BackupType[] = ['full', 'copy', 'incremental', 'differential'];

const jobShape = {
  type: choice('what the job copies', TYPES, [], {
    daily: `a daily backup copies files by their date, and is not offered for databases (BKP-05)`,
    ...Object.fromEntries(
      KINDS.map((kind) => [kind, `'${kind}' saves no databases: it stands under backup/files`]),
    ),
  }),
  when: schedule,
  of: paths.optional(),
  engine: choice('how the store is read', ENGINES).optional(),
  ...streamingShape,
  ...vssShape,
  to: library.optional(),
  window: spans.optional(),
  overrun: choice('what happens at the end of the window', ['abort', 'continue']).optional(),
  logging: choice('what the log of a run says', ['detailed', 'summary']).optional(),
  keep: positiveTime.optional(),
  retention: retentionSchema.optional(),
  media: choice('what a run does to earlier sets on its medium', ['append', 'replace']).optional(),
  file: reference('the file on a disk target that all runs share').optional(),
  stage: stageSchema.optional(),
  multiplex: whole('storage groups that share a drive', 1, MOST_STREAMS).optional(),
  ownerOnly: yesNo.optional(),
};
const JOB_NOT_YET = ['then', 'offsite'];

export const jobSchema = block(jobShape, JOB_NOT_YET);
/** After the defaults were merged under each job. */
export const backupSchema = block(
  { jobs: named(jobSchema).optional(), files: fileJobsSchema.optional() },
  ['vault', 'profile'],
);
/** As written: what `defaults` gives, no job need say. */
export const backupInputSchema = block({
  defaults: block(jobShape, JOB_NOT_YET).optional(),
  jobs: named(jobSchema).optional(),
  files: fileJobsSchema.optional(),
});

type JobDoc = z.output<typeof jobSchema>;

interface Ground {
  readonly databases: readonly DatabasePlan[];
  readonly servers: readonly ServerPlan[];
  readonly groups: readonly GroupPlan[];
  readonly libraries: readonly LibraryPlan[];
}

/** The ground, with everything that a job's `of` may name in one list. */
type Places = Ground & { readonly places: readonly Place[] };

/** Jobs in order of their names, each with the groups that it covers in path order. */
export function buildJobs(
  docs: Readonly<Record<string, JobDoc>>,
  ground: Ground,
  b: Builder,
): JobPlan[] {
  const names = Object.keys(docs).sort(compareNatural);
  if (names.length > limits.jobs) b.error(['backup', 'jobs'], `at most ${limits.jobs} jobs`);
  if (names.length > limits.jobs) return [];
  const places = [...ground.servers, ...ground.groups, ...ground.databases];
  const named = new Map(
    names.flatMap((name) => {
      const of = docs[name].of;
      return of === undefined
        ? []
        : [[name, select(['backup', 'jobs', name, 'of'], of, { ...ground, places }, b)] as const];
    }),
  );
  const elsewhere = new Set([...named.values()].flatMap((databases) => [...databases]));
  const rest = ground.databases.map((each) => each.id).filter((id) => !elsewhere.has(id));
  return names.map((name, id) => {
    const path = ['backup', 'jobs', name];
    const selected = named.get(name) ?? new Set(rest);
    if (docs[name].of === undefined) noteRest(path, rest, ground, b);
    return { id, name, path: path.join('/'), ...buildJob(path, docs[name], selected, ground, b) };
  });
}

function buildJob(
  path: readonly string[],
  doc: JobDoc,
  selected: ReadonlySet<number>,
  ground: Ground,
  b: Builder,
): Omit<JobPlan, 'id' | 'name' | 'path'> {
  const language = { source: LANGUAGE, assumed: false };
  const engine = b.fill<Engine>([...path, 'engine'], doc.engine, {
    ...{ value: 'streaming', text: 'streaming', ...language },
  });
  const vss = buildVss(path, engine, doc, selected, ground, b);
  const library =
    vss !== null && doc.to === undefined ? -1 : libraryOf([...path, 'to'], doc.to, ground, b);
  if (vss !== null && ground.libraries[library]?.kind === 'disk')
    b.error(
      [...path, 'to'],
      'a snapshot lies on disks already',
      'a library or a stand-alone drive',
    );
  const window = b.fill([...path, 'window'], doc.window, {
    ...{ value: [0, WEEK], text: 'always', ...language },
  });
  const overrun = b.fill<JobPlan['overrun']>([...path, 'overrun'], doc.overrun, {
    ...{ value: 'abort', text: 'abort', ...language },
  });
  const logging = b.fill<JobPlan['logging']>([...path, 'logging'], doc.logging, {
    ...{ value: 'detailed', text: 'detailed', ...language },
  });
  const keep = b.figures.backup.keepMs;
  const retention = retentionOf(path, doc.retention, doc.keep, b);
  const kept = retention === null ? doc.keep : usualKeepMs(retention);
  const keepMs = b.fill([...path, 'keep'], kept, {
    ...{ value: keep, text: writeQuantity(TIME, keep), source: 'parameters/backup/keepMs' },
    assumed: 'assumed' in backupParameters.keepMs,
  });
  const groups = groupsOf(doc.type, selected, ground);
  const { type, when } = doc;
  const medium = mediumOf(path, doc, ground.libraries[library], b);
  const streaming = buildStreaming(path, engine, doc, b);
  const multiplex = multiplexOf(path, doc.multiplex, engine, ground.libraries[library], b);
  const stage = stageOf(path, doc.stage, { library, keepMs }, ground.libraries, b);
  const how = { type, engine, vss, ...streaming, library, ...medium, stage, multiplex, logging };
  return { ...how, when, window, overrun, keepMs, retention, groups };
}

/** The databases that paths to servers, groups and databases name. */
function select(path: Path, of: readonly string[], ground: Places, b: Builder): Set<number> {
  const named = new Set<string>();
  const { places } = ground;
  of.forEach((each, i) => {
    const match = matchPlaces(each, 'server, storage group or database', places);
    if (!match.ok) {
      b.errorInList(path, i, match);
      return;
    }
    for (const place of match.places) named.add(place.path);
  });
  const found = new Set<number>();
  for (const { id, path, group, server } of ground.databases) {
    const above = [ground.servers[server].path, ground.groups[group].path, path];
    if (above.some((each) => named.has(each))) found.add(id);
  }
  return found;
}

function noteRest(
  path: readonly string[],
  rest: readonly number[],
  ground: Ground,
  b: Builder,
): void {
  const everything = rest.length === ground.databases.length;
  const text = everything ? ['servers/*'] : rest.map((id) => ground.databases[id].path);
  b.fill([...path, 'of'], undefined, {
    ...{
      value: null,
      text,
      source: 'every database that is backed up nowhere else',
      assumed: false,
    },
  });
  if (rest.length === 0) {
    b.reporter.warning(path, {
      message: 'this job covers nothing: other jobs name every database',
    });
  }
}

/** Incremental and differential copy the logs, and these belong to the whole group. */
function groupsOf(
  type: BackupType,
  selected: ReadonlySet<number>,
  ground: Ground,
): JobPlan['groups'] {
  const byGroup = new Map<number, number[]>();
  for (const database of ground.databases) {
    const covered = byGroup.get(database.group) ?? [];
    covered.push(database.id);
    byGroup.set(database.group, covered);
  }
  return [...byGroup]
    .filter(([, databases]) => databases.some((id) => selected.has(id)))
    .sort(([a], [b]) => a - b)
    .map(([group, databases]) => ({
      group,
      databases: copiesImages(type) ? databases.filter((id) => selected.has(id)) : databases,
    }));
}

function libraryOf(path: Path, to: string | undefined, ground: Ground, b: Builder): number {
  const { libraries } = ground;
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
