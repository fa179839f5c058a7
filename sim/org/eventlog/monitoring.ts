/**
 * When what fails on a server comes to somebody's knowledge: by whoever watches machines and databases, whoever reads the
 * application event log (MON-01, MON-02), or by users who call because nothing works.
 */
import { nextInside, nextOccurrence } from '../../engine/calendar.ts';
import type { Ms } from '../../engine/types.ts';
import type { Plan } from '../plan.ts';

/** Who knows of a failure first, and from when on. */
export interface Alarm {
  readonly at: Ms;
  readonly by: 'monitoring' | 'the application log' | 'users';
}

/** What an incident waits for until it is noticed. */
export const ALARMED: Readonly<Record<Alarm['by'], string>> = {
  monitoring: 'until the monitoring raised the alarm',
  users: 'nobody watches: until users called who could not work',
  'the application log': 'until somebody read the application log',
};

/** When users call who cannot work since `from`: so long after it, or after their hours begin. */
function usersCall(plan: Plan, from: Ms): Ms {
  let first = Infinity;
  for (const { hours } of plan.classes) first = Math.min(first, nextInside(hours, from));
  return first + plan.figures.operations.usersCallMs;
}

/**
 * The alarm after a machine failed, or databases stopped, at `from`. `entry`: whether the failure leaves an entry in an
 * application log that can be read; a server that is down has none.
 */
export function alarmAfter(plan: Plan, from: Ms, entry: boolean): Alarm {
  const { watchesMs, reads } = plan.operations.monitoring;
  if (watchesMs !== null) return { at: from + watchesMs, by: 'monitoring' };
  const called = usersCall(plan, from);
  const read = entry && reads !== null ? nextOccurrence(reads, from) : Infinity;
  if (read < called) return { at: read, by: 'the application log' };
  if (called < Infinity) return { at: called, by: 'users' };
  // A class without hours has users all the same; somebody asks after a week.
  return { at: from + plan.figures.backup.unreadLogNoticedMs, by: 'users' };
}

/** When the monitoring reads an entry that was written now, or Infinity where nobody looks for such entries. */
export function readsEntryAt(plan: Plan, severity: 'warning' | 'error', at: Ms): Ms {
  const { reads, alertsOn } = plan.operations.monitoring;
  if (reads === null || (severity === 'warning' && alertsOn === 'errors')) return Infinity;
  return nextOccurrence(reads, at);
}
