/**
 * What a domain has forgotten. Users' links to their databases stand in the domain; a domain that was restored from a set,
 * and from nothing newer, has those of then (AD-05, BKP-72).
 */
import type { OrgWorld } from '../world.ts';
import type { Unlinked } from './state.ts';

export const isUnlinked = (w: OrgWorld, database: number): boolean =>
  w.org.directory.unlinked.some((row) => row.database === database);

/** A domain has forgotten this, and what it had forgotten before and nobody has set up since. */
export function unlink(w: OrgWorld, domain: string, rows: readonly Unlinked[]): void {
  const { directory } = w.org;
  const isNew = (old: Unlinked): boolean =>
    old.domain === domain && rows.some(({ database }) => database === old.database);
  directory.unlinked = [...directory.unlinked.filter((old) => !isNew(old)), ...rows];
  directory.unlinked.sort((x, y) => x.database - y.database || (x.domain < y.domain ? -1 : 1));
}

/** Somebody has set up again what was forgotten of some databases. */
export function relink(w: OrgWorld, databases: readonly number[]): void {
  const { directory } = w.org;
  for (const database of databases)
    if (isUnlinked(w, database)) directory.relinkedAt[database] = w.now;
  directory.unlinked = directory.unlinked.filter(({ database }) => !databases.includes(database));
}

/** Rows that need not be seen to: nobody is recovering these databases. */
export function keepUnlinked(w: OrgWorld, keeps: (database: number) => boolean): void {
  const { directory } = w.org;
  directory.unlinked = directory.unlinked.filter(({ database }) => keeps(database));
}

/**
 * A controller answers again that went down with its directory whole: where another one was restored meanwhile from an older set,
 * which nobody made authoritative, it tells that one what it knows (AD-10). Whether it knew of anything forgotten.
 */
export function teach(w: OrgWorld, controller: number): boolean {
  const { directory, plan } = { directory: w.org.directory, plan: w.plan.controllers[controller] };
  const { downSince } = directory.controllers[controller];
  const left = directory.unlinked.filter(
    (row) => row.domain !== plan.domain || row.changedAt > downSince,
  );
  const taught = left.length < directory.unlinked.length;
  directory.unlinked = left;
  return taught;
}
