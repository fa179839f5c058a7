import type * as z from 'zod';
import { formatInstant } from '../../engine/clock.ts';
import { causes } from '../../org/causes.ts';
import type { Destroyed } from '../../org/operations/destroys.ts';
import type { FaultPlan } from '../../org/recovery/plan.ts';
import { block } from '../block.ts';
import type { Builder } from '../builder.ts';
import { field, instant, named, paths } from '../fields.ts';
import { compareNatural } from '../names.ts';
import { limits } from '../limits.ts';
import { matchPlaces, type Place } from '../paths.ts';
import type { Path } from '../problem.ts';
import { instantFrom, type Reading } from '../times.ts';

interface CorruptDoc {
  readonly database: string;
  readonly pages?: number;
  readonly singleBit?: boolean;
}

const corrupt = field<CorruptDoc>(
  {
    anyOf: [
      { type: 'string' },
      {
        type: 'object',
        properties: {
          database: { type: 'string' },
          pages: { type: 'integer' },
          singleBit: { type: 'boolean' },
        },
        required: ['database'],
        additionalProperties: false,
      },
    ],
    description: 'the path of a database, or { database, pages, singleBit }',
  },
  {
    expected: 'the path of a database, or { database: …, pages: 4, singleBit: false }',
    example: '',
  },
  readCorrupt,
);

function readCorrupt(written: unknown): Reading<CorruptDoc> {
  if (typeof written === 'string') return { ok: true, value: { database: written } };
  if (typeof written !== 'object' || written === null || Array.isArray(written)) {
    return { ok: false, message: 'not a path' };
  }
  const { database, pages, singleBit, ...rest } = written as Record<string, unknown>;
  const stray = Object.keys(rest)[0];
  if (stray !== undefined) return { ok: false, message: `unknown key '${stray}'` };
  if (typeof database !== 'string') return { ok: false, message: 'no database named' };
  const whole = typeof pages === 'number' && Number.isInteger(pages) && pages >= 1 && pages <= 1e6;
  if (pages !== undefined && !whole)
    return { ok: false, message: 'pages: a whole number from 1 to 1000000' };
  if (singleBit !== undefined && typeof singleBit !== 'boolean') {
    return { ok: false, message: 'singleBit: true or false' };
  }
  const value: CorruptDoc = {
    database,
    ...(typeof pages === 'number' ? { pages } : {}),
    ...(typeof singleBit === 'boolean' ? { singleBit } : {}),
  };
  return { ok: true, value };
}

const faultSchema = block(
  {
    at: instant,
    lose: paths.optional(),
    delete: paths.optional(),
    corrupt: corrupt.optional(),
    spoil: block({ newestSetOf: paths.optional(), newestFullOf: paths.optional() }).optional(),
  },
  ['fail', 'misuse'],
);
export const faultsSchema = named(faultSchema);

type FaultDoc = z.output<typeof faultSchema>;

export interface FaultGround {
  /** The volumes of every server, by its path. */
  readonly volumesOf: ReadonlyMap<string, readonly number[]>;
  /** Volumes and servers: what can be lost. */
  readonly losable: readonly Place[];
  readonly volumes: readonly Place[];
  /** Log folders, each by its group: 'servers/exch2/storageGroups/sg1/logs'. */
  readonly logFolders: readonly Place[];
  readonly groups: readonly Place[];
  readonly databases: readonly Place[];
  readonly start: number;
  readonly end: number;
}

/** Scripted faults in order of their names. */
export function buildFaults(
  doc: Readonly<Record<string, FaultDoc>> | undefined,
  ground: FaultGround,
  b: Builder,
): FaultPlan[] {
  const names = Object.keys(doc ?? {}).sort(compareNatural);
  if (names.length > limits.faults) b.error(['faults'], `at most ${limits.faults} faults`);
  if (names.length > limits.faults) return [];
  return names.flatMap((name): FaultPlan[] => {
    const path = ['faults', name];
    const fault = doc![name];
    if (Object.hasOwn(causes, name))
      b.error(path, `'${name}' is a cause: a fault needs a name of its own`);
    const at = instantFrom(fault.at, ground.start);
    if (at < ground.start || at >= ground.end) {
      const horizon = `${formatInstant(ground.start)} to ${formatInstant(ground.end)}`;
      b.error([...path, 'at'], `${formatInstant(at)} lies outside of the horizon`, horizon);
    }
    const verbs = (['lose', 'delete', 'corrupt', 'spoil'] as const).filter(
      (verb) => fault[verb] !== undefined,
    );
    if (verbs.length !== 1) {
      b.error(
        path,
        verbs.length === 0 ? 'a fault does nothing without a verb' : 'a fault has one verb',
        'lose, delete, corrupt or spoil',
      );
      return [];
    }
    const done = doneBy(path, fault, ground, b);
    return done === null ? [] : [{ name, path: `faults/${name}`, at, ...done }];
  });
}

type Deed =
  | { readonly verb: 'lose'; readonly volumes: readonly number[] }
  | { readonly verb: 'delete'; readonly thing: Destroyed }
  | {
      readonly verb: 'corrupt';
      readonly database: number;
      readonly pages: number;
      readonly singleBit: boolean;
    }
  | { readonly verb: 'spoil'; readonly group: number; readonly only: 'any' | 'full' };

function doneBy(
  path: readonly string[],
  fault: FaultDoc,
  ground: FaultGround,
  b: Builder,
): Deed | null {
  const { lose } = fault;
  if (fault.delete !== undefined) {
    const thing = deleted([...path, 'delete'], fault.delete, ground, b);
    return thing === null ? null : { verb: 'delete', thing };
  }
  // A file or a folder that is lost is gone by somebody's hand: no volume failed.
  const file = lose?.length === 1 ? fileAt(lose[0], ground) : null;
  if (file !== null) return { verb: 'delete', thing: file };
  if (fault.lose !== undefined) {
    const volumes = lost([...path, 'lose'], fault.lose, ground, b);
    return { verb: 'lose', volumes };
  }
  if (fault.corrupt !== undefined) {
    const { database, pages, singleBit = false } = fault.corrupt;
    const found = one([...path, 'corrupt'], [database], 'database', ground.databases, b);
    const mean = Math.max(1, Math.round(b.figures.store.pagesPerDamage));
    return { verb: 'corrupt', database: found, pages: pages ?? (singleBit ? 1 : mean), singleBit };
  }
  const { newestSetOf, newestFullOf } = fault.spoil!;
  const named = newestSetOf ?? newestFullOf;
  if (named === undefined || (newestSetOf !== undefined && newestFullOf !== undefined)) {
    b.error([...path, 'spoil'], 'which set?', '{ newestSetOf: … } or { newestFullOf: … }');
    return null;
  }
  const key = newestSetOf === undefined ? 'newestFullOf' : 'newestSetOf';
  const group = one([...path, 'spoil', key], named, 'storage group', ground.groups, b);
  return { verb: 'spoil', group, only: newestSetOf === undefined ? 'full' : 'any' };
}

/** The database file or log folder at an exact path, or null. */
function fileAt(path: string, ground: FaultGround): Destroyed | null {
  const at = (places: readonly Place[]): Place | undefined =>
    places.find((each) => each.path === path);
  const [file, logs] = [at(ground.databases), at(ground.logFolders)];
  if (file !== undefined) return { what: 'file', id: file.id };
  return logs === undefined ? null : { what: 'logs', id: logs.id };
}

/** What a fault deletes: one database's file, one group's log folder, or one volume. */
function deleted(
  path: Path,
  written: readonly string[],
  ground: FaultGround,
  b: Builder,
): Destroyed | null {
  const known: Deletable[] = [
    ...ground.databases.map(({ id, path: at }) => ({ what: 'file' as const, id, path: at })),
    ...ground.logFolders.map(({ id, path: at }) => ({ what: 'logs' as const, id, path: at })),
    ...ground.volumes.map(({ id, path: at }) => ({ what: 'volume' as const, id, path: at })),
  ];
  const match = matchPlaces<Deletable>(written[0], 'database, log folder or volume', known);
  if (match.ok && match.places.length === 1 && written.length === 1) {
    const [{ what, id }] = match.places;
    return { what, id };
  }
  const one = 'a fault deletes one thing: a database, the logs of a storage group, or a volume';
  if (!b.mended(path)) b.reporter.error(path, match.ok ? { message: one } : match);
  return null;
}

type Deletable = Destroyed & Place;

/** Volumes by their paths; a server stands for all of its volumes. */
function lost(path: Path, written: readonly string[], ground: FaultGround, b: Builder): number[] {
  const found = new Set<number>();
  written.forEach((each, i) => {
    const match = matchPlaces<Place>(each, 'volume or server', ground.losable);
    if (!match.ok) {
      b.errorInList(path, i, match);
      return;
    }
    for (const place of match.places) {
      for (const volume of ground.volumesOf.get(place.path) ?? [place.id]) found.add(volume);
    }
  });
  return [...found].sort((x, y) => x - y);
}

function one(
  path: Path,
  written: readonly string[],
  what: string,
  known: readonly Place[],
  b: Builder,
): number {
  const match = matchPlaces(written[0], what, known);
  if (match.ok && match.places.length === 1 && written.length === 1) return match.places[0].id;
  if (!b.mended(path))
    b.reporter.error(path, match.ok ? { message: `a fault names one ${what}` } : match);
  return 0;
}
