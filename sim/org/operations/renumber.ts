/**
 * Somebody has read in time that the log generations of a group run out (event 514). After hours they dismount its
 * databases, remove the logs and mount them on a stream that counts from 1, before the group would stop by itself.
 */
import { insideSpans, spanEnd } from '../../engine/calendar.ts';
import { defineProcedure, type Procedure } from '../../engine/procedure.ts';
import { startProcedure } from '../../engine/procedure-run.ts';
import type { Ms } from '../../engine/types.ts';
import type { Plan } from '../plan.ts';
import { peoplePool } from '../pools.ts';
import { generationsRunOut, generationsUsedUp } from '../store/generations.ts';
import { dismount } from '../store/mount.ts';
import { renumber } from '../store/renumber.ts';
import type { OrgWorld } from '../world.ts';
import { mayRenumber } from './generations.ts';
import { teamToAsk } from './people.ts';
import {
  bookWork,
  groupRemount,
  groupTags,
  orderFullAtLast,
  recoverAndMount,
  recoverOrEnd,
  stoppedIn,
  type GroupRemountVars,
} from './remount.ts';

type P = Procedure<GroupRemountVars>;

const WHY = 'somebody removes its logs before their generations run out';

/** The next instant at which no class is at work; now, where one always is. */
export function afterHours({ classes }: Plan, from: Ms): Ms {
  let at = from;
  for (let i = 0; i <= classes.length; i++) {
    for (const { hours } of classes) if (insideSpans(hours, at)) at = spanEnd(hours, at);
    if (at === Infinity) return from;
  }
  return at;
}

/** Whether it can be done now: nobody else works on the group, and no backup reads it. */
function canDo(w: OrgWorld, group: number): boolean {
  const { databases } = w.plan.groups[group];
  const up = databases.some((d) => w.org.store.databases[d].mounted);
  return up && w.org.store.groups[group].frozenBy < 0 && mayRenumber(w, group);
}

export const renumberBeforeEnd = defineProcedure<OrgWorld, GroupRemountVars>(
  'operations.renumber-in-time',
  {
    first: 'wait',
    steps: {
      wait: { lasts: (w) => afterHours(w.plan, w.now) - w.now, then: 'dismount' },
      dismount: {
        needs: (w, p) => {
          p.vars.team = teamToAsk(w);
          return [{ pool: peoplePool(w.plan, p.vars.team), unit: -1 }];
        },
        begin: (w, p) => {
          // Hours of work may have begun until somebody was there.
          if (afterHours(w.plan, w.now) > w.now) return;
          p.vars.since = w.now;
          const { group } = p.vars;
          if (!isDue(w, group) || !canDo(w, group)) return;
          for (const d of w.plan.groups[group].databases) dismount(w, d, true, WHY);
          p.vars.databases = stoppedIn(w, group);
        },
        lasts: (w, p) =>
          p.vars.since < 0
            ? 0
            : p.vars.databases.length * w.plan.figures.operations.mountMs +
              w.plan.figures.operations.stepMs,
        gives: (w, p) => (p.vars.since < 0 ? [peoplePool(w.plan, p.vars.team)] : []),
        end: (w, p) => {
          const { group } = p.vars;
          if (p.vars.since < 0) return;
          // Whatever has struck meanwhile, somebody else recovers from.
          const isOff = w.plan.groups[group].databases.every(
            (d) => !w.org.store.databases[d].mounted,
          );
          if (isOff && p.vars.databases.length > 0 && mayRenumber(w, group))
            renumber(w, group, WHY);
          p.vars.databases = p.vars.databases.length > 0 ? stoppedIn(w, group) : [];
        },
        then: (w, p) => (p.vars.since < 0 ? 'wait' : recoverOrEnd(w, p)),
      },
      ...recoverAndMount<GroupRemountVars>(orderFullAtLast),
    },
    tags: groupTags,
    onDone: (w, p) => bookWork(w, p.vars),
  },
);

const isDue = (w: OrgWorld, group: number): boolean =>
  generationsRunOut(w, group) && !generationsUsedUp(w, group);

/** Plans the work on a group whose generations run out, unless it is planned already. */
export function renumberInTime(w: OrgWorld, group: number): void {
  if (!isDue(w, group)) return;
  const list = w.org.procedures.list as (P | null)[];
  if (list.some((p) => p?.name === renumberBeforeEnd.name && p.vars.group === group)) return;
  startProcedure(w, renumberBeforeEnd, groupRemount(group));
}
