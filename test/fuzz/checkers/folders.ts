/**
 * Verifies that public folders lose no posts that a replica held which was never hurt: one that was up whenever its original
 * was, and that nothing has gone wrong with. Only what was posted since replicas were sent to last may be lost then. And that
 * in the end nobody waits for posts any more.
 * Does not verify what replicas hold that were down or restored themselves, and stands back where pages were repaired and
 * where mail was deleted: databases do not know that they lack it, or lack it together.
 */
import type { Ms } from '../../../sim/engine/types.ts';
import type { Plan } from '../../../sim/org/plan.ts';
import type { Checker, Tell } from './checker.ts';

export function folders(plan: Plan, tell: Tell): Checker {
  /** Since when each is up for good, or -1. */
  const upSince = plan.databases.map(() => -1);
  const stoppedAt = plan.databases.map(() => plan.clock.warmupStart);
  const hurt = new Set<number>();
  const repaired = new Set<number>();
  const { replicateEveryMs } = plan.figures.store;
  /** Until when it must have got everything, by a replica that is above doubt; -Infinity without one. */
  const safeUntil = (database: number, stopped: Ms): Ms => {
    const sound = plan.databases[database].replicas.filter(
      (id) => !hurt.has(id) && upSince[id] >= 0 && upSince[id] < stopped,
    );
    return sound.length > 0 ? stopped - replicateEveryMs : -Infinity;
  };
  return {
    name: 'folders',
    hear(fact) {
      if (fact.type === 'database.up') upSince[fact.database] = fact.at;
      if (fact.type === 'database.down') {
        upSince[fact.database] = -1;
        stoppedAt[fact.database] = fact.at;
        // It has come back once already: what happened then is not known here.
        if (fact.at > plan.clock.warmupStart) hurt.add(fact.database);
      }
    },
    after(facts, w) {
      for (const { database } of w.org.store.folders)
        if (w.org.store.databases[database].kills.length > 0) repaired.add(database);
      for (const fact of facts)
        if (fact.type === 'step.ended' && fact.step === 'repair')
          for (const d of plan.databases) if (d.group === fact.group) repaired.add(d.id);
      for (const fact of facts) {
        if (fact.type !== 'content.lost' || repaired.has(fact.database)) continue;
        const until = safeUntil(fact.database, stoppedAt[fact.database]);
        const { path } = plan.databases[fact.database];
        if (fact.from < until) tell(fact.at, `${path} gives up posts that a replica has`);
      }
    },
    end(w) {
      for (const { database, pending } of w.org.store.folders)
        if (pending.length > 0)
          tell(w.now, `${plan.databases[database].path} still waits for posts`);
    },
  };
}
