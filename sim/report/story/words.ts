/** Names and amounts as sentences use them. */
import type { HeardFact } from '../../measure/heard.ts';
import type { IncidentRow } from '../../experiment/shapes.ts';
import { formatInstant } from '../../engine/clock.ts';
import type { Plan } from '../../org/plan.ts';

/** 'exch2/sg1' for servers/exch2/storageGroups/sg1. */
export function groupName(plan: Plan, group: number): string {
  const { server, name } = plan.groups[group];
  return `${plan.servers[server].name}/${name}`;
}

/** 'exch2/sg1/db1'. */
export function databaseName(plan: Plan, database: number): string {
  const { group, name } = plan.databases[database];
  return `${groupName(plan, group)}/${name}`;
}

/** 'exch2/sg1, exch2/sg2 and exch2/sg3'; beyond `most` only their number. */
export function listOf(names: readonly string[], what: string, most = 3): string {
  if (names.length > most) return `${names.length} ${what}`;
  if (names.length < 2) return names[0] ?? `no ${what}`;
  return `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}

/** 1234567 as '1 234 567': thin enough to read, the same on every machine. */
export function countOf(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, '\u00a0');
}

/** '1.2 GB', decimal. */
export function bytesOf(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  const digits = value >= 100 || unit === 0 ? Math.round(value) : Math.round(value * 10) / 10;
  return `${digits} ${units[unit]}`;
}

/** 'full of Sat 2007-03-17 20:00, logs 1 to 4711'. */
export function setName(fact: HeardFact<'backup.ended'>): string {
  const logs = fact.logs > 0 ? `, logs ${fact.lowLog} to ${fact.highLog}` : '';
  return `${fact.backupType} of ${formatInstant(fact.night)}${logs}`;
}

/** '1 log', '2 logs', '1 234 messages'. */
export function numbered(value: number, one: string): string {
  const count = countOf(value);
  return `${count} ${count === '1' ? one : `${one}s`}`;
}

/** What of an incident's mail waited on hubs, in words; null if nothing did. */
export function mailWords(mail: IncidentRow['mail']): string | null {
  if (mail === undefined) return null;
  const { delayed, returned } = mail;
  const parts = [
    ...(returned > 0 ? [`${numbered(returned, 'message')} returned to senders`] : []),
    ...(delayed > 0 ? [`${numbered(delayed, 'message')} announced as delayed`] : []),
  ];
  return parts.length === 0 ? null : parts.join(', ');
}
