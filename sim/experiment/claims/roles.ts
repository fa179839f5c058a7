/** Which strategy is which of the book's: by what its jobs do to every storage group, not by its name. */
import { DAY } from '../../engine/clock.ts';
import type { BackupType } from '../../org/backup/plan.ts';
import type { Plan } from '../../org/plan.ts';
import type { Role } from './shapes.ts';

/** On so many days of the week a full, or what a weekly one leaves over, is nightly. */
const NIGHTLY = 5;

/** Null for a plan that is none of the book's. */
export function roleOf(plan: Plan): Role | null {
  const roles = new Set(plan.groups.map(({ id }) => roleOfGroup(plan, id)));
  return roles.size === 1 ? [...roles][0] : null;
}

function roleOfGroup(plan: Plan, group: number): Role | null {
  const days: Record<BackupType, Set<number>> = {
    ...{ full: new Set(), incremental: new Set(), differential: new Set() },
    // Copies stand beside a plan and change nothing of it (BKP).
    copy: new Set(),
  };
  for (const job of plan.jobs) {
    if (!job.groups.some((each) => each.group === group)) continue;
    if (job.when.monthly.length > 0) return null;
    for (const offset of job.when.week) days[job.type].add(Math.floor(offset / DAY));
  }
  const { full, incremental, differential } = days;
  const others = incremental.size + differential.size;
  if (full.size >= NIGHTLY && others === 0) return 'daily';
  if (full.size !== 1 || others < NIGHTLY) return null;
  if (differential.size === 0) return 'incremental';
  return incremental.size === 0 ? 'differential' : null;
}

/** The strategy that plays each part: the baseline where it does, else the first one. */
export function rolesOf(
  plans: Readonly<Record<string, Plan>>,
  names: readonly string[],
  baseline: string,
): Record<Role, string | null> {
  const inOrder = [baseline, ...names.filter((name) => name !== baseline)];
  const find = (role: Role): string | null =>
    inOrder.find((name) => roleOf(plans[name]) === role) ?? null;
  return {
    incremental: find('incremental'),
    daily: find('daily'),
    differential: find('differential'),
  };
}
