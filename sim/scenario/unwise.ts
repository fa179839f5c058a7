import { insideSpans, weekStart } from '../engine/calendar.ts';
import { DAY, formatDuration, WEEK } from '../engine/clock.ts';
import { asksExchange, copiesImages, type BackupType, type JobPlan } from '../org/backup/plan.ts';
import type { DatabasePlan, GroupPlan } from '../org/store/plan.ts';
import { cycleOf, longestGap, retentionOf, together } from './cycles.ts';
import { busiestShare } from '../org/store/pressure.ts';
import type { Draft } from './plan.ts';
import type { Complaint, Path } from './problem.ts';
import { writeSize } from './room.ts';
import { warnOfFolders } from './unwise-folders.ts';
import { warnOfLibraries, warnOfPeaks } from './unwise-media.ts';
import { warnOfMixes } from './unwise-mixes.ts';
import { warnOfProducts } from './unwise-products.ts';

export type Warn = (path: Path, what: Complaint) => void;

export interface Span {
  readonly start: number;
  readonly horizonMs: number;
  readonly warmupMs: number;
}

/** What is legal in a strategy but unwise. */
export function warnOfPlan(plan: Draft, span: Span, warn: Warn): void {
  warnOfHorizon(plan, span, warn);
  warnOfWindows(plan, warn);
  warnOfCover(plan, warn);
  warnOfLogVolumes(plan, span, warn);
  warnOfGenerations(plan, span, warn);
  warnOfLibraries(plan, span, warn);
  warnOfSnapshots(plan, warn);
  warnOfPeaks(plan, warn);
  warnOfDisks(plan, warn);
  warnOfProducts(plan, warn);
  warnOfMixes(plan, span, warn);
  warnOfFolders(plan, warn);
}

/** Depth-limit writes come under heavy load alone, and are worth watching for (ESE-18). */
function warnOfDisks(plan: Draft, warn: Warn): void {
  const { diskShare } = plan.figures.store;
  for (const volume of plan.volumes) {
    const share = busiestShare(volume, plan.databases, plan.figures);
    if (share <= diskShare) continue;
    const busy = `${Math.round(share * 100)} %`;
    warn(['organization', ...volume.path.split('/'), 'disks'], {
      message: `its databases ask for ${busy} of its reads and writes in the busiest hour: the store falls behind, up to its checkpoint depth, and fulls then begin later`,
      expected: `at most ${Math.round(diskShare * 100)} % (parameters/store/diskShare)`,
    });
  }
}

/** Disks that nobody named are not modelled: nothing ever happens to the mirrors and clones on them. */
function warnOfSnapshots(plan: Draft, warn: Warn): void {
  for (const job of plan.jobs) {
    if (job.vss === null || job.engine === 'vss-software') continue;
    const servers = job.groups.map(({ group }) => plan.servers[plan.groups[group].server]);
    const unnamed = servers.find(({ snapshots }) => snapshots.volume < 0);
    if (unnamed === undefined) continue;
    warn([...job.path.split('/'), 'engine'], {
      message: `its snapshots lie on disks of ${unnamed.name} that never fail`,
      expected: "a volume for them, named under 'snapshots: { on: … }' of the server",
    });
  }
}

function warnOfHorizon(plan: Draft, span: Span, warn: Warn): void {
  const cycle = cycleOf(plan.jobs, span.start);
  const keep = retentionOf(plan.jobs);
  const horizon = formatDuration(span.horizonMs);
  if (span.horizonMs < 2 * cycle) {
    const message = `the horizon is shorter than two cycles of the plan of '${plan.strategy}'`;
    warn(['horizon'], {
      message,
      expected: `at least ${formatDuration(2 * cycle)}`,
      value: horizon,
    });
  }
  if (span.horizonMs < keep) {
    const message = `the horizon is shorter than the longest 'keep' of '${plan.strategy}'`;
    warn(['horizon'], { message, expected: `at least ${formatDuration(keep)}`, value: horizon });
  }
}

function warnOfWindows(plan: Draft, warn: Warn): void {
  for (const job of plan.jobs) {
    const outside = job.when.week.some((at) => !insideSpans(job.window, weekStart(0) + at));
    if (!outside) continue;
    const message = 'begins outside of its window: it waits until the window opens';
    warn([...job.path.split('/'), 'when'], { message });
  }
}

function warnOfCover(plan: Draft, warn: Warn): void {
  const covered = (type: (job: JobPlan) => boolean): Set<number> =>
    new Set(plan.jobs.filter(type).flatMap((job) => job.groups.flatMap((each) => each.databases)));
  const any = covered(() => true);
  // What a product finds in memory can never be restored (ESE-20).
  const images = covered((job) => copiesImages(job.type) && job.engine !== 'memory');
  for (const database of plan.databases) {
    if (images.has(database.id)) continue;
    const message = any.has(database.id)
      ? `no full or copy backup under '${plan.strategy}': nothing else can be restored without one`
      : `in no backup under '${plan.strategy}'`;
    warn(['organization', ...database.path.split('/')], { message, value: `'${database.path}'` });
  }
}

/** Log bytes that a database writes in a stretch of time, weekdays first: the fullest that the stretch can be. */
function logBytesIn(database: DatabasePlan, length: number, weekendShare: number): number {
  const weekday = database.writers * database.profile.logBytesPerDay;
  const weeks = Math.floor(length / WEEK);
  const rest = (length - weeks * WEEK) / DAY;
  const days = Math.min(rest, 5) + Math.max(0, rest - 5) * weekendShare;
  return weekday * (weeks * (5 + 2 * weekendShare) + days);
}

/** Log bytes of a week. */
export function weeklyLogBytes(database: DatabasePlan, weekendShare: number): number {
  return logBytesIn(database, WEEK, weekendShare);
}

/** After these logs are truncated (TRN-08). */
const TRUNCATING: readonly BackupType[] = ['full', 'incremental'];

/** The longest time that each group's logs are left alone; Infinity where nothing ever truncates them. */
function truncationGaps(plan: Draft, start: number): number[] {
  const jobsOf = plan.groups.map((): JobPlan[] => []);
  for (const job of plan.jobs) {
    // Nothing goes after a snapshot that nobody has checked (E-15).
    if (!TRUNCATING.includes(job.type) || job.vss?.verify === false) continue;
    if (!asksExchange(job.engine)) continue;
    for (const { group } of job.groups) jobsOf[group].push(job);
  }
  const known = new Map<string, number>();
  return jobsOf.map((jobs) => {
    const key = jobs.map((job) => job.id).join();
    const gap = known.get(key) ?? longestGap(together(jobs), start);
    known.set(key, gap);
    return gap;
  });
}

/** Logs lie on their volume until a full or an incremental truncates them. */
function warnOfLogVolumes(plan: Draft, span: Span, warn: Warn): void {
  const longest = span.warmupMs + span.horizonMs;
  const gaps = truncationGaps(plan, span.start);
  const { weekendShare } = plan.figures.workload;
  const beside = plan.volumes.map(() => 0);
  for (const database of plan.databases) beside[database.volume] += database.sizeBytes;
  const onVolume = plan.volumes.map((): GroupPlan[] => []);
  for (const group of plan.groups) onVolume[group.logVolume].push(group);
  for (const volume of plan.volumes) {
    let bytes = 0;
    let gapShown = 0;
    for (const group of onVolume[volume.id]) {
      // What circular logging leaves there is next to nothing.
      if (group.circularLogging) continue;
      const gap = Math.min(longest, gaps[group.id]);
      gapShown = Math.max(gapShown, gap);
      for (const id of group.databases) bytes += logBytesIn(plan.databases[id], gap, weekendShare);
    }
    if (gapShown === 0) continue;
    const room = volume.capacityBytes - beside[volume.id];
    if (bytes <= room) continue;
    const never =
      gapShown === longest ? 'never truncated' : `not truncated for ${formatDuration(gapShown)}`;
    warn(['organization', ...volume.path.split('/')], {
      message: `this volume overflows under '${plan.strategy}': its logs are ${never}`,
      expected: `room for ${writeSize(bytes)}`,
      value: writeSize(room),
    });
  }
}

/** A group whose last log is filled inside the horizon stops with -519; its server says so long before (event 514). */
function warnOfGenerations(plan: Draft, span: Span, warn: Warn): void {
  const { lastLogGeneration, logBytes } = plan.figures.store;
  const { weekendShare } = plan.figures.workload;
  for (const { path, databases, firstGeneration } of plan.groups) {
    const bytes = databases.map((id) => weeklyLogBytes(plan.databases[id], weekendShare));
    const logsAWeek = bytes.reduce((sum, each) => sum + each, 0) / logBytes;
    const weeks = (lastLogGeneration + 1 - firstGeneration) / logsAWeek;
    if (weeks * WEEK >= span.warmupMs + span.horizonMs) continue;
    warn(['organization', ...path.split('/'), 'firstGeneration'], {
      message: `its log generations run out after about ${Math.floor(weeks)} weeks under '${plan.strategy}': it stops with -519`,
      expected: 'a new log stream before that',
      value: String(firstGeneration),
    });
  }
}
