/** Names of log files: Enn.log is the open one, closed ones carry their generation in hexadecimal (ESE-23). */
import type { OrgWorld } from '../world.ts';

/** Digits of a generation in a file name: eight in Exchange 2007, five before. */
function digits(w: OrgWorld): number {
  return w.plan.version === 'exchange-2007' ? 8 : 5;
}

/** Name of a closed log of a group. */
export function closedLogName(w: OrgWorld, group: number, log: number): string {
  const generation = log.toString(16).toUpperCase().padStart(digits(w), '0');
  return `${w.plan.groups[group].prefix}${generation}.log`;
}

/** Name of the open log of a group. */
export function openLogName(w: OrgWorld, group: number): string {
  return `${w.plan.groups[group].prefix}.log`;
}
