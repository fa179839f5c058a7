import { hashString, hex32 } from './hash.ts';
import type { NextEvent } from './pending.ts';

/**
 * 24 hexadecimal digits over a state and its pending events that do not depend on handles, on the
 * order of keys or on the order among equal events: two runs whose ties were shuffled apart must
 * agree in it. Keys called `timer`, or ending in `Timer`, hold handles and are skipped.
 */
export function stateDigest(org: unknown, pending: readonly NextEvent[]): string {
  const events = pending.map((event) => `${event.time} ${event.kind} ${event.a} ${event.b}`);
  events.sort();
  const lanes = hashString(`${canonical(org)}\n${events.join('\n')}`);
  return hex32(lanes.x) + hex32(lanes.y) + hex32(lanes.z);
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
