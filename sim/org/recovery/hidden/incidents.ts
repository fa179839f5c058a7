/** What nobody knows of incidents, drawn anew: damage that nobody has met, who will notice what, how repairs end. */
import { quantile } from '../../../engine/laws.ts';
import type { Procedure } from '../../../engine/procedure.ts';
import { endTrail, wakeAt } from '../../../engine/procedure-run.ts';
import type { Ms } from '../../../engine/types.ts';
import { readingOf } from '../../backup/progress.ts';
import { backupsOf, SHADOW } from '../../backup/engines.ts';
import { forgetInherited, inherit } from '../../backup/vss/hidden-snapshots.ts';
import type { VssVars } from '../../backup/state.ts';
import { checkingOf } from '../../backup/vss/check.ts';
import { causeOf } from '../../causes.ts';
import { alarmAfter } from '../../eventlog/monitoring.ts';
import { damageFile, isRead } from '../../store/damage.ts';
import { forgetUnseenGaps } from '../../store/gaps.ts';
import { drawLatent, forgetHoles, type Latent, type Passing } from '../../store/hidden.ts';
import type { OrgWorld } from '../../world.ts';
import { forgetUnseen, isUnseen } from './causes.ts';
import { forgetKills, redrawKills } from './kills.ts';
import { hasKnownDamage, incidentWith, openIncident } from '../incident.ts';
import { repairMs } from '../rebuild/machines.ts';
import { planRead } from '../faults/page-reads.ts';
import { incidentRunbook, startRunbook, type RunbookVars } from '../runbook/procedure.ts';
import type { IncidentState } from '../state.ts';
import { isStop } from '../stops.ts';

type P = Procedure<RunbookVars>;

/** Whether nobody has met the damage yet that an incident consists of. */
function isLatent(incident: IncidentState): boolean {
  if (incident.noticed || incident.met) return false;
  return incident.causes.every(isUnseen);
}

export const hiddenInRecovery = ['recovery.page-read'] as const;

/** Forgets incidents, and damage, that nobody knows of. */
export function forgetLatent(w: OrgWorld): void {
  const { incidents } = w.org.recovery;
  forgetKills(w);
  forgetUnseenGaps(w);
  for (const incident of [...incidents]) {
    if (incident === null) continue;
    incident.readAt = -1;
    if (!isLatent(incident)) {
      forgetUnseen(w, incident);
      continue;
    }
    const p = w.org.procedures.list[incident.main] as P;
    w.cancel(p.timer);
    w.org.procedures.list[p.id] = null;
    incidents[incident.id] = null;
    endTrail(w, incident.id);
  }
  for (const d of w.plan.databases) {
    const causes = incidents.flatMap((incident) => incident?.causes ?? []);
    forgetHoles(w, d.id, causes);
    forgetInherited(w, d.id, causes);
  }
}

/** How far the full that reads a file just now has come, if one does. */
function passingOf(w: OrgWorld, database: number): Passing | null {
  for (const p of backupsOf(w, w.plan.databases[database].group)) {
    const reading = p.name === SHADOW ? checkingOf(w, p as Procedure<VssVars>) : readingOf(w, p);
    if (reading?.database === database) return reading;
  }
  return null;
}

function noticedIn(w: OrgWorld, owner: string, ordinal: number): Ms {
  const mean = w.plan.figures.store.userNoticesMs;
  return Math.ceil(quantile({ type: 'exponential', mean }, w.draw(owner, 'noticed', ordinal)));
}

function damage(w: OrgWorld, database: number, { key, at, pages, place }: Latent): void {
  const hole = damageFile(w, database, key, 0, { pages, singleBit: false }, place, at);
  inherit(w, database, hole, at);
}

/** Damage that nobody has met, of every file; none at all unless `mayBe`. */
export function redrawLatent(w: OrgWorld, ordinal: number, mayBe: boolean): void {
  for (const { id, path } of w.plan.databases) {
    const known = incidentWith(w, id);
    const isKnown = known !== null && hasKnownDamage(w, known, id);
    const latent = drawLatent(w, id, ordinal, {
      mayBe,
      // Once an incident is noticed, what its files had before is known.
      from: known?.noticed === true || isKnown ? (known as IncidentState).openedAt : -1,
      noticing: known === null,
      passing: passingOf(w, id),
    });
    for (const each of latent) damage(w, id, each);
    if (latent.length === 0 || !isRead(w, id)) continue;
    const [first, ...others] = latent;
    if (known !== null) {
      // As when it strikes: more of the same is part of the incident, what is new waits until the database is back.
      if (isKnown || (!known.noticed && !isStop(known)))
        known.causes.push(...latent.map(({ key }) => key));
      else known.damage.push(...latent.map(({ key }) => ({ database: id, key })));
      continue;
    }
    const opening = { key: first.key, cause: causeOf(first.key), databases: [id], volumes: [] };
    const incident = openIncident(w, opening, first.at);
    incident.causes.push(...others.map(({ key }) => key));
    const noticed = { at: w.now + noticedIn(w, path, ordinal), by: 'a user' } as const;
    startRunbook(w, incident.id, noticed, -1);
    planRead(w, incident, path, 'read.hidden', ordinal);
    const p = w.org.procedures.list[incident.main] as P;
    p.asked = first.at;
    p.began = first.at;
  }
  redrawKills(w, ordinal, mayBe);
}

/** How soon alarms are raised, and when the repairs end that incidents wait for; `was`: ends as they had been drawn. */
export function redrawRunbooks(w: OrgWorld, ordinal: number, was: readonly Ms[]): void {
  for (const p of w.org.procedures.list as (P | null)[]) {
    if (p === null || p.name !== incidentRunbook.name) continue;
    const incident = w.org.recovery.incidents[p.vars.incident];
    if (incident === null || isLatent(incident)) continue;
    if (p.step === 'repair') wakeAt(w, p, w.now + repairMs(w, incident));
    if (p.step === 'detect') redrawAlarm(w, p, incident, ordinal, was);
  }
}

/**
 * An incident that shows, and whose alarm is still to come: a server that is up again earlier is known at once; damage that
 * a backup has met is known when a user meets it, too.
 */
function redrawAlarm(
  w: OrgWorld,
  p: P,
  incident: IncidentState,
  ordinal: number,
  was: readonly Ms[],
): void {
  const { servers } = w.org.hardware;
  const down = incident.servers.filter((s) => !servers[s].up);
  let { at } = p.vars.noticed;
  if (p.vars.noticed.by === 'a user') {
    const stopped = incident.databases.filter((row) => row.downAt >= 0);
    const alarms = stopped
      .map((row) => alarmAfter(w.plan, row.downAt, true).at)
      .filter((alarm) => alarm > w.now);
    at = Math.min(w.now + noticedIn(w, incident.key, ordinal), ...alarms);
  }
  for (const s of down) {
    const alarm = alarmAfter(w.plan, servers[s].downSince, false).at;
    if (at === was[s]) at = alarm;
    const { repairedAt } = servers[s];
    if (alarm > w.now) at = Math.min(at, repairedAt < 0 ? alarm : Math.min(alarm, repairedAt));
  }
  p.vars.noticed = { ...p.vars.noticed, at };
  wakeAt(w, p, Math.max(w.now, at));
}
