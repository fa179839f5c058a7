/**
 * Public folder databases replicate with each other (RST-54), so what one of them loses may come back from another one instead
 * of from a set. What a replica holds is a closed form: everything that was posted until both were up together last, as far
 * back as it keeps posts, but for what it lost itself and has not got back yet.
 */
import { clip, intersect, measure, normalise, subtract, union } from '../../engine/intervals.ts';
import type { Ms } from '../../engine/types.ts';
import { messagesBetween, oldestKept } from '../workload/content.ts';
import type { OrgWorld } from '../world.ts';
import type { FolderState } from './state.ts';

export const noFolders = (database: number): FolderState => ({
  ...{ database, pending: [], stoppedAt: -1, lacks: [], caughtUpAt: -1, fills: [] },
});

/** What a public folder database and its replicas owe each other; null for mailboxes. */
export function foldersOf(w: OrgWorld, database: number): FolderState | null {
  if (w.plan.databases[database].kind !== 'public') return null;
  return w.org.store.folders.find((each) => each.database === database) ?? null;
}

/** Posts that are asked for, or will be. */
export const pendingOf = (w: OrgWorld, database: number): number[] =>
  foldersOf(w, database)?.pending ?? [];

/** The last time at or before an instant at which posts were sent. */
function sentBy(w: OrgWorld, at: Ms): Ms {
  const { replicateEveryMs } = w.plan.figures.store;
  return Math.floor(at / replicateEveryMs) * replicateEveryMs;
}

/** Until when posts of a database that stopped at an instant have reached a replica. */
function reached(w: OrgWorld, replica: number, stoppedAt: Ms): Ms {
  const { downSince } = w.org.store.databases[replica];
  const downs = normalise(w.org.store.databases[replica].downs);
  let at = sentBy(w, stoppedAt);
  if (downSince >= 0 && downSince <= at) at = sentBy(w, downSince);
  for (let i = downs.length - 2; i >= 0; i -= 2)
    if (downs[i] <= at && at < downs[i + 1]) at = sentBy(w, downs[i]);
  return at;
}

/** Of some posts: what replicas can send now, and what those that are down may hold. */
export function heldByReplicas(
  w: OrgWorld,
  database: number,
  content: readonly number[],
  stoppedAt: Ms,
): { now: number[]; perhaps: number[] } {
  let now: number[] = [];
  let perhaps: number[] = [];
  for (const replica of w.plan.databases[database].replicas) {
    const { lacks, caughtUpAt } = foldersOf(w, replica)!;
    // A smaller one, or one of more posts, keeps them for a shorter time.
    const oldest = oldestKept(w.plan, w.plan.databases[replica], w.now);
    const sent = clip([...content], oldest, reached(w, replica, stoppedAt));
    const has = caughtUpAt > stoppedAt ? subtract(sent, lacks) : sent;
    if (w.org.store.databases[replica].mounted) now = union(now, has);
    else perhaps = union(perhaps, has);
  }
  return { now, perhaps: subtract(perhaps, now) };
}

/** How long replicas need to send posts, from when they are asked. */
export function sendingMs(w: OrgWorld, databases: readonly number[], content: number[]): Ms {
  const { backfillBytesPerSecond } = w.plan.figures.store;
  let messages = 0;
  for (const id of databases) {
    const plan = w.plan.databases[id];
    const kept = clip(content, oldestKept(w.plan, plan, w.now), w.now);
    messages += measure(kept, (from, to) => messagesBetween(w.plan, plan, 1, from, to));
  }
  return Math.ceil(
    ((messages * w.plan.figures.workload.messageBytes) / backfillBytesPerSecond) * 1000,
  );
}

/**
 * The file of a database lacks posts from now on. Answers those that no replica can hold; for the others they are asked once
 * it is mounted.
 */
export function keepForReplicas(w: OrgWorld, database: number, content: number[]): number[] {
  const folders = foldersOf(w, database);
  if (folders === null || content.length === 0) return content;
  const { downSince } = w.org.store.databases[database];
  const stoppedAt = downSince < 0 ? w.now : downSince;
  const { now, perhaps } = heldByReplicas(w, database, content, stoppedAt);
  const held = union(now, perhaps);
  folders.pending = union(folders.pending, held);
  if (held.length > 0) folders.stoppedAt = stoppedAt;
  const others = w.plan.databases.filter(({ replicas }) => replicas.includes(database));
  if (others.length > 0) {
    // Until they have been sent again, it cannot serve others with what it lacks.
    const left = folders.caughtUpAt > w.now ? folders.lacks : [];
    folders.lacks = union(left, content);
    const from = [database, ...others.map(({ id }) => id)];
    folders.caughtUpAt =
      w.now + w.plan.figures.store.backfillDelayMs + sendingMs(w, from, folders.lacks);
  }
  return subtract(content, held);
}

/** A file with these posts takes its place: replicas are asked for none of them, and can ask for them. */
export function lackNoMore(w: OrgWorld, database: number, posts: readonly number[]): void {
  const folders = foldersOf(w, database);
  if (folders === null) return;
  folders.pending = subtract(folders.pending, posts);
  folders.lacks = subtract(folders.lacks, posts);
}

/** Of an outage: the time in which no replica served the folders either. */
export function withoutReplica(w: OrgWorld, database: number, from: Ms, to: Ms): number[] {
  let none = from < to ? [from, to] : [];
  for (const replica of w.plan.databases[database].replicas) {
    const { downs, downSince } = w.org.store.databases[replica];
    none = intersect(
      none,
      union(normalise(downs), downSince < 0 ? [] : [downSince, Math.max(to, downSince + 1)]),
    );
  }
  return none;
}

/** What replicas had sent to a database of some lineage by an instant. */
export function filledBy(w: OrgWorld, database: number, lineage: number, at: Ms): number[] {
  let content: number[] = [];
  for (const fill of foldersOf(w, database)?.fills ?? []) {
    // A log that ends in the middle of what was sent ends at that instant, too, and has not got all of it.
    const isThrough = fill.at < at || (fill.at === at && at === w.now);
    if (fill.lineage === lineage && isThrough) content = union(content, fill.content);
  }
  return content;
}
