/** Damage becomes an incident here: bad pages, mail that was deleted by way of the logs; and who comes to know of it. */
import { quantile } from '../../engine/laws.ts';
import { alarmAfter } from '../eventlog/monitoring.ts';
import { isRead } from '../store/damage.ts';
import { unsettled } from '../store/kills.ts';
import type { OrgWorld } from '../world.ts';
import { causeOf } from '../causes.ts';
import { hasKnownDamage, incidentWith } from './incident.ts';
import type { Noticing } from './noticing.ts';
import { planRead } from './faults/page-reads.ts';
import { notice } from './runbook/procedure.ts';

import { raise } from './raise.ts';

/** Pages of a database were damaged; nobody knows until a full or copy reads them, or a user does. */
export function onPagesDamaged(w: OrgWorld, database: number, stopped: number): void {
  if (!isRead(w, database)) return;
  const holes = w.org.store.databases[database].holes.filter((hole) => !hole.singleBit);
  const known = incidentWith(w, database);
  const { key } = holes[holes.length - 1];
  if (stopped === 1) {
    // The store could not write, and its database is down: that nobody overlooks.
    const opening = { key, cause: causeOf(key), databases: [database], volumes: [] };
    raise(w, opening, alarmAfter(w.plan, w.now, true));
    return;
  }
  // While it is out of service for another reason nobody meets the damage: that goes on when it is back.
  if (known !== null && !hasKnownDamage(w, known, database)) {
    known.damage.push({ database, key });
    return;
  }
  const before = holes.slice(0, -1).map((hole) => hole.key);
  const u = w.draw(key, 'noticed', 0);
  const mean = w.plan.figures.store.userNoticesMs;
  // More damage while a recovery of this database is under way changes nothing: it replaces the file.
  if (known !== null) {
    if (!known.causes.includes(key)) known.causes.push(key);
    return;
  }
  const at = w.now + Math.ceil(quantile({ type: 'exponential', mean }, u));
  const opening = { key, cause: causeOf(key), before, databases: [database], volumes: [] };
  planRead(w, raise(w, opening, { at, by: 'a user' }), key);
}

/**
 * Content of a database was killed by way of its logs: nobody knows until somebody misses it. While something else is
 * done about the database it waits until that is over.
 */
export function onContentKilled(w: OrgWorld, database: number): void {
  const kills = unsettled(w, database);
  const known = incidentWith(w, database);
  if (known !== null) {
    const { key } = kills[kills.length - 1];
    known.damage.push({ database, key });
    return;
  }
  const [{ key }, ...others] = kills;
  const noticedAt = Math.min(...kills.map((kill) => kill.noticedAt));
  const before = others.map((kill) => kill.key);
  raise(
    w,
    { key, cause: causeOf(key), before, databases: [database], volumes: [] },
    { at: Math.max(w.now, noticedAt), by: 'whoever missed mail' },
  );
}

/** A full or copy backup broke off at damaged pages. */
export function onDamageMet(w: OrgWorld, database: number): void {
  const incident = incidentWith(w, database);
  if (incident !== null) incident.met = true;
}

/** Somebody has read that a group's backup failed: if damage was the reason, it is known now. */
export function onJobNoticed(w: OrgWorld, _job: number, group: number): void {
  noticeMet(w, w.plan.groups[group].databases, 'the backup log');
}

/** Somebody has read the application log of a server: damage that any read has met stands there (MON-02). */
export function onLogRead(w: OrgWorld, server: number): void {
  const databases = w.plan.databases.filter((d) => d.server === server).map((d) => d.id);
  noticeMet(w, databases, 'the application log');
}

function noticeMet(w: OrgWorld, databases: readonly number[], by: Noticing['by']): void {
  for (const d of databases) {
    const incident = incidentWith(w, d);
    if (incident !== null && incident.met && !incident.noticed) notice(w, incident.id, by);
  }
}
