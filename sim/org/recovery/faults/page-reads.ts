/**
 * Reads that meet damaged pages and leave an entry in the application log, and nowhere else (MON-02). That of a user who
 * complains is one; before it there can be one of which nobody says a word. Those are simulated only where somebody reads
 * that log: to everybody else they make no difference.
 */
import { quantile } from '../../../engine/laws.ts';
import type { EventTable } from '../../../engine/types.ts';
import type { EntryKey } from '../../eventlog/kinds.ts';
import { logEntry } from '../../eventlog/write.ts';
import { failsChecksum, isUnread, readError } from '../../store/damage.ts';
import type { Hole } from '../../store/state.ts';
import { fileWith } from '../../store/halves.ts';
import type { OrgWorld } from '../../world.ts';
import { incidentWith } from '../incident.ts';
import type { IncidentState } from '../state.ts';

const entryOf = (hole: Hole): EntryKey => (isUnread(hole) ? 'ese/481' : 'ese/474');

/** Writes the entry of every damaged file of an incident. */
export function logDamage(w: OrgWorld, incident: IncidentState, isKnown: boolean): void {
  for (const { database } of incident.databases) {
    const { holes } = w.org.store.databases[database];
    const hole = holes.find((each) => !each.singleBit && incident.causes.includes(each.key));
    if (hole === undefined) continue;
    const { server, sizeBytes } = w.plan.databases[database];
    const file = fileWith(w.plan, database, hole.place * sizeBytes);
    if (failsChecksum(hole))
      logEntry(w, server, entryOf(hole), `${file}: ${readError(hole)}`, isKnown);
    // ESE refuses a page that does not belong there (ESE-45); of what is wrong above its tables it knows nothing.
    if (hole.level === 'table')
      logEntry(
        w,
        server,
        'ese/447',
        `${file}: -327: a page of another place in the table`,
        isKnown,
      );
  }
}

/** Only checksums show by themselves; what is deeper shows to whoever needs just that. */
const hasBadPage = (w: OrgWorld, database: number): boolean =>
  w.org.store.databases[database].holes.some(failsChecksum);

/** Draws when a read first meets latent damage, from now on: by the key of the damage, or by whoever redraws it. */
export function planRead(
  w: OrgWorld,
  incident: IncidentState,
  owner: string,
  purpose = 'read',
  ordinal = 0,
): void {
  if (w.plan.operations.monitoring.reads === null || incident.noticed || incident.met) return;
  if (incident.readAt >= 0 || !incident.databases.some((d) => hasBadPage(w, d.database))) return;
  const law = { type: 'exponential', mean: w.plan.figures.store.damageReadMs } as const;
  incident.readAt = w.now + Math.ceil(quantile(law, w.draw(owner, purpose, ordinal)));
  w.at(incident.readAt, 'recovery.page-read', incident.databases[0].database, 0);
}

export const pageReadEvents: EventTable<OrgWorld> = {
  'recovery.page-read': {
    rank: 16,
    run(w, database) {
      const incident = incidentWith(w, database);
      if (incident === null || incident.readAt !== w.now) return;
      incident.readAt = -1;
      // Nobody reads a database that is down, and what a backup has met is in the log already.
      if (incident.noticed || incident.met || !w.org.store.databases[database].mounted) return;
      incident.met = true;
      logDamage(w, incident, false);
    },
  },
};
