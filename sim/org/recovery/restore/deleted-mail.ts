/** What is done about deleted mail without taking a database back: it stays deleted, or comes back from what still has it. */
import type { Procedure, StepDefinition } from '../../../engine/procedure.ts';
import { handsPool } from '../../pools.ts';
import { unsettled } from '../../store/kills.ts';
import { takeBack } from '../../store/retention.ts';
import type { OrgWorld } from '../../world.ts';
import { hasKnownDamage, incidentOf } from '../incident.ts';
import { settleKills } from '../outcome.ts';
import type { RestoreVars } from '../state.ts';
import { hands, isBack, mounted } from './hands.ts';
import { mailboxStep } from './mailboxes.ts';

type P = Procedure<RestoreVars>;

/** The databases stay as they are; those that are down for another reason are recovered and mounted. */
function leaveAll(w: OrgWorld, p: P): void {
  const v = p.vars;
  for (const d of v.databases) settleKills(w, v, d);
  if (mounted(w, p).length < v.databases.length) {
    v.mode = 'soft';
    return;
  }
  const incident = incidentOf(w, v.incident);
  v.mounting = v.databases.length;
  for (const row of incident.databases) {
    if (!v.databases.includes(row.database)) continue;
    if (row.downAt >= 0) row.serviceAt = w.now;
    isBack(w, incident, row);
  }
}

/** What is still kept comes back; where that was all that was wrong, nothing else is done. */
function recoverItems(w: OrgWorld, p: P): void {
  const v = p.vars;
  const incident = incidentOf(w, v.incident);
  for (const d of v.databases) takeBack(w, d, incident.causes);
  const rest = (d: number): boolean =>
    unsettled(w, d, incident.causes).length > 0 || hasKnownDamage(w, incident, d);
  if (mounted(w, p).length < v.databases.length || v.databases.some(rest)) return;
  v.mode = 'leave';
  leaveAll(w, p);
}

export const deletedMailSteps: Readonly<Record<string, StepDefinition<OrgWorld, RestoreVars>>> = {
  mailboxes: mailboxStep,
  leave: {
    needs: hands,
    lasts: (w) => w.plan.figures.operations.stepMs,
    end: leaveAll,
    gives: (w, p) => [handsPool(w.plan, p.vars.incident)],
    span: 'mount',
    waitSpan: 'wait-person',
    because: (_w, p) =>
      p.vars.mode === 'mailboxes'
        ? 'telling users which mail is back'
        : 'telling users that what was deleted stays deleted',
    then: (_w, p) => (p.vars.mode === 'soft' ? 'replay' : 'done'),
  },
  items: {
    needs: hands,
    lasts: (w) => w.plan.figures.recovery.recoverItemsMs,
    end: recoverItems,
    gives: (w, p) => [handsPool(w.plan, p.vars.incident)],
    span: 'merge',
    waitSpan: 'wait-person',
    because: () => 'recovering what the database still keeps of what was deleted',
    then: (_w, p) => (p.vars.mode === 'leave' ? 'done' : 'plan'),
  },
};
