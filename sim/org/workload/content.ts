/** What the mailboxes or public folders of a database create: messages, bytes and logs between two instants. */
import type { Ms } from '../../engine/types.ts';
import type { Plan } from '../plan.ts';
import type { DatabasePlan } from '../store/plan.ts';
import { curveOf, DAY_UNITS, instantOfUnits, unitsAt } from './curve.ts';

/** Weekdays' worth of work between two instants. */
export function workBetween(plan: Plan, from: Ms, to: Ms): number {
  const curve = curveOf(plan.figures.workload.weekendShare);
  return (unitsAt(curve, to) - unitsAt(curve, from)) / DAY_UNITS;
}

/** Messages of a database that are created on a weekday, in one content class (0 received, 1 sent). */
export function messagesPerDay(database: DatabasePlan, contentClass: 0 | 1): number {
  const p = database.profile;
  return database.writers * (contentClass === 0 ? p.receivedPerDay : p.sentPerDay);
}

/** Logs that a database fills on a weekday, with what others replicate to it. */
export function logsPerDay(plan: Plan, database: DatabasePlan): number {
  return (database.writers * database.profile.logBytesPerDay) / plan.figures.store.logBytes;
}

/** Share of a database's log bytes that carries one content class: messages count alike. */
export function logShare(database: DatabasePlan, contentClass: 0 | 1): number {
  const p = database.profile;
  return (contentClass === 0 ? p.receivedPerDay : p.sentPerDay) / (p.receivedPerDay + p.sentPerDay);
}

/** Messages created in one class between two instants. */
export function messagesBetween(
  plan: Plan,
  database: DatabasePlan,
  contentClass: 0 | 1,
  from: Ms,
  to: Ms,
): number {
  return messagesPerDay(database, contentClass) * workBetween(plan, from, to);
}

/** Bytes by which a database of steady size turns over on a weekday. */
/** What is written to a database in a day, in bytes of messages. */
export function bytesPerDay(plan: Pick<Plan, 'figures'>, database: DatabasePlan): number {
  const messages = messagesPerDay(database, 0) + messagesPerDay(database, 1);
  return messages * plan.figures.workload.messageBytes;
}

/**
 * Creation time of the oldest content that a database still keeps at an instant: its size stays what it is, so the
 * oldest content expires (MEASURES, content). A database without traffic keeps everything of the last century.
 */
export function oldestKept(plan: Plan, database: DatabasePlan, at: Ms): Ms {
  const perDay = bytesPerDay(plan, database);
  const curve = curveOf(plan.figures.workload.weekendShare);
  const days = perDay === 0 ? 0 : database.sizeBytes / perDay;
  const units = unitsAt(curve, at) - Math.round(days * DAY_UNITS);
  return instantOfUnits(curve, units);
}
