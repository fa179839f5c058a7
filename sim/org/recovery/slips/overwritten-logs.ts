/** The temporary folder was the log folder in production: logs that healthy databases need are overwritten (RST-22). */
import { damageFile } from '../../store/damage.ts';
import type { OrgWorld } from '../../world.ts';
import { pending, settle } from '../restore/window.ts';
import type { RestoreVars } from '../state.ts';

/**
 * Replay has gone over logs that were no longer what they had been, and says nothing: pages of the restored database
 * are wrong, until somebody meets them. A root cause of its own, which shows when the database is back.
 */
export function corruptByLogs(w: OrgWorld, v: RestoreVars): void {
  const slip = pending(v, 'production-log-path');
  if (slip === undefined) return;
  settle(v, slip.name);
  const [database] = v.databases;
  const owner = w.plan.databases[database].path;
  const byScript = slip.key.startsWith('faults/');
  const key = byScript
    ? slip.key
    : `${owner}:slip:${slip.key.slice(slip.key.lastIndexOf(':') + 1)}`;
  const pages = Math.max(1, Math.round(w.plan.figures.store.pagesPerDamage));
  const place = w.draw(key, 'slip.place', 0);
  w.say('cause.struck', {
    key, cause: 'slip', owner, absorbed: false,
    because: 'the temporary folder was the log folder in production: replay went over overwritten logs',
  }); // prettier-ignore
  damageFile(w, database, key, 0, { pages, singleBit: false }, place);
}
