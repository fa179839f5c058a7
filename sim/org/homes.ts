/**
 * Databases that have moved. Which database lies in which group and on which volume is plan; a move changes it for one
 * world, from then on: the plan that the scenario fixed, with those databases in their new places. Ids stay, and so do paths:
 * a database goes by the name under which it was created, wherever it lives.
 */
import { deepFreeze } from '../engine/freeze.ts';
import type { JobPlan } from './backup/plan.ts';
import type { DrillPlan } from './operations/plan.ts';
import type { Plan } from './plan.ts';
import type { Home } from './store/state.ts';
import type { OrgWorld } from './world.ts';

/** What the scenario fixed, by the plans that followed from it. */
const origins = new WeakMap<Plan, Plan>();

/** The plan as the scenario gave it. */
export const originOf = (plan: Plan): Plan => origins.get(plan) ?? plan;

function groupsOf(base: Plan, homes: readonly Home[]): Plan['groups'] {
  return base.groups.map((group) => {
    const stayed = group.databases.filter((d) => !homes.some((home) => home.database === d));
    const came = homes.filter((home) => home.group === group.id).map((home) => home.database);
    return { ...group, databases: [...stayed, ...came].sort((a, b) => a - b) };
  });
}

const takesAll = (base: Plan, { group, databases }: JobPlan['groups'][number]): boolean =>
  databases.length === base.groups[group].databases.length;

/** Whether a job's fulls leave a mark in headers: Exchange takes part, and a snapshot is checked (E-15). */
const marks = ({ engine, vss }: JobPlan): boolean => vss?.verify ?? engine === 'streaming';
const copiesImages = ({ type }: JobPlan): boolean => type === 'full' || type === 'copy';

/**
 * Whether another job copies whatever comes into a group and serves it as well as this one: where logs build on fulls of
 * its kind, no full of the other kind does.
 */
function isTaken(base: Plan, group: number, job: JobPlan): boolean {
  const there = base.jobs.filter((other) => other.groups.some((each) => each.group === group));
  const isAlike = ({ vss }: JobPlan): boolean => (vss === null) === (job.vss === null);
  const isBuiltOn = there.some((other) => !copiesImages(other) && isAlike(other));
  const serves = (other: JobPlan): boolean =>
    other.type === job.type &&
    (job.type === 'copy' || !marks(job) || (marks(other) && (!isBuiltOn || isAlike(other))));
  return there.some(
    (other) =>
      serves(other) && other.groups.some((each) => each.group === group && takesAll(base, each)),
  );
}

/** Databases that a job of images had selected one by one, by the groups to which they went and where no job takes them. */
function selectedAnew(base: Plan, homes: readonly Home[], job: JobPlan): Home[] {
  // Jobs of logs have no selection of their own.
  if (!copiesImages(job)) return [];
  return homes.filter(({ database, group }) => {
    const from = base.databases[database].group;
    const had = job.groups.find((each) => each.group === from);
    if (from === group || had?.databases.includes(database) !== true) return false;
    return !isTaken(base, group, job);
  });
}

/**
 * A job goes on with what has stayed, and takes what came into a group of which it copies every database. Where no job does,
 * whoever moved a database selects it anew in the jobs that had copied it before.
 */
function jobOf(base: Plan, groups: Plan['groups'], homes: readonly Home[], job: JobPlan): JobPlan {
  const covered = job.groups.map((each) => {
    const { group, databases } = each;
    const { databases: here } = groups[group];
    const stay = takesAll(base, each) ? here : databases.filter((d) => here.includes(d));
    return { group, databases: stay };
  });
  for (const { database, group } of selectedAnew(base, homes, job)) {
    const there = covered.find((each) => each.group === group);
    if (there === undefined) covered.push({ group, databases: [database] });
    else there.databases = [...there.databases, database].sort((a, b) => a - b);
  }
  covered.sort((a, b) => a.group - b.group);
  return { ...job, groups: covered.filter(({ databases }) => databases.length > 0) };
}

function drillOf(groups: Plan['groups'], drill: DrillPlan): DrillPlan {
  return { ...drill, groups: drill.groups.filter((g) => groups[g].databases.length > 0) };
}

/** The plan of a world in which some databases have moved. */
export function planOf(plan: Plan, homes: readonly Home[]): Plan {
  const base = originOf(plan);
  if (homes.length === 0) return base;
  const groups = groupsOf(base, homes);
  const databases = base.databases.map((d) => {
    const home = homes.find((each) => each.database === d.id);
    if (home === undefined) return d;
    const { server } = groups[home.group];
    const { group, volume } = home;
    return { ...d, group, volume, server, site: base.servers[server].site };
  });
  const moved: Plan = {
    ...base,
    groups,
    databases,
    jobs: base.jobs.map((job) => jobOf(base, groups, homes, job)),
    operations: {
      ...base.operations,
      drills: base.operations.drills.map((drill) => drillOf(groups, drill)),
    },
  };
  if (Object.isFrozen(base)) deepFreeze(moved);
  origins.set(moved, base);
  return moved;
}

/** A database lives somewhere else from now on. It must be down; whoever moves it attaches it to its new log stream. */
export function changeHome(w: OrgWorld, home: Omit<Home, 'since'>): void {
  const { store } = w.org;
  store.homes = store.homes.filter((each) => each.database !== home.database);
  store.homes.push({ ...home, since: w.now });
  store.homes.sort((a, b) => a.database - b.database);
  w.replan(planOf(w.plan, store.homes));
}
