/**
 * Verifies that public folders lose no posts that a replica holds which was never hurt: whose file nobody restored, repaired,
 * emptied or moved, and that lost nothing itself, up or down. It has got everything that was posted until both were up last;
 * only what was posted since then, or since replicas were sent to last, may be lost, and what it is too small to keep. And
 * that in the end nobody waits for posts any more.
 * Does not verify what replicas hold that were restored themselves, and stands back where pages were repaired and where mail
 * was deleted: databases do not know that they lack it, or lack it together.
 */
import type { Ms } from '../../../sim/engine/types.ts';
import type { Plan } from '../../../sim/org/plan.ts';
import type { OrgWorld } from '../../../sim/org/world.ts';
import type { Checker, Fact, Tell } from './checker.ts';
import { keptSince } from './work.ts';

type Lost = Fact & { type: 'content.lost' };

const SECOND = 1000;

export function folders(plan: Plan, tell: Tell): Checker {
  /** Whether each is up; since when it is, or was last; and when it stopped last. */
  const isUp = plan.databases.map(() => false);
  const upSince = plan.databases.map(() => plan.clock.warmupStart);
  const stoppedAt = plan.databases.map(() => plan.clock.warmupStart);
  const hurt = new Set<number>();
  const repaired = new Set<number>();
  /** The history that each follows: a file that takes another one's place, an empty one as well, begins one of its own. */
  const lineages = new Map<number, number>();
  const { replicateEveryMs } = plan.figures.store;
  /** Whether it must have got posts of a stretch, as far as it keeps them, of one that lost them: of more than a second. */
  const mustHave = (id: number, { from, to, at }: Lost, stopped: Ms): boolean => {
    if (hurt.has(id)) return false;
    // Whatever came later than it was stopped itself, it never got.
    const both = isUp[id] ? stopped : Math.min(stopped, stoppedAt[id]);
    if (upSince[id] > both - replicateEveryMs) return false;
    const since = Math.max(from, keptSince(plan, plan.databases[id], at));
    return since + SECOND < Math.min(to, both - replicateEveryMs);
  };
  const hurtGroup = (w: OrgWorld, group: number): void => {
    for (const id of w.plan.groups[group].databases) hurt.add(id);
  };
  return {
    name: 'folders',
    hear(fact, w) {
      if (fact.type === 'database.up') {
        isUp[fact.database] = true;
        upSince[fact.database] = fact.at;
      }
      if (fact.type === 'database.down') {
        isUp[fact.database] = false;
        stoppedAt[fact.database] = fact.at;
      }
      if (fact.type === 'database.moved') hurt.add(fact.database);
      if (fact.type === 'replay.done' || fact.type === 'stream.forked') hurtGroup(w, fact.group);
    },
    after(facts, w) {
      for (const { database } of w.org.store.folders) {
        const { kills, lineage } = w.org.store.databases[database];
        if (kills.length > 0) repaired.add(database);
        // What an empty file lacks may be told later: first its own replicas are asked.
        if (lineage !== (lineages.get(database) ?? lineage)) hurt.add(database);
        lineages.set(database, lineage);
      }
      for (const fact of facts)
        if (fact.type === 'step.ended' && fact.step === 'repair')
          for (const id of w.plan.groups[fact.group]?.databases ?? []) repaired.add(id);
      for (const id of repaired) hurt.add(id);
      // One after another: what one has just lost, it cannot send to the next one of the same event.
      for (const fact of facts) {
        if (fact.type !== 'content.lost' && fact.type !== 'folders.filled') continue;
        if (fact.type === 'content.lost' && !repaired.has(fact.database)) {
          const { path, replicas } = plan.databases[fact.database];
          if (replicas.some((id) => mustHave(id, fact, stoppedAt[fact.database])))
            tell(fact.at, `${path} gives up posts that a replica has`);
        }
        hurt.add(fact.database);
      }
    },
    end(w) {
      for (const { database, pending } of w.org.store.folders)
        if (pending.length > 0)
          tell(w.now, `${plan.databases[database].path} still waits for posts`);
    },
  };
}
