import type * as z from 'zod';
import { copiesImages, type JobPlan } from '../../org/backup/plan.ts';
import type { Schedule } from '../../engine/calendar.ts';
import type { VolumePlan } from '../../org/hardware/plan.ts';
import type { DrillPlan } from '../../org/operations/plan.ts';
import type { DatabasePlan, GroupPlan } from '../../org/store/plan.ts';
import { block } from '../block.ts';
import { LANGUAGE, type Builder } from '../builder.ts';
import { choice, named, paths, positiveTime, schedule, whole, yesNo } from '../fields.ts';
import { compareNatural } from '../names.ts';
import { matchPlaces, type Place } from '../paths.ts';
import { parseSchedule } from '../times.ts';
import { SIZE, TIME, writeQuantity } from '../units.ts';

/** Restore drills by name: when, of which groups in turn, how many at an occasion, and to which volume. */
export const drillsSchema = named(
  block({
    when: schedule.optional(),
    every: positiveTime.optional(),
    of: paths.optional(),
    groups: whole('groups restored at each occasion', 1, 1000).optional(),
    to: paths.optional(),
    lab: yesNo.optional(),
    connects: choice('which mailboxes look into it', ['test-mailboxes', 'users']).optional(),
  }),
);

const LANGUAGE_SAYS = { source: LANGUAGE, assumed: false };

type DrillsDoc = z.output<typeof drillsSchema>;

interface Ground {
  readonly servers: readonly Place[];
  readonly groups: readonly GroupPlan[];
  readonly databases: readonly DatabasePlan[];
  readonly volumes: readonly VolumePlan[];
  readonly jobs: readonly JobPlan[];
}

/** Drills in order of their names. By default every group that has fulls or copies takes its turn. */
export function buildDrills(doc: DrillsDoc | undefined, ground: Ground, b: Builder): DrillPlan[] {
  return Object.keys(doc ?? {})
    .sort(compareNatural)
    .map((name, id) => {
      const path = ['operations', 'drills', name];
      const { of, groups: count, to } = doc![name];
      const { when, everyMs } = buildTimes(path, doc![name], b);
      const lab = b.fill([...path, 'lab'], doc![name].lab, {
        ...{ value: false, text: false },
        ...LANGUAGE_SAYS,
      });
      const connects = b.fill<DrillPlan['connects']>([...path, 'connects'], doc![name].connects, {
        ...{ value: 'test-mailboxes', text: 'test-mailboxes', source: 'RST-57', assumed: false },
      });
      const groups =
        of === undefined
          ? backedUp(ground).filter((id) => lab || !hasFolders(id, ground))
          : groupsAt([...path, 'of'], of, ground, b);
      if (!lab && of !== undefined) refuseFolders([...path, 'of'], groups, ground, b);
      const groupsAtOnce = b.fill([...path, 'groups'], count, {
        ...{ value: 1, text: 1, ...LANGUAGE_SAYS },
      });
      const volume = to === undefined ? -1 : volumeAt([...path, 'to'], to, ground, b);
      if (of === undefined && groups.length === 0) {
        const imaged = backedUp(ground);
        if (imaged.length > 0) refuseFolders(path, imaged, ground, b);
        else b.error(path, 'there is nothing to restore: no group has a full or copy');
      }
      const where = { to: volume, lab, connects };
      const plan = {
        id,
        name,
        path: path.join('/'),
        when,
        everyMs,
        groups,
        groupsAtOnce,
        ...where,
      };
      if (lab && to !== undefined)
        b.error([...path, 'to'], 'a lab has disks of its own', "either 'to' or 'lab'");
      if (!lab) checkRoom(to === undefined ? path : [...path, 'to'], plan, ground, b);
      return plan;
    });
}

const WHEN = 'Tue 09:00';

/** When a drill is held: by default once a quarter (MON-18), and at each time where these are given. */
function buildTimes(
  path: readonly string[],
  { when, every }: DrillsDoc[string],
  b: Builder,
): { when: Schedule; everyMs: number } {
  const { drillIntervalMs } = b.figures.operations;
  const byDefault = parseSchedule(WHEN);
  const schedule = b.fill<Schedule>([...path, 'when'], when, {
    ...{ value: byDefault.ok ? byDefault.value : { week: [], monthly: [] }, text: WHEN },
    ...{ source: 'no source read', assumed: true },
  });
  if (every !== undefined && every > drillIntervalMs) {
    b.reporter.warning([...path, 'every'], {
      message: 'restores are to be tried at least once a quarter (MON-18)',
      expected: `at most ${writeQuantity(TIME, drillIntervalMs)}`,
      value: writeQuantity(TIME, every),
    });
  }
  if (every !== undefined || when !== undefined) return { when: schedule, everyMs: every ?? 0 };
  const everyMs = b.fill([...path, 'every'], every, {
    ...{ value: drillIntervalMs, text: writeQuantity(TIME, drillIntervalMs) },
    ...{ source: 'MON-18', assumed: false },
  });
  return { when: schedule, everyMs };
}

const hasFolders = (group: number, { databases }: Ground): boolean =>
  databases.some((d) => d.group === group && d.kind === 'public');

/** A drill in production restores to a recovery storage group, which takes no public folders (RSG-04). */
function refuseFolders(path: readonly string[], of: readonly number[], ground: Ground, b: Builder) {
  const group = of.find((id) => hasFolders(id, ground));
  if (group === undefined) return;
  const { path: name } = ground.groups[group];
  const message = `${name} has public folders, which no recovery storage group takes (RSG-04)`;
  b.error(path, message, 'lab: true, or other storage groups');
}

function backedUp({ groups, jobs }: Ground): number[] {
  const images = jobs.filter((job) => copiesImages(job.type));
  return groups
    .map(({ id }) => id)
    .filter((id) => images.some((job) => job.groups.some((each) => each.group === id)));
}

function groupsAt(
  path: readonly string[],
  of: readonly string[],
  { servers, groups }: Ground,
  b: Builder,
): number[] {
  const found = new Set<number>();
  of.forEach((written, i) => {
    const match = matchPlaces<Place>(written, 'server or storage group', [...servers, ...groups]);
    if (!match.ok) b.errorInList(path, i, match);
    else
      for (const place of match.places) {
        for (const g of groups) {
          if (g.path === place.path || g.path.startsWith(`${place.path}/`)) found.add(g.id);
        }
      }
  });
  return [...found].sort((x, y) => x - y);
}

function volumeAt(
  path: readonly string[],
  to: readonly string[],
  { volumes }: Ground,
  b: Builder,
): number {
  const match = matchPlaces<Place>(to[0], 'volume', volumes);
  if (match.ok && match.places.length === 1 && to.length === 1) return match.places[0].id;
  const message = 'a drill restores to one volume';
  if (!b.mended(path)) b.reporter.error(path, match.ok ? { message } : match);
  return -1;
}

/** The image of a group must fit beside what lies on the volume for good. */
function checkRoom(path: readonly string[], drill: DrillPlan, ground: Ground, b: Builder): void {
  for (const group of drill.groups) {
    const own = ground.databases.filter((d) => d.group === group);
    const to = drill.to >= 0 ? drill.to : own[0]?.volume;
    if (to === undefined) continue;
    let free = ground.volumes[to].capacityBytes;
    for (const d of ground.databases) if (d.volume === to) free -= d.sizeBytes;
    const needed = own.reduce((sum, d) => sum + d.sizeBytes, 0);
    if (needed <= free) continue;
    const where = ground.volumes[to].path;
    const message = `${where} has no room to restore ${ground.groups[group].path}`;
    b.error(path, message, `${writeQuantity(SIZE, needed)} free, or another volume under 'to'`);
    return;
  }
}
