import { EDITIONS, editions, type Edition } from '../../org/store/editions.ts';
import type { DatabasePlan, GroupPlan } from '../../org/store/plan.ts';
import { LANGUAGE, type Builder } from '../builder.ts';
import { choice } from '../fields.ts';
import { writeSize } from '../room.ts';

export const edition = choice('which edition of Exchange a server runs', EDITIONS);

/** Whether a server keeps within its edition; `path` is that of its storage groups. */
export function checkEdition(
  path: readonly string[],
  given: Edition | undefined,
  groups: readonly GroupPlan[],
  databases: readonly DatabasePlan[],
  b: Builder,
): void {
  const chosen = b.fill<Edition>([...path.slice(0, -1), 'edition'], given, {
    ...{ value: 'enterprise', text: 'enterprise', source: LANGUAGE, assumed: false },
  });
  const limits = editions[b.version][chosen];
  const own = groups.flatMap((group) => group.databases.map((id) => databases[id]));
  const most = (what: string, limit: number | string, where: string, source = limits.source) =>
    `${what}; ${b.version} ${chosen} has at most ${limit} ${where} (${source})`;
  if (groups.length > limits.maxGroups) {
    b.error(path, most(`${groups.length} storage groups`, limits.maxGroups, 'a server'));
  }
  if (own.length > limits.maxDatabases) {
    b.error(path, most(`${own.length} databases`, limits.maxDatabases, 'a server'));
  }
  for (const { name, databases: ids } of groups) {
    if (ids.length <= limits.maxDatabasesPerGroup) continue;
    const { maxDatabasesPerGroup, groupSource } = limits;
    const what = `${ids.length} databases`;
    const message = most(what, maxDatabasesPerGroup, 'a storage group', groupSource);
    b.error([...path, name, 'databases'], message);
  }
  if (!limits.sizeLimit) return;
  const { standardDatabaseBytes } = b.figures.store;
  for (const { path: at, sizeBytes } of own) {
    if (sizeBytes <= standardDatabaseBytes) continue;
    const what = most(
      `a database of ${writeSize(sizeBytes)}`,
      writeSize(standardDatabaseBytes),
      'in a database',
      'parameters/store/standardDatabaseBytes, slipstick.com',
    );
    b.error(['organization', ...at.split('/'), 'size'], what);
  }
}
