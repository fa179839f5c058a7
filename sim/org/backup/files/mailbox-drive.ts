/** What a job of files does to databases whose mailboxes it reads as files. */
import { corruptContent, usualExtent } from '../../store/corruption.ts';
import type { OrgWorld } from '../../world.ts';

/**
 * A run over the drive M: of Exchange 2003, on which mailboxes look like files, may damage a database: what is damaged goes
 * through the logs, so that no check of pages tells (BKP-46). Drawn by server and second, whatever the job.
 */
export function noteMailboxDrive(w: OrgWorld, job: number, server: number): void {
  const { mailboxDrive, name } = w.plan.fileJobs[job];
  if (!mailboxDrive || w.now < w.plan.clock.start) return;
  const { path, groups } = w.plan.servers[server];
  const databases = groups.flatMap((group) => w.plan.groups[group].databases);
  // All of them may have moved away.
  if (databases.length === 0) return;
  const occasion = Math.floor(w.now / 1000);
  const { mailboxDriveDamageShare } = w.plan.figures.backup;
  if (w.draw(path, 'mailbox-drive', occasion) >= mailboxDriveDamageShare) return;
  const which = Math.floor(w.draw(path, 'mailbox-drive.which', occasion) * databases.length);
  const owner = `${path}, whose drive M: the job '${name}' reads`;
  const key = `${path}/drive-m:logical-corruption:${occasion}`;
  corruptContent(w, key, owner, databases[which], usualExtent(w));
}
