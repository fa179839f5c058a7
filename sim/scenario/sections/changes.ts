/** Changes to the organization that stand in the directory, and patches of machines: each at its instant. */
import type * as z from 'zod';
import { formatInstant } from '../../engine/clock.ts';
import type { ControllerPlan } from '../../org/directory/plan.ts';
import type { ServerPlan } from '../../org/hardware/plan.ts';
import type { ChangePlan, PatchPlan } from '../../org/operations/plan.ts';
import type { DatabasePlan, GroupPlan } from '../../org/store/plan.ts';
import { block } from '../block.ts';
import type { Builder } from '../builder.ts';
import { instant, named, paths } from '../fields.ts';
import { compareNatural } from '../names.ts';
import { matchPlaces, type Place } from '../paths.ts';
import type { Path } from '../problem.ts';
import { instantFrom } from '../times.ts';

const occasion = block({ at: instant, of: paths });
export const changesSchema = named(occasion);
export const patchesSchema = named(occasion);

type Doc = Readonly<Record<string, z.output<typeof occasion>>> | undefined;

interface Ground {
  readonly servers: readonly ServerPlan[];
  readonly groups: readonly GroupPlan[];
  readonly databases: readonly DatabasePlan[];
  readonly controllers: readonly ControllerPlan[];
  readonly start: number;
  readonly end: number;
}

const sorted = (ids: ReadonlySet<number>): number[] => [...ids].sort((x, y) => x - y);

interface Occasion {
  readonly id: number;
  readonly name: string;
  readonly path: string;
  readonly at: number;
}

/** Occasions of a block in order of their names, each with what it names. */
function occasions<P extends Place, T>(
  key: 'changes' | 'patches',
  doc: Doc,
  known: { readonly places: readonly P[]; readonly what: string },
  { start, end }: Ground,
  b: Builder,
  plan: (found: readonly P[]) => T,
): (Occasion & T)[] {
  const names = Object.keys(doc ?? {}).sort(compareNatural);
  return names.map((name, id) => {
    const path: Path = ['operations', key, name];
    const { at: written, of } = doc![name];
    const at = instantFrom(written, start);
    if (at < start || at >= end) {
      const horizon = `${formatInstant(start)} to ${formatInstant(end)}`;
      b.error([...path, 'at'], `${formatInstant(at)} lies outside of the horizon`, horizon);
    }
    const found = of.flatMap((each, i) => {
      const match = matchPlaces<P>(each, known.what, known.places);
      if (match.ok) return match.places;
      b.errorInList([...path, 'of'], i, match);
      return [];
    });
    return { id, name, path: path.join('/'), at, ...plan(found) };
  });
}

type Place3 = ServerPlan | GroupPlan | DatabasePlan;

/** What was set up or moved then: whole databases, with their users (BKP-72). */
export function buildChanges(doc: Doc, ground: Ground, b: Builder): ChangePlan[] {
  const { servers, groups, databases } = ground;
  const places: readonly Place3[] = [...servers, ...groups, ...databases];
  const known = { places, what: 'server, storage group or database' };
  return occasions('changes', doc, known, ground, b, (found) => {
    const ids = databases.filter(({ id, group, server }) =>
      found.some((each) =>
        each === servers[server] ? true : each === groups[group] || each === databases[id],
      ),
    );
    return { databases: ids.map(({ id }) => id) };
  });
}

/** Machines that were patched then (BKP-67). */
export function buildPatches(doc: Doc, ground: Ground, b: Builder): PatchPlan[] {
  const { servers, controllers } = ground;
  const places: readonly (ServerPlan | ControllerPlan)[] = [...servers, ...controllers];
  const known = { places, what: 'server or controller' };
  return occasions('patches', doc, known, ground, b, (found) => ({
    servers: sorted(new Set(servers.filter((each) => found.includes(each)).map(({ id }) => id))),
    controllers: sorted(
      new Set(controllers.filter((each) => found.includes(each)).map(({ id }) => id)),
    ),
  }));
}
