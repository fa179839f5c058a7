/**
 * Mail for a database that is down waits on a hub: past the delay notice its sender is told, past the expiry it goes
 * back to the sender. Closed forms of the outage alone; nothing ticks while mail waits.
 */
import type { Ms } from '../../engine/types.ts';
import type { Plan } from '../plan.ts';
import type { DatabasePlan } from './plan.ts';
import { messagesBetween } from '../workload/content.ts';

/** Mail of an outage, by creation time: [from, to). */
export interface Stretch {
  readonly from: Ms;
  readonly to: Ms;
}

function olderThan(ageMs: Ms, from: Ms, at: Ms): Stretch | null {
  return at - ageMs > from ? { from, to: at - ageMs } : null;
}

/** Of an outage that began at `from`: what a hub has given back to its senders by `at`; null if nothing. */
export function returnedBy(plan: Plan, from: Ms, at: Ms): Stretch | null {
  return olderThan(plan.figures.transport.expiryMs, from, at);
}

/** The same: whose senders have had a delay notice by `at`, those to whom it came back later included. */
export function delayedBy(plan: Plan, from: Ms, at: Ms): Stretch | null {
  const { delayNoticeMs, expiryMs } = plan.figures.transport;
  // What comes back before a notice is due is never announced.
  return delayNoticeMs < expiryMs ? olderThan(delayNoticeMs, from, at) : null;
}

/** Creation time of the oldest mail that still waits at `at`. */
export function oldestWaiting(plan: Plan, from: Ms, at: Ms): Ms {
  return Math.max(from, at - plan.figures.transport.expiryMs);
}

/** Messages that came for a database in a stretch; none in an empty one. */
export function messagesIn(plan: Plan, database: DatabasePlan, stretch: Stretch | null): number {
  return stretch === null ? 0 : messagesBetween(plan, database, 0, stretch.from, stretch.to);
}
