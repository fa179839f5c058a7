/** What is legal but unwise about media: too few cartridges, too little room, large jobs at the wrong time. */
import { insideSpans, weekStart, type WeekSpans } from '../engine/calendar.ts';
import { DAY, WEEK } from '../engine/clock.ts';
import { copiesImages, type JobPlan } from '../org/backup/plan.ts';
import type { LibraryPlan } from '../org/media/plan.ts';
import { longestGap, together } from './cycles.ts';
import type { Draft } from './plan.ts';
import { writeSize } from './room.ts';
import { weeklyLogBytes, type Span, type Warn } from './unwise.ts';

/** A plan whose jobs and copies ask for more than there is to write to. */
export function warnOfLibraries(plan: Draft, span: Span, warn: Warn): void {
  for (const library of plan.libraries) {
    const jobs = plan.jobs.filter((job) => job.library === library.id);
    const copied = plan.jobs.filter((job) => job.stage?.library === library.id);
    if (jobs.length + copied.length === 0) continue;
    const kept = [
      ...jobs.map((job) => ({ job, keepMs: job.keepMs })),
      ...copied.map((job) => ({ job, keepMs: job.stage!.keepMs })),
    ];
    if (library.kind === 'disk') warnOfRoom(library, kept, plan, span, warn);
    else warnOfCartridges(library, kept, plan, span, warn);
    if (library.kind === 'drive') warnOfNights(library, kept, plan, span, warn);
  }
}

type Kept = readonly { readonly job: JobPlan; readonly keepMs: number }[];

/** Each drive begins a cartridge every Monday (or day), which is free again `keep` after its newest set. */
function warnOfCartridges(
  library: LibraryPlan,
  kept: Kept,
  plan: Draft,
  span: Span,
  warn: Warn,
): void {
  const weekly = kept.reduce((sum, { job }) => sum + weeklySetBytes(job, plan, span.start), 0);
  const drives = library.drives.length;
  const capacity = Math.min(...library.cartridges.map((id) => plan.cartridges[id].capacityBytes));
  const days = new Set(kept.flatMap(({ job }) => job.when.week.map((at) => Math.floor(at / DAY))));
  const begun = library.startNew === 'daily' ? Math.max(1, days.size) : 1;
  const aWeek = Math.max(begun, drives * Math.ceil(weekly / drives / capacity));
  const keepMs = kept.reduce((most, each) => Math.max(most, each.keepMs), 0);
  const weeks = Math.ceil(keepMs / WEEK) + 1;
  const older = kept.reduce((most, { job }) => Math.max(most, generationsOf(job)), 0);
  const needed = aWeek * weeks + older;
  if (needed <= library.cartridges.length) return;
  const beside = older === 0 ? '' : `, and ${older} for months and years`;
  warn(['organization', ...library.path.split('/'), 'cartridges'], {
    message: `too few cartridges for what 'keep' asks for under '${plan.strategy}'`,
    expected: `about ${needed}: ${aWeek} a week for ${weeks} weeks${beside}`,
  });
}

/** In a stand-alone drive nobody but people changes what is full before its turn (TAPE-21, TAPE-30). */
function warnOfNights(
  { path, cartridges, startNew, noMedia }: LibraryPlan,
  kept: Kept,
  plan: Draft,
  span: Span,
  warn: Warn,
): void {
  const isManned = plan.operations.teams.some(({ hours }) => isAlways(hours));
  if (startNew === 'when full' || isManned) return;
  const weekly = kept.reduce((sum, { job }) => sum + weeklySetBytes(job, plan, span.start), 0);
  const days = new Set(kept.flatMap(({ job }) => job.when.week.map((at) => Math.floor(at / DAY))));
  const each = startNew === 'daily' ? weekly / Math.max(1, days.size) : weekly;
  const { capacityBytes } = plan.cartridges[cartridges[0]];
  if (each <= capacityBytes) return;
  const then = noMedia === 'fail' ? 'fails with NO_MEDIA' : 'waits for them';
  warn(['organization', ...path.split('/')], {
    message: `a cartridge is full before its turn under '${plan.strategy}': a job that finds it so while nobody is at work ${then}`,
    expected: `room for about ${writeSize(each)} a ${startNew === 'daily' ? 'day' : 'week'}`,
    value: writeSize(capacityBytes),
  });
}

/** Cartridges that hold the sets of months and years. */
const generationsOf = ({ retention }: JobPlan): number =>
  retention === null ? 0 : retention.monthly + retention.yearly;

/** Files are deleted when they are out of date: what is kept at one time has to fit, with some margin (TAPE-22). */
function warnOfRoom(library: LibraryPlan, kept: Kept, plan: Draft, span: Span, warn: Warn): void {
  let bytes = 0;
  for (const { job, keepMs } of kept) {
    bytes += (weeklySetBytes(job, plan, span.start) * keepMs) / WEEK;
  }
  const { capacityBytes } = plan.cartridges[library.cartridges[0]];
  if (bytes <= capacityBytes) return;
  warn(['organization', ...library.path.split('/')], {
    message: `too little room for what 'keep' asks for under '${plan.strategy}': jobs will fail with NO_SPACE`,
    expected: `about ${writeSize(bytes)}`,
    value: writeSize(capacityBytes),
  });
}

/** The largest jobs belong where few users are at work (TAPE-17). */
export function warnOfPeaks(plan: Draft, warn: Warn): void {
  for (const job of plan.jobs) {
    if (!copiesImages(job.type)) continue;
    const largest = job.groups.some(({ databases }) =>
      databases.some((id) => job.when.week.some((at) => isBusy(plan, id, at))),
    );
    if (!largest) continue;
    const message =
      'copies databases while their users are at work: large jobs belong off-peak (TAPE-17)';
    warn([...job.path.split('/'), 'when'], { message });
  }
}

const isAlways = (hours: WeekSpans): boolean => hours.length === 2 && hours[1] - hours[0] >= WEEK;

/** Whether a class of mailboxes of a database has its hours at an instant of the week, and not around the clock. */
function isBusy(plan: Draft, database: number, at: number): boolean {
  return plan.databases[database].mailboxes.some((count, i) => {
    const { hours } = plan.classes[i];
    return count > 0 && !isAlways(hours) && insideSpans(hours, weekStart(0) + at);
  });
}

function weeklySetBytes(job: JobPlan, plan: Draft, start: number): number {
  const runs = job.when.week.length + (job.when.monthly.length * 12) / 52;
  if (runs === 0) return 0;
  const { weekendShare } = plan.figures.workload;
  const databases = job.groups.flatMap((each) => each.databases).map((id) => plan.databases[id]);
  if (copiesImages(job.type)) {
    return runs * databases.reduce((sum, each) => sum + each.sizeBytes, 0);
  }
  const logs = databases.reduce((sum, each) => sum + weeklyLogBytes(each, weekendShare), 0);
  if (job.type === 'incremental') return logs;
  // A differential copies what came since the last full: half of what comes between two fulls, on average.
  const fulls = plan.jobs.filter((each) => each.type === 'full');
  const gap = longestGap(together(fulls), start);
  return (runs * logs * Math.min(gap, 52 * WEEK)) / WEEK / 2;
}
