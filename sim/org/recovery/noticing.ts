/** Who notices that something has failed, and when. */
import type { Ms } from '../../engine/types.ts';
import { ALARMED, alarmAfter, type Alarm } from '../eventlog/monitoring.ts';
import type { OrgWorld } from '../world.ts';
import type { IncidentState } from './state.ts';

/** When it will be noticed at the latest, and by whom. */
export interface Noticing {
  readonly at: Ms;
  readonly by:
    | Alarm['by']
    | 'an operator'
    | 'a user'
    | 'the backup log'
    | 'whoever missed mail'
    | 'the server that runs again';
}

export const DETECTED: Readonly<Record<Noticing['by'], string>> = {
  ...ALARMED,
  'an operator': 'until somebody saw what was gone',
  'a user': 'until somebody met the damage',
  'the backup log': 'until somebody read the backup log',
  'whoever missed mail': 'until somebody missed what was deleted',
  'the server that runs again': 'until the server ran again, before any alarm',
};

/** Who has noticed it now: of a server that is repaired before the alarm it is the server itself that tells. */
export function noticedBy(
  w: OrgWorld,
  { servers }: IncidentState,
  { by }: Noticing,
): Noticing['by'] {
  const isBack = servers.some((s) => {
    const { repairedAt, downSince } = w.org.hardware.servers[s];
    return repairedAt === w.now && alarmAfter(w.plan, downSince, false).at > w.now;
  });
  return isBack ? 'the server that runs again' : by;
}

/** Who comes upon what is wrong in a database that serves, sooner or later: until then nobody is about to bring it back. */
const BY_CHANCE: readonly Noticing['by'][] = ['a user', 'whoever missed mail'];

/** Whether an open incident is one of which nobody knows, since nothing has stopped through it. */
export function isLatent(w: OrgWorld, incident: IncidentState): boolean {
  const noticing = stillToNotice(w, incident);
  return noticing !== null && BY_CHANCE.includes(noticing.by);
}

/** When an incident that nobody knows of yet would have been noticed, and by whom; null for one that is known. */
export function stillToNotice(w: OrgWorld, incident: IncidentState): Noticing | null {
  const p = w.org.procedures.list[incident.main];
  return p?.step === 'detect' ? (p.vars as { noticed: Noticing }).noticed : null;
}
