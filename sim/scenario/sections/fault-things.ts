/** Single things that a fault takes: the file of a database, the log folder of a group, one volume. */
import type { Destroyed } from '../../org/operations/plan.ts';
import { HALVES, hasHalves, type Half } from '../../org/store/halves.ts';
import type { Builder } from '../builder.ts';
import { matchPlaces, type Place } from '../paths.ts';
import type { Path } from '../problem.ts';

/** What there is to destroy, by path. */
export interface Destroyable {
  readonly volumes: readonly Place[];
  /** Log folders, each by its group: 'servers/exch2/storageGroups/sg1/logs'. */
  readonly logFolders: readonly Place[];
  readonly databases: readonly Place[];
  /** Halves of databases of Exchange 2003: 'servers/exch2/storageGroups/sg1/databases/db1/stm' (ESE-36). */
  readonly halves: readonly (Place & { readonly what: Half })[];
}

type Deletable = Destroyed & Place;

/** The two files of every database, where the version has two. */
export function halvesOf(databases: readonly Place[], b: Builder): Destroyable['halves'] {
  if (!hasHalves(b)) return [];
  return databases.flatMap(({ id, path }) =>
    HALVES.map((what) => ({ id, path: `${path}/${what}`, what })),
  );
}

/** Whether a fault takes half of a database that has no halves, which is then reported. */
export function namesNoHalf(
  path: Path,
  fault: { readonly lose?: readonly string[]; readonly delete?: readonly string[] },
  ground: Destroyable,
  b: Builder,
): boolean {
  const verb = fault.delete === undefined ? 'lose' : 'delete';
  const [, database] = /^(.*)\/(?:edb|stm)$/.exec(fault[verb]?.[0] ?? '') ?? [];
  if (hasHalves(b) || !ground.databases.some((each) => each.path === database)) return false;
  const message = `a database of ${b.version} is one file: only 2003 has .edb and .stm (ESE-36)`;
  b.error([...path, verb], message);
  return true;
}

/** The database file or log folder at an exact path, or null. */
export function fileAt(path: string, ground: Destroyable): Destroyed | null {
  const at = (places: readonly Place[]): Place | undefined =>
    places.find((each) => each.path === path);
  const half = ground.halves.find((each) => each.path === path);
  if (half !== undefined) return { what: half.what, id: half.id };
  const [file, logs] = [at(ground.databases), at(ground.logFolders)];
  if (file !== undefined) return { what: 'file', id: file.id };
  return logs === undefined ? null : { what: 'logs', id: logs.id };
}

/** What a fault deletes: one database's file, one group's log folder, or one volume. */
export function deleted(
  path: Path,
  written: readonly string[],
  ground: Destroyable,
  b: Builder,
): Destroyed | null {
  const known: Deletable[] = [
    ...ground.databases.map(({ id, path: at }) => ({ what: 'file' as const, id, path: at })),
    ...ground.halves,
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

/** The one place that a fault names. */
export function one(
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
