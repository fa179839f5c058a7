import type * as z from 'zod';
import { formatInstant } from '../../engine/clock.ts';
import { causes } from '../../org/causes.ts';
import type { FaultPlan } from '../../org/recovery/plan.ts';
import { block } from '../block.ts';
import type { Builder } from '../builder.ts';
import { field, instant, named, paths } from '../fields.ts';
import { compareNatural } from '../names.ts';
import { limits } from '../limits.ts';
import { matchPlaces, type Place } from '../paths.ts';
import { lostMedia, namesMedia } from './fault-media.ts';
import { deleted, fileAt, namesNoHalf, type Destroyable } from './fault-things.ts';
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
    fail: paths.optional(),
    delete: paths.optional(),
    corrupt: corrupt.optional(),
    spoil: block({ newestSetOf: paths.optional(), newestFullOf: paths.optional() }).optional(),
  },
  ['misuse'],
);
export const faultsSchema = named(faultSchema);

type FaultDoc = z.output<typeof faultSchema>;

export interface FaultGround extends Destroyable {
  /** The volumes of every server, by its path. */
  readonly volumesOf: ReadonlyMap<string, readonly number[]>;
  /** Volumes and servers: what can be lost. */
  readonly losable: readonly Place[];
  readonly disks: readonly Place[];
  /** What can fail: mailbox servers, and domain controllers. */
  readonly servers: readonly Place[];
  readonly controllers: readonly Place[];
  readonly groups: readonly Place[];
  readonly libraries: readonly Place[];
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
    const verbs = (['lose', 'fail', 'delete', 'corrupt', 'spoil'] as const).filter(
      (verb) => fault[verb] !== undefined,
    );
    if (verbs.length !== 1) {
      b.error(
        path,
        verbs.length === 0 ? 'a fault does nothing without a verb' : 'a fault has one verb',
        'lose, fail, delete, corrupt or spoil',
      );
      return [];
    }
    const done = doneBy(path, fault, ground, b);
    return done === null ? [] : [{ name, path: `faults/${name}`, at, ...done }];
  });
}

/** What a fault does, by its verb. */
type Deed = DeedOf<FaultPlan>;
type DeedOf<F> = F extends FaultPlan ? Omit<F, 'name' | 'path' | 'at'> : never;

function doneBy(
  path: readonly string[],
  fault: FaultDoc,
  ground: FaultGround,
  b: Builder,
): Deed | null {
  const { lose } = fault;
  if (namesNoHalf(path, fault, ground, b)) return null;
  if (fault.delete !== undefined) {
    const thing = deleted([...path, 'delete'], fault.delete, ground, b);
    return thing === null ? null : { verb: 'delete', thing };
  }
  // A file or a folder that is lost is gone by somebody's hand: no volume failed.
  const file = lose?.length === 1 ? fileAt(lose[0], ground) : null;
  if (file !== null) return { verb: 'delete', thing: file };
  if (lose !== undefined && namesMedia(lose))
    return lostMedia([...path, 'lose'], lose, ground.libraries, b);
  if (fault.lose !== undefined) {
    return { verb: 'lose', ...lost([...path, 'lose'], fault.lose, ground, b) };
  }
  if (fault.fail !== undefined) {
    return { verb: 'fail', ...failed([...path, 'fail'], fault.fail, ground, b) };
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

const sorted = (ids: Set<number>): number[] => [...ids].sort((x, y) => x - y);

/** Volumes and single disks by their paths; a server stands for all of its volumes. */
function lost(
  path: Path,
  written: readonly string[],
  ground: FaultGround,
  b: Builder,
): { volumes: number[]; disks: number[] } {
  const volumes = new Set<number>();
  const disks = new Set<number>();
  written.forEach((each, i) => {
    const isDisk = /\/disks(\/|$)/.test(each);
    const match = isDisk
      ? matchPlaces<Place>(each, 'disk', ground.disks)
      : matchPlaces<Place>(each, 'volume or server', ground.losable);
    if (!match.ok) {
      b.errorInList(path, i, match);
      return;
    }
    for (const place of match.places) {
      if (isDisk) disks.add(place.id);
      else for (const volume of ground.volumesOf.get(place.path) ?? [place.id]) volumes.add(volume);
    }
  });
  return { volumes: sorted(volumes), disks: sorted(disks) };
}

/** Servers and controllers by their paths. */
function failed(
  path: Path,
  written: readonly string[],
  ground: FaultGround,
  b: Builder,
): { servers: number[]; controllers: number[] } {
  const found = { servers: new Set<number>(), controllers: new Set<number>() };
  written.forEach((each, i) => {
    const kind = each.startsWith('directory/') ? 'controllers' : 'servers';
    const what = kind === 'servers' ? 'server or controller' : 'controller';
    const match = matchPlaces<Place>(each, what, ground[kind]);
    if (match.ok) for (const place of match.places) found[kind].add(place.id);
    else b.errorInList(path, i, match);
  });
  return { servers: sorted(found.servers), controllers: sorted(found.controllers) };
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
