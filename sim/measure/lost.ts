/**
 * Loss of one incident by database, from `content.lost` alone: the ledger decided it, holder by holder. No collector
 * looks at when a backup ran.
 */
import { measure, union } from '../engine/intervals.ts';
import type { Ms } from '../engine/types.ts';
import type { HeardFact } from './heard.ts';

export interface Loss {
  database: number;
  /** Creation times of what is lost, as a set of intervals: a repair leaves holes. */
  spans: number[];
  messages: number;
  bytes: number;
  logs: number;
}

/** Adds what was given up just now to the losses of its incident. */
export function addLoss(losses: Loss[], fact: HeardFact<'content.lost'>): void {
  const { database, from, to, messages, bytes, logs } = fact;
  addTo(losses, { database, spans: from < to ? [from, to] : [], messages, bytes, logs });
}

/** Adds the losses of an incident that became part of another one. */
export function addTo(losses: Loss[], more: Loss): void {
  const known = losses.find((each) => each.database === more.database);
  if (known === undefined) {
    losses.push({ ...more });
    return;
  }
  known.spans = union(known.spans, more.spans);
  known.messages += more.messages;
  known.bytes += more.bytes;
  known.logs += more.logs;
}

/** Loss of one database in the words of a row; `failedAt` is the incident's first failure. */
export function lossOf(losses: readonly Loss[], database: number, failedAt: Ms) {
  const loss = losses.find((each) => each.database === database);
  if (loss === undefined) return { messages: 0, bytes: 0, logs: 0, windowMs: 0, pointMs: 0 };
  const { spans, messages, bytes, logs } = loss;
  const pointMs = spans.length === 0 ? 0 : Math.max(0, failedAt - spans[0]);
  return { messages, bytes, logs, windowMs: measure(spans), pointMs };
}
