/** Log backups that a plan starves, since its fulls are made in two ways: each log backup builds on its own kind alone. */
import { nextOccurrence } from '../engine/calendar.ts';
import { WEEK } from '../engine/clock.ts';
import type { Ms } from '../engine/types.ts';
import { asksExchange, copiesImages, kindOf, type JobPlan } from '../org/backup/plan.ts';
import type { Draft } from './plan.ts';
import type { Span, Warn } from './unwise.ts';

/** Weekly plans show all that they do in a few weeks, monthly ones in a quarter. */
const LOOK = 13 * WEEK;

function occasions({ when }: JobPlan, start: Ms): Ms[] {
  const found: Ms[] = [];
  for (let at = nextOccurrence(when, start - 1); at < start + LOOK;) {
    found.push(at);
    at = nextOccurrence(when, at);
  }
  return found;
}

/** Fulls that leave a mark in the headers of a database: one that is not checked leaves none (E-15). */
function fullsOf(plan: Draft, database: number): JobPlan[] {
  return plan.jobs.filter(
    (job) =>
      job.type === 'full' &&
      asksExchange(job.engine) &&
      (job.vss?.verify ?? true) &&
      job.groups.some(({ databases }) => databases.includes(database)),
  );
}

/** Occasions of a log backup at which the last full of a database that was due before is of the other kind. */
function refusedFor(plan: Draft, job: JobPlan, database: number, start: Ms): Ms[] {
  const kind = kindOf(job.engine);
  const fulls = fullsOf(plan, database);
  if (fulls.every((full) => kindOf(full.engine) === kind)) return [];
  const due = fulls.flatMap((full) => occasions(full, start).map((at) => ({ at, full })));
  due.sort((x, y) => x.at - y.at);
  return occasions(job, start).filter((at) => {
    const last = due.findLast((each) => each.at < at);
    return last !== undefined && kindOf(last.full.engine) !== kind;
  });
}

/** A log backup covers its whole group: one database whose last full is of the other kind is enough to have it refused. */
export function warnOfMixes(plan: Draft, { start }: Span, warn: Warn): void {
  for (const job of plan.jobs) {
    if (copiesImages(job.type) || !asksExchange(job.engine)) continue;
    let most = 0;
    for (const { group } of job.groups) {
      const used = plan.groups[group].databases.filter((d) => plan.databases[d].mounted);
      const refused = new Set(used.flatMap((d) => refusedFor(plan, job, d, start)));
      most = Math.max(most, refused.size);
    }
    if (most === 0) continue;
    const all = occasions(job, start).length;
    const other = job.vss === null ? 'a shadow copy' : 'a streaming backup';
    warn([...job.path.split('/'), 'engine'], {
      message: `at ${most} of ${all} occasions the last full is ${other}: the ${job.type} is refused then, and no log goes (X-03)`,
      expected: 'fulls and log backups that are made in one way',
    });
  }
}
