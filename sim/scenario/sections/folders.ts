/** What a public folder database holds: posts, which may replicate to others of its kind (RST-54). */
import type { DatabasePlan } from '../../org/store/plan.ts';
import { LOG_FACTOR } from '../../org/workload/parameters.ts';
import type { Builder } from '../builder.ts';
import { matchPlaces, type Place } from '../paths.ts';
import type { Inside } from './mailboxes.ts';
import type { ServerDoc } from './servers.ts';
import type { DatabaseDoc } from './store.ts';

const ONLY_MAILBOXES = ['mailboxes', 'profile', 'quota'] as const;

export function foldersIn(
  path: readonly string[],
  doc: DatabaseDoc,
  classes: ReadonlyMap<string, number>,
  b: Builder,
): Inside {
  for (const key of ONLY_MAILBOXES) {
    if (doc[key] === undefined) continue;
    b.error([...path, key], `a public folder database has no ${key}`, 'posts and a size');
  }
  if (doc.posts === undefined)
    b.error(path, "missing 'posts'", 'posts of a weekday such as 400 messages');
  if (doc.size === undefined) b.error(path, "missing 'size'", 'a size such as 20 GiB');
  return {
    ...{ mailboxes: [...classes.values()].map(() => 0), mailboxCount: 0, writers: 1 },
    profile: postsOf(doc.posts ?? 1, doc.posts ?? 1, b),
    sizeBytes: doc.size ?? 1,
  };
}

/** Posts are what clients create; what others replicate to a database is logged there like its own. */
function postsOf(own: number, logged: number, b: Builder): DatabasePlan['profile'] {
  const logBytesPerDay = Math.round(logged * b.figures.workload.messageBytes * LOG_FACTOR);
  return { name: 'posts', sentPerDay: own, receivedPerDay: 0, logBytesPerDay };
}

interface Built {
  readonly databases: readonly DatabasePlan[];
}

/** The databases, each with those that hold replicas of its folders, and with what it writes for others. */
export function linkReplicas(
  doc: Readonly<Record<string, ServerDoc>>,
  { databases }: Built,
  b: Builder,
): DatabasePlan[] {
  if (!databases.some(({ kind }) => kind === 'public')) return [...databases];
  const linked = databases.map((d) => ({ ...d, replicas: replicasOf(doc, d, databases, b) }));
  return linked.map((d) => {
    const from = linked.filter(({ replicas }) => replicas.includes(d.id));
    if (from.length === 0) return d;
    const posts = from.reduce((sum, { profile }) => sum + profile.sentPerDay, d.profile.sentPerDay);
    return { ...d, profile: postsOf(d.profile.sentPerDay, posts, b) };
  });
}

function replicasOf(
  doc: Readonly<Record<string, ServerDoc>>,
  own: DatabasePlan,
  databases: readonly DatabasePlan[],
  b: Builder,
): number[] {
  const [, server, , group, , name] = own.path.split('/');
  const written = doc[server].storageGroups[group].databases[name].replicas ?? [];
  const path = ['organization', ...own.path.split('/'), 'replicas'];
  const found = new Set<number>();
  written.forEach((each, i) => {
    const match = matchPlaces<Place>(each, 'database', databases);
    if (!match.ok) {
      b.errorInList(path, i, match);
      return;
    }
    for (const { id } of match.places) {
      const { kind, path: at } = databases[id];
      if (id === own.id) b.errorInList(path, i, { message: 'a database is no replica of itself' });
      else if (kind !== 'public')
        b.errorInList(path, i, {
          message: `${at} is a mailbox database: folders need kind: public`,
        });
      else found.add(id);
    }
  });
  return [...found].sort((x, y) => x - y);
}
