import type * as z from 'zod';
import { formatInstant } from '../../engine/clock.ts';
import { causes } from '../../org/causes.ts';
import type { FaultPlan } from '../../org/recovery/plan.ts';
import { block } from '../block.ts';
import type { Builder } from '../builder.ts';
import { instant, named, paths, yesNo } from '../fields.ts';
import { compareNatural } from '../names.ts';
import { limits } from '../limits.ts';
import { matchPlaces, type Place } from '../paths.ts';
import { misused, misuseSchema } from './fault-misuse.ts';
import { failed, howBackupsFail, type Failing } from './fault-fails.ts';
import { corrupt, corrupted } from './fault-corrupt.ts';
import { logDeed } from './fault-logs.ts';
import { deleted, fileAt, namesNoHalf, one, type Destroyable } from './fault-things.ts';
import { lostMedia, namesMedia } from './fault-media.ts';
import type { Path } from '../problem.ts';
import { instantFrom } from '../times.ts';

const faultSchema = block({
  at: instant,
  lose: paths.optional(),
  fail: paths.optional(),
  how: howBackupsFail.optional(),
  delete: paths.optional(),
  corrupt: corrupt.optional(),
  quarantined: yesNo.optional(),
  spoil: block({ newestSetOf: paths.optional(), newestFullOf: paths.optional() }).optional(),
  misuse: misuseSchema.optional(),
});
export const faultsSchema = named(faultSchema);

type FaultDoc = z.output<typeof faultSchema>;

export interface FaultGround extends Destroyable, Failing {
  /** The volumes of every server, by its path. */
  readonly volumesOf: ReadonlyMap<string, readonly number[]>;
  /** Volumes and servers: what can be lost. */
  readonly losable: readonly Place[];
  readonly disks: readonly Place[];
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
    const verbs = (['lose', 'fail', 'delete', 'corrupt', 'spoil', 'misuse'] as const).filter(
      (verb) => fault[verb] !== undefined,
    );
    if (verbs.length !== 1) {
      b.error(
        path,
        verbs.length === 0 ? 'a fault does nothing without a verb' : 'a fault has one verb',
        'lose, fail, delete, corrupt, spoil or misuse',
      );
      return [];
    }
    const done = doneBy(path, fault, ground, b);
    return done === null ? [] : [{ name, path: `faults/${name}`, at, ...done }];
  });
}

/** What a fault does, of whatever verb, without when. */
type Deed = FaultPlan extends infer F
  ? F extends FaultPlan
    ? Omit<F, 'name' | 'path' | 'at'>
    : never
  : never;

function doneBy(
  path: readonly string[],
  fault: FaultDoc,
  ground: FaultGround,
  b: Builder,
): Deed | null {
  const { lose } = fault;
  const ofLogs = logDeed(path, fault, ground.groups, b);
  if (ofLogs === 'wrong' || namesNoHalf(path, fault, ground, b)) return null;
  if (ofLogs !== null) return ofLogs;
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
    return { verb: 'fail', ...failed(path, { ...fault, fail: fault.fail }, ground, b) };
  }
  if (fault.corrupt !== undefined) return corrupted([...path, 'corrupt'], fault.corrupt, ground, b);
  if (fault.misuse !== undefined) {
    return misused([...path, 'misuse'], fault.misuse, ground.groups, b);
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

/** Volumes, single disks and controllers by their paths; a server stands for all of its volumes, a domain for its controllers. */
function lost(
  path: Path,
  written: readonly string[],
  ground: FaultGround,
  b: Builder,
): { volumes: number[]; disks: number[]; controllers: number[] } {
  const volumes = new Set<number>();
  const disks = new Set<number>();
  const controllers = new Set<number>();
  written.forEach((each, i) => {
    if (each.startsWith('directory/')) {
      const all = /^directory\/domains\/[^/]+$/.test(each) ? `${each}/controllers/*` : each;
      const found = matchPlaces<Place>(all, 'domain or controller', ground.controllers);
      if (!found.ok) b.errorInList(path, i, found);
      else for (const { id } of found.places) controllers.add(id);
      return;
    }
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
  return { volumes: sorted(volumes), disks: sorted(disks), controllers: sorted(controllers) };
}
