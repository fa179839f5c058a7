/** A log stream that counts from 1 again, since its generations are used up or soon will be. */
import type { OrgWorld } from '../world.ts';
import { attach } from './attach.ts';
import { eraseBackups } from './header.ts';
import { entitled } from './kills.ts';
import { finishSoftRecovery } from './mount.ts';
import { forkStream, openLog } from './stream.ts';

/**
 * The logs of a group are removed, and generations begin at 1. Its databases, clean by now, are attached to the new stream
 * with all that they hold; no backup leads there (event 514; X-04). A file that is lost or being restored is left out: its
 * sets and what they reach are all that is left of it.
 */
export function renumber(w: OrgWorld, group: number, because: string): void {
  const parent = w.org.store.groups[group].segment;
  const log = openLog(w, group);
  finishSoftRecovery(w, group);
  const here = w.plan.groups[group].databases.filter((d) => w.org.store.databases[d].clean);
  const content = here.map((d) => entitled(w, d));
  const segment = forkStream(w, group, log);
  w.say('stream.forked', { group, segment, parent, log, because });
  here.forEach((d, i) => {
    attach(w, d, content[i], true);
    eraseBackups(w, d);
  });
}
