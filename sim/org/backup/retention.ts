/** How long a set is kept: so long after it was written, or by generations (TAPE-20, TAPE-24). */
import { weekStart } from '../../engine/calendar.ts';
import { civilOf, DAY, WEEK, YEAR } from '../../engine/clock.ts';
import type { Ms } from '../../engine/types.ts';
import { findSet } from '../media/sets.ts';
import type { BackupSet } from '../media/state.ts';
import type { OrgWorld } from '../world.ts';

const monthOf = (t: Ms): number => civilOf(t).year * 12 + civilOf(t).month;
const yearOf = (t: Ms): number => civilOf(t).year;

/**
 * Until when a set is kept that is completed now. Grandfather, father and son: the first good one of each year, month and
 * week stays longest; where that was lost, the next one takes its place.
 */
export function keepUntil(w: OrgWorld, set: BackupSet): Ms {
  const { retention, keepMs } = w.plan.jobs[set.job];
  if (retention === null) return w.now + keepMs;
  const others = w.org.store.groups[set.group].sets
    .map((id) => findSet(w, id))
    .filter((each) => each !== null && each.job === set.job && !each.copy && !each.knownBad);
  const isFirst = (period: (t: Ms) => number): boolean =>
    others.every((each) => period(each!.night) !== period(set.night));
  const { daily, weekly, monthly, yearly } = retention;
  return (
    w.now +
    Math.max(
      daily * DAY,
      isFirst(weekStart) ? weekly * WEEK : 0,
      isFirst(monthOf) ? (monthly * YEAR) / 12 : 0,
      isFirst(yearOf) ? yearly * YEAR : 0,
    )
  );
}
