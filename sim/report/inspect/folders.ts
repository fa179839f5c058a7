/** Public folders of a database, what moves have left over in one, and functions of a server that fail. */
import { formatInstant } from '../../engine/clock.ts';
import { messagesOf } from '../../org/store/ledger.ts';
import { foldersOf } from '../../org/store/replicas.ts';
import type { OrgWorld } from '../../org/world.ts';
import { EVERYWHERE } from '../../org/recovery/functions.ts';
import type { Section } from './shapes.ts';

type Field = readonly [string, string];

/** Replicas of a public folder database, and what it waits for; none for mailboxes. */
export function folderSections(w: OrgWorld, database: number): Section[] {
  const folders = foldersOf(w, database);
  if (folders === null) return [];
  const { replicas, group } = w.plan.databases[database];
  const names = replicas.map((id) => w.plan.databases[id].path);
  const posts = Math.round(messagesOf(w, database, [[], folders.pending]));
  const inLab = w.org.operations.labCopies.includes(group);
  const fields: Field[] = [
    ['Replicas', names.length === 0 ? 'none' : names.join(', ')],
    ['Waits for', folders.pending.length === 0 ? 'nothing' : `${posts} posts`],
    ...(inLab ? [['Copy in a lab', 'has run: it must not come back (RST-55)'] as const] : []),
  ];
  return [{ title: 'Public folders', known: true, fields }];
}

/** System mailboxes that came along with a moved database (RST-51). */
export function leftoverFields(w: OrgWorld, database: number): Field[] {
  const { keptMailboxMs } = w.plan.figures.recovery;
  return w.org.recovery.leftovers
    .filter((each) => each.database === database)
    .map(({ disconnectedAt: at }) => [
      'System mailboxes of its old place',
      at < 0
        ? 'not disconnected yet'
        : `disconnected ${formatInstant(at)}, to be purged ${formatInstant(at + keptMailboxMs)}`,
    ]);
}

/** Functions beside mail that fail on a server, or everywhere (RST-52, RST-55). */
export const functionFields = (w: OrgWorld, server: number): Field[] =>
  w.org.recovery.impaired
    .filter((each) => each.server === server || each.server === EVERYWHERE)
    .map(({ since, because }) => [
      'Functions beside mail',
      `fail since ${formatInstant(since)}: ${because}`,
    ]);
