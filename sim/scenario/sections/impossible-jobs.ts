import {
  asksExchange,
  copiesImages,
  kindOf,
  type FullKind,
  type JobPlan,
} from '../../org/backup/plan.ts';
import type { DatabasePlan, GroupPlan } from '../../org/store/plan.ts';
import type { Builder } from '../builder.ts';

interface Ground {
  readonly databases: readonly DatabasePlan[];
  readonly groups: readonly GroupPlan[];
}

/**
 * Reports jobs that would be refused every time: logs alone, where circular logging keeps none of them (E-39;
 * JET_errInvalidBackup), or where no job ever makes the full that they build on (BKP-06, X-03); one
 * that Exchange takes no part in leaves nothing in a header.
 */
export function refuseImpossible(jobs: readonly JobPlan[], ground: Ground, b: Builder): void {
  // A full that is not checked marks nothing (E-15), and logs build on fulls that are written the same way.
  const inFulls = (kind: FullKind): Set<number> =>
    new Set(
      jobs
        .filter((job) => job.type === 'full' && asksExchange(job.engine))
        .filter((job) => kindOf(job.engine) === kind && (job.vss?.verify ?? true))
        .flatMap((job) => job.groups.flatMap((each) => each.databases)),
    );
  for (const job of jobs) {
    if (copiesImages(job.type)) continue;
    if (!asksExchange(job.engine)) {
      const how = job.engine === 'offline' ? 'an offline job' : 'such a product';
      const message = `${how} copies the files of databases, not logs alone (BKP-07)`;
      b.error([...job.path.split('/'), 'type'], message, 'full or copy');
      continue;
    }
    const why = refusal(job, inFulls(kindOf(job.engine)), ground);
    if (why !== null) b.error([...job.path.split('/'), 'type'], ...why);
  }
}

/** What is wrong with a job and what would do, or null; one mistake tells as much as its like in every group. */
function refusal(
  job: JobPlan,
  inFulls: ReadonlySet<number>,
  { databases, groups }: Ground,
): [string, string] | null {
  for (const each of job.groups) {
    const { path, circularLogging } = groups[each.group];
    if (circularLogging) {
      const message = `${path} has circular logging, which keeps no logs to back up (E-39)`;
      return [message, "full or copy, or groups with 'circularLogging: false' under 'of'"];
    }
    const lacking = each.databases.find((id) => databases[id].mounted && !inFulls.has(id));
    if (lacking !== undefined) {
      const kind = job.vss === null ? 'full' : 'checked full by VSS';
      const message = `no job makes a ${kind} of ${databases[lacking].path} to build on (BKP-06)`;
      return [message, "a job of type 'full' that covers it"];
    }
  }
  return null;
}
