/** What carries a cause over all strategies, and how often it strikes each of them. */
import { YEAR } from '../../engine/clock.ts';
import { meanOf } from '../../engine/laws.ts';
import type { Plan } from '../../org/plan.ts';
import type { ForcedCause } from '../../org/wiring/strikes.ts';
import { ownersOfForced } from '../../org/wiring/strikes.ts';
import { expectedFailures } from '../renewals.ts';

export interface Owner {
  readonly path: string;
  /** Expected strikes a year, by the law of the first strategy that has it. */
  readonly perYear: number;
  /** Its number under every strategy; -1 where a strategy does without it. */
  readonly ids: readonly number[];
}

/** The ages of disks make a table of owners costly, and every injection asks for it. Only speed: it follows from the plans. */
const known = new WeakMap<readonly Plan[], Map<ForcedCause, readonly Owner[]>>();

/** Owners of a cause under any strategy, in the order of the first that has each; none where the cause is switched off. */
export function ownersAmong(plans: readonly Plan[], cause: ForcedCause): readonly Owner[] {
  const tables = known.get(plans) ?? new Map<ForcedCause, readonly Owner[]>();
  known.set(plans, tables);
  const table = tables.get(cause) ?? collect(plans, cause);
  tables.set(cause, table);
  return table;
}

function collect(plans: readonly Plan[], cause: ForcedCause): Owner[] {
  const owners = new Map<string, { path: string; perYear: number; ids: number[] }>();
  plans.forEach((plan, strategy) => {
    const perYear = yearlyBy(plan, cause);
    ownersOfForced(plan, cause).forEach((path, id) => {
      const before = owners.get(path);
      const owner = before ?? { path, perYear: perYear(id), ids: plans.map(() => -1) };
      if (before === undefined) owners.set(path, owner);
      owner.ids[strategy] = id;
    });
  });
  return [...owners.values()].filter((owner) => owner.perYear > 0);
}

/** Expected strikes a year of each owner by its id. Disks have ages: theirs is the mean over the horizon. */
function yearlyBy(plan: Plan, cause: ForcedCause): (id: number) => number {
  const law = plan.hazards[cause] ?? null;
  if (law === null) return () => 0;
  if (cause !== 'disk-failed') {
    const perYear = YEAR / meanOf(law);
    return () => perYear;
  }
  const span = plan.clock.end - plan.clock.start;
  const byAge = new Map<number, number>();
  return (id) => {
    const { diskAgeMs } = plan.volumes[plan.disks[id].volume];
    const before = byAge.get(diskAgeMs);
    if (before !== undefined) return before;
    const perYear = expectedFailures(law, diskAgeMs, span) / (span / YEAR);
    byAge.set(diskAgeMs, perYear);
    return perYear;
  };
}

/** The owner at a share of all strikes, from 0 to 1: who is struck more often has a longer stretch of it. */
export function ownerAt(owners: readonly Owner[], share: number): Owner {
  const total = owners.reduce((sum, { perYear }) => sum + perYear, 0);
  let left = share * total;
  for (const owner of owners) {
    left -= owner.perYear;
    if (left < 0) return owner;
  }
  return owners[owners.length - 1];
}
