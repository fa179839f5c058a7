import type * as z from 'zod';
import { formatInstant } from '../../engine/clock.ts';
import type { MovePlan } from '../../org/operations/plan.ts';
import type { GroupPlan } from '../../org/store/plan.ts';
import { block } from '../block.ts';
import { LANGUAGE, type Builder } from '../builder.ts';
import { choice, instant, named, paths } from '../fields.ts';
import { compareNatural } from '../names.ts';
import { matchPlaces, type Place } from '../paths.ts';
import type { Path } from '../problem.ts';
import { instantFrom } from '../times.ts';
import { SIZE, writeQuantity } from '../units.ts';
import { freeOn, groupAt, mayMount, volumeWithin, type ElsewhereGround } from './elsewhere.ts';

/** Databases that are moved as planned work, by name: which, where to, when. */
export const movesSchema = named(
  block({
    database: paths,
    to: paths,
    on: paths.optional(),
    at: instant,
    relink: choice('when users are linked to the new place', ['early', 'late']).optional(),
    reboot: choice('when the server is rebooted to which it came', [
      'at once',
      'after hours',
      'never',
    ]).optional(),
  }),
);

const REBOOTS = { 'at once': 'at-once', 'after hours': 'after-hours', never: 'never' } as const;

type MovesDoc = z.output<typeof movesSchema>;
type Draft = Omit<MovePlan, 'id'>;

/** The one place that a path names, or -1. */
function one(
  path: Path,
  written: readonly string[],
  what: string,
  known: readonly Place[],
  b: Builder,
) {
  const match = matchPlaces<Place>(written[0], what, known);
  if (match.ok && match.places.length === 1 && written.length === 1) return match.places[0].id;
  if (!b.mended(path))
    b.reporter.error(path, match.ok ? { message: `a move names one ${what}` } : match);
  return -1;
}

/** The volume for the files: as written, else that of the databases which are there already. */
function volumeOf(
  path: Path,
  on: readonly string[] | undefined,
  to: GroupPlan,
  ground: ElsewhereGround,
  b: Builder,
): number {
  const { volumes } = ground;
  if (on === undefined) return volumeWithin(to, ground);
  const volume = one([...path, 'on'], on, 'volume', volumes, b);
  if (volume >= 0 && volumes[volume].server !== to.server) {
    b.error([...path, 'on'], `${volumes[volume].path} is not a volume of the server of ${to.path}`);
    return -1;
  }
  return volume;
}

function moveOf(
  name: string,
  doc: MovesDoc[string],
  span: { readonly start: number; readonly end: number },
  ground: ElsewhereGround,
  b: Builder,
): Draft | null {
  const path = ['operations', 'moves', name];
  const at = instantFrom(doc.at, span.start);
  if (at < span.start || at >= span.end) {
    const horizon = `${formatInstant(span.start)} to ${formatInstant(span.end)}`;
    b.error([...path, 'at'], `${formatInstant(at)} lies outside of the horizon`, horizon);
  }
  const relink = b.fill<'early' | 'late'>([...path, 'relink'], doc.relink, {
    ...{ value: 'early', text: 'early', source: LANGUAGE, assumed: false },
  });
  const reboot = b.fill([...path, 'reboot'], doc.reboot, {
    ...{ value: 'after hours' as const, text: 'after hours', source: 'RST-52', assumed: false },
  });
  const database = one([...path, 'database'], doc.database, 'database', ground.databases, b);
  if (database < 0) return null;
  const { group: from, volume: own, sizeBytes, kind } = ground.databases[database];
  if (kind === 'public') {
    const message = 'a public folder database is not moved, since that disrupts its replication';
    b.error(
      [...path, 'database'],
      `${message} (RST-54)`,
      'a new one on the other server that is one of its replicas',
    );
    return null;
  }
  const to = groupAt([...path, 'to'], doc.to[0], ground.groups[from].name, ground, b);
  if (to === null) return null;
  const volume = volumeOf(path, doc.on, to, ground, b);
  if (volume < 0) return null;
  if (volume !== own && sizeBytes > freeOn(volume, ground)) {
    const message = `NO_SPACE: ${ground.volumes[volume].path} has no room for it (RST-37)`;
    b.error(
      [...path, doc.on === undefined ? 'to' : 'on'],
      message,
      `${writeQuantity(SIZE, sizeBytes)} free`,
    );
  }
  return {
    ...{ name, path: path.join('/'), at, database, group: to.id, volume, relink },
    reboot: REBOOTS[reboot],
  };
}

/** Each move of a database begins where the one before it has ended: an older server may not mount it any more (RST-44). */
function checkServers(
  moves: readonly Draft[],
  { hosts, groups, databases }: ElsewhereGround,
  b: Builder,
): void {
  const last = new Map<number, number>();
  for (const move of [...moves].sort((x, y) => x.at - y.at)) {
    const from = last.get(move.database) ?? databases[move.database].server;
    const { server } = groups[move.group];
    const path = ['operations', 'moves', move.name, 'to'];
    if (mayMount(path, hosts[from], hosts[server], false, b)) last.set(move.database, server);
  }
}

/** Planned moves in order of their names. */
export function buildMoves(
  doc: MovesDoc | undefined,
  span: { readonly start: number; readonly end: number },
  ground: ElsewhereGround,
  b: Builder,
): MovePlan[] {
  const names = Object.keys(doc ?? {}).sort(compareNatural);
  const moves = names.flatMap((name) => moveOf(name, doc![name], span, ground, b) ?? []);
  checkServers(moves, ground, b);
  return moves.map((move, id) => ({ id, ...move }));
}
