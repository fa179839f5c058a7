import { hashString, hex32 } from './hash.ts';
import type { NextEvent } from './pending.ts';

/**
 * 24 hexadecimal digits over a state and its pending events that do not depend on handles, on the
 * order of keys or on the order among equal events: two runs whose ties were shuffled apart must
 * agree in it. Keys called `timer`, or ending in `Timer`, hold handles and are skipped.
 */
export function stateDigest(org: unknown, pending: readonly NextEvent[]): string {
  const lanes = hashString(`${canonical(org)}\n${eventsOf(pending).join('\n')}`);
  return hex32(lanes.x) + hex32(lanes.y) + hex32(lanes.z);
}

/** Whether two states and their pending events would have one digest, found out without writing either down. */
export function sameState(
  [org, pending]: readonly [unknown, readonly NextEvent[]],
  [other, others]: readonly [unknown, readonly NextEvent[]],
): boolean {
  return isAlike(org, other) && eventsOf(pending).join() === eventsOf(others).join();
}

function eventsOf(pending: readonly NextEvent[]): string[] {
  return pending.map((event) => `${event.time} ${event.kind} ${event.a} ${event.b}`).sort();
}

function isAlike(x: unknown, y: unknown): boolean {
  if (typeof x !== 'object' || typeof y !== 'object' || x === null || y === null) return x === y;
  if (Array.isArray(x) !== Array.isArray(y)) return false;
  const [from, other] = [x as Record<string, unknown>, y as Record<string, unknown>];
  const keys = Object.keys(from);
  if (keys.length !== Object.keys(other).length) return false;
  return keys.every((key) => holdsHandle(key) || (key in other && isAlike(from[key], other[key])));
}

/** JSON with sorted keys and without handles. */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const from = value as Record<string, unknown>;
  const keys = Object.keys(from).filter((key) => !holdsHandle(key));
  keys.sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(from[key])}`).join(',')}}`;
}

function holdsHandle(key: string): boolean {
  return key === 'timer' || key.endsWith('Timer');
}
