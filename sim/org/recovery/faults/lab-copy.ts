/**
 * Somebody puts a public folder database into production that has run in the organization of a lab. It knows the system
 * folders of that organization, and its own destroy those of production: free/busy and the offline address books of all users
 * have to be set up anew, whatever becomes of the database itself (RST-55).
 */
import { defineProcedure } from '../../../engine/procedure.ts';
import { startProcedure } from '../../../engine/procedure-run.ts';
import { bookWork, comeToWork, type RemountVars } from '../../operations/remount.ts';
import { loseFile } from '../../store/destroy.ts';
import type { OrgWorld } from '../../world.ts';
import { EVERYWHERE, impair, impairedOn, restoreFunctions } from '../functions.ts';
import { slips } from '../slips/table.ts';

type ResetVars = Pick<RemountVars, 'team' | 'since'>;

export const resetFolders = defineProcedure<OrgWorld, ResetVars>('recovery.reset-folders', {
  first: 'detect',
  steps: {
    detect: { lasts: (w) => w.plan.figures.operations.usersCallMs, then: 'muster' },
    ...comeToWork<ResetVars>('reset'),
    reset: {
      lasts: (w) => w.plan.figures.recovery.resetFoldersMs,
      end: (w) => restoreFunctions(w, EVERYWHERE),
      then: 'done',
    },
  },
  tags: () => ({ job: -1, group: -1, database: -1, drive: -1, person: true }),
  onDone: (w, p) => bookWork(w, p.vars),
});

/** Why nothing comes of it, or null. */
function harmless(w: OrgWorld, group: number, folders: readonly number[]): string | null {
  const { path } = w.plan.groups[group];
  if (folders.length === 0) return `${path} has no public folders, and mailboxes may come back`;
  if (!w.org.operations.labCopies.includes(group)) return `no lab has run a copy of ${path}`;
  const isLost = folders.every((d) => w.org.store.databases[d].fileLost);
  return isLost ? 'they are lost already' : null;
}

export function returnLabCopy(w: OrgWorld, group: number, owner: string): void {
  const folders = w.plan.groups[group].databases.filter(
    (d) => w.plan.databases[d].kind === 'public',
  );
  const key = `${owner}:slip:1`;
  const against = harmless(w, group, folders);
  const because = against ?? slips['lab-copy-returned'].does;
  w.say('cause.struck', { key, cause: 'slip', owner, absorbed: against !== null, because });
  if (against !== null) return;
  const isNews = impairedOn(w, EVERYWHERE) === null;
  impair(w, EVERYWHERE, 'the system folders are destroyed: free/busy, offline address books');
  if (isNews) startProcedure(w, resetFolders, { team: 0, since: -1 });
  for (const d of folders) {
    if (w.org.store.databases[d].fileLost) continue;
    loseFile(w, d, '', key, because);
    w.tell('fileDestroyed', d, 0);
  }
}
