/**
 * What an incident that shows keeps of damage that nobody knows of: it bears the key of what struck first, and lists
 * what struck besides. Nobody who works on it can tell, unless the damage itself was noticed.
 */
import type { Procedure } from '../../../engine/procedure.ts';
import type { TrailRecord } from '../../../engine/trail.ts';
import { causeOf } from '../../causes.ts';
import { alarmAfter } from '../../eventlog/monitoring.ts';
import { hasFile } from '../../store/hidden.ts';
import type { OrgWorld } from '../../world.ts';
import { oldestBackupAt } from '../last-backup.ts';
import type { RunbookVars } from '../runbook/procedure.ts';
import type { IncidentState } from '../state.ts';

export const isDamage = (key: string): boolean =>
  ['page-damage', 'sector-unreadable'].includes(causeOf(key)) || isOfLogs(key);

/** Pages that went wrong in a replay over overwritten logs: other slips show, and have no database for their owner. */
const isOfLogs = (key: string): boolean => causeOf(key) === 'slip' && key.includes('/databases/');

/** What can have struck without anybody's knowing. */
export const isUnseen = (key: string): boolean =>
  isDamage(key) || causeOf(key) === 'logical-corruption';

/** Whether something else struck while nobody had met the damage that began it: then it was detected twice. */
function beganUnseen(w: OrgWorld, incident: IncidentState): boolean {
  if (!isUnseen(incident.key) || incident.met) return false;
  const trail = w.org.procedures.trails[incident.id] ?? [];
  const next = trail[1]?.step ?? w.org.procedures.list[incident.main]?.step;
  return trail[0]?.step === 'detect' && next === 'detect';
}

/** The damage in its files that those who work on it know of: what showed first in each file. */
function knownHoles(w: OrgWorld, incident: IncidentState): string[] {
  if (!incident.noticed && !incident.met) return [];
  return incident.databases.flatMap(({ database }) => {
    if (!hasFile(w, database)) return [];
    const { holes } = w.org.store.databases[database];
    const first = holes.find((hole) => !hole.singleBit && incident.causes.includes(hole.key));
    return first === undefined ? [] : [first.key];
  });
}

/** Takes all damage out of an incident that nobody knows of, as if it had never struck. */
export function forgetUnseen(w: OrgWorld, incident: IncidentState): void {
  const known = knownHoles(w, incident);
  if (incident.noticed || incident.met) {
    known.push(...incident.causes.filter((key) => causeOf(key) === 'logical-corruption'));
  }
  const unseen = beganUnseen(w, incident) && !known.includes(incident.key);
  if (!unseen) known.push(incident.key);
  incident.damage = [];
  incident.causes = incident.causes.filter((key) => !isUnseen(key) || known.includes(key));
  if (unseen) beginWith(w, incident, incident.causes[0]);
}

/** Makes it begin with the cause that showed first, when its second detection began. */
function beginWith(w: OrgWorld, incident: IncidentState, key: string): void {
  const { trails, list } = w.org.procedures;
  const [detect, ...rest] = trails[incident.id] as TrailRecord[];
  const before = (record: number): number => (record < 0 ? record : record - 1);
  Object.assign(incident, { key, cause: causeOf(key), openedAt: detect.ended });
  const databases = incident.databases.map((row) => row.database);
  incident.backupAt = oldestBackupAt(w, databases, incident.openedAt);
  incident.lastRecord = before(incident.lastRecord);
  trails[incident.id] = rest.map((record) => ({
    ...record,
    by: before(record.by),
    freedBy: before(record.freedBy),
  }));
  for (const p of list) {
    if (p === null || p.trail !== incident.id) continue;
    p.by = before(p.by);
    p.freedBy = before(p.freedBy);
    const vars = p.vars as { by?: number };
    if (vars.by !== undefined) (vars as { by: number }).by = before(vars.by);
  }
  const p = list[incident.main] as Procedure<RunbookVars> | null;
  const unseen = ['a user', 'whoever missed mail'];
  if (p?.step === 'detect' && unseen.includes(p.vars.noticed.by)) alarm(w, p, incident);
}

/** Whoever would have noticed the damage first is not known either: the alarm is that of the other cause. */
function alarm(w: OrgWorld, p: Procedure<RunbookVars>, { cause, openedAt }: IncidentState): void {
  const { destroyedNoticedMs } = w.plan.figures.operations;
  p.vars.noticed =
    cause === 'operator-destroys'
      ? { at: openedAt + destroyedNoticedMs, by: 'an operator' }
      : alarmAfter(w.plan, openedAt, cause !== 'server-failed');
}
