/** What a fault lets fail: servers, domain controllers, and backups, which break off or hang. */
import type { JobPlan } from '../../org/backup/plan.ts';
import type { Builder } from '../builder.ts';
import { choice } from '../fields.ts';
import { matchPlaces, type Place } from '../paths.ts';
import type { Path } from '../problem.ts';

/** What can fail, by path. */
export interface Failing {
  readonly servers: readonly Place[];
  readonly controllers: readonly Place[];
  /** A group stands for its next backup, whichever job makes it. */
  readonly groups: readonly Place[];
  readonly jobs: readonly Pick<JobPlan, 'id' | 'path' | 'groups'>[];
}

export interface Failed {
  readonly servers: readonly number[];
  readonly controllers: readonly number[];
  readonly backups: readonly { readonly job: number; readonly group: number }[];
  readonly hangs: boolean;
}

export const howBackupsFail = choice('how a backup fails', ['breaks-off', 'hangs']);

const KINDS = {
  servers: 'server or controller',
  controllers: 'controller',
  groups: 'storage group',
  jobs: 'job',
} as const;

function kindOf(path: string): keyof typeof KINDS {
  if (path.startsWith('directory/')) return 'controllers';
  if (path.startsWith('backup/')) return 'jobs';
  return path.split('/').length > 2 ? 'groups' : 'servers';
}

const sorted = (ids: ReadonlySet<number>): number[] => [...ids].sort((x, y) => x - y);

/** What a fault at a path lets fail. Mistakes are reported. */
export function failed(
  path: Path,
  fault: { readonly fail: readonly string[]; readonly how?: 'breaks-off' | 'hangs' },
  ground: Failing,
  b: Builder,
): Failed {
  const found: Record<keyof typeof KINDS, Set<number>> = {
    ...{ servers: new Set(), controllers: new Set(), groups: new Set(), jobs: new Set() },
  };
  fault.fail.forEach((each, i) => {
    const kind = kindOf(each);
    const match = matchPlaces<Place>(each, KINDS[kind], ground[kind]);
    if (match.ok) for (const place of match.places) found[kind].add(place.id);
    else b.errorInList([...path, 'fail'], i, match);
  });
  const backups = [
    ...sorted(found.groups).map((group) => ({ job: -1, group })),
    ...sorted(found.jobs).flatMap((job) =>
      ground.jobs[job].groups.map(({ group }) => ({ job, group })),
    ),
  ];
  if (fault.how !== undefined && backups.length === 0) {
    b.error([...path, 'how'], 'only backups break off or hang', 'a storage group or a job to fail');
  }
  return {
    servers: sorted(found.servers),
    controllers: sorted(found.controllers),
    backups,
    hangs: fault.how === 'hangs',
  };
}
