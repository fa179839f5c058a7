/** Selecting rows by cause, scope, class, site and server. */
import type { WhereKey } from '../metrics/index.ts';
import type { Plan } from '../org/plan.ts';
import type { DatabaseRow, IncidentRecord } from './rows.ts';

export type Where = Readonly<Partial<Record<WhereKey, string>>>;

/** The index of the class that `where` names; null when it names none, -1 when there is no such class. */
export function classOf(plan: Plan, where: Where): number | null {
  if (where.class === undefined) return null;
  return plan.classes.findIndex((each) => each.name === where.class);
}

/** Whether a database is at the named site and server and has mailboxes of the named class. */
export function databaseMatches(plan: Plan, database: number, where: Where): boolean {
  const { server, site, mailboxes } = plan.databases[database];
  const index = classOf(plan, where);
  if (index !== null && !(mailboxes[index] > 0)) return false;
  if (where.site !== undefined && !isNamed(plan.sites[site], where.site)) return false;
  return where.server === undefined || isNamed(plan.servers[server], where.server);
}

function isNamed(thing: { readonly name: string; readonly path: string }, name: string): boolean {
  return thing.name === name || thing.path === name;
}

/** The part of a database's mailboxes that belongs to the named class; all of them without one. */
export function classShare(plan: Plan, database: number, where: Where): number {
  const index = classOf(plan, where);
  if (index === null) return 1;
  const { mailboxes, mailboxCount } = plan.databases[database];
  return mailboxCount > 0 ? (mailboxes[index] ?? 0) / mailboxCount : 0;
}

/** The rows of an incident that `where` selects; empty when the incident itself is not meant. */
export function selectRows(
  plan: Plan,
  incident: IncidentRecord,
  where: Where,
): readonly DatabaseRow[] {
  if (where.cause !== undefined && incident.cause !== where.cause) return [];
  if (where.scope !== undefined && incident.scope !== where.scope) return [];
  return incident.databases.filter((row) => databaseMatches(plan, row.database, where));
}
