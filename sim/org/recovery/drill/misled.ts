/**
 * A drill in production that connects users' own mailboxes to what it has restored (RST-57): they look at the mail of the
 * backup, and nothing of what came since, until they call and it is undone. Their own database serves nobody meanwhile.
 */
import type { Procedure } from '../../../engine/procedure.ts';
import type { Ms } from '../../../engine/types.ts';
import { dismount, mount, mountError } from '../../store/mount.ts';
import type { OrgWorld } from '../../world.ts';
import type { DrillVars } from './state.ts';

type P = Procedure<DrillVars>;

const WHY = 'a drill connected its users to the restored copy: their data is that of the backup';

/** Nothing of the sort where test mailboxes are connected, in a lab, or while a backup reads the group. */
export function redirectUsers(w: OrgWorld, p: P): void {
  const v = p.vars;
  const { connects, lab } = w.plan.operations.drills[v.drill];
  if (connects !== 'users' || lab || w.org.store.groups[v.group].frozenBy >= 0) return;
  v.misled = v.databases.filter((d) => w.org.store.databases[d].mounted);
  for (const d of v.misled) dismount(w, d, true, WHY);
}

/** No machine is down and no database stops: users have to notice. */
export function untilUndone(w: OrgWorld): Ms {
  const { decideMs, stepMs, usersCallMs } = w.plan.figures.operations;
  return usersCallMs + decideMs + stepMs;
}

/** Users are sent back to their own databases, if these can serve. */
export function sendBack(w: OrgWorld, p: P): void {
  for (const d of p.vars.misled) {
    const { mounted, clean } = w.org.store.databases[d];
    if (!mounted && clean && mountError(w, d) === null) mount(w, d);
  }
  p.vars.misled = [];
}
