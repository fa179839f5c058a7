/**
 * Verifies that a checkpoint never runs ahead: not of the open log, not of where a running backup holds it, not of what a
 * database that stopped dirty still needs, and not of what databases that go on may have in their caches; that nobody holds one who does not run; and that every log which a dirty file
 * needs lies on disk.
 * Stands back from a file that was kept aside while a restore overwrote it and its group went on with circular logging: the
 * logs that it needs were kept with it.
 * Does not verify how far the checkpoint lags while nothing holds it.
 */
import type { OrgWorld } from '../../../sim/org/world.ts';
import type { Account } from './account.ts';
import type { Checker, Tell } from './checker.ts';
import { positionAt } from './work.ts';

export function checkpoint(account: Account, tell: Tell): Checker {
  const { plan } = account;
  const { checkpointDepthBytes, logBytes } = plan.figures.store;
  const depth = Math.floor(checkpointDepthBytes / logBytes);
  const frozen = plan.groups.map(() => -1);
  const frozenBy = plan.groups.map(() => -1);
  const flushed = plan.groups.map((g) => g.firstGeneration);
  /** Mounted when the last event was over, and on which stream. */
  const runsOn = plan.databases.map(() => -1);
  /** First log that each stopped database needs, and its stream; -1: none. */
  const needs = plan.databases.map(() => ({ log: -1, segment: -1 }));
  /** Databases that a restore has overwritten since they stopped. */
  const overwritten = new Set<number>();

  const checkpointOf = (w: OrgWorld, group: number): number => {
    const state = w.org.store.groups[group];
    if (state.frozenCheckpoint >= 0) return state.frozenCheckpoint;
    const { databases } = w.plan.groups[group];
    const states = databases.map((d) => w.org.store.databases[d]);
    const isDirty = databases.some((d) => {
      const { mounted, clean, fileLost, restoring } = w.org.store.databases[d];
      const isOfStream = needs[d].segment === state.segment;
      return !mounted && !clean && !fileLost && !restoring && isOfStream;
    });
    // Nobody moves it before what stopped dirty is recovered: then it is where it was written last.
    if (isDirty || !states.some((s) => s.mounted)) return state.flushedTo;
    return Math.max(state.flushedTo, openOf(w, group) - depth);
  };
  const openOf = (w: OrgWorld, group: number): number => {
    const { segment } = w.org.store.groups[group];
    return Math.floor(positionAt(plan, w.org.store.segments[segment]?.pieces ?? [], w.now));
  };

  return {
    name: 'checkpoint',
    after(facts, w) {
      for (const fact of facts) {
        if (fact.type !== 'database.down') continue;
        const { group } = w.plan.databases[fact.database];
        const { segment } = w.org.store.groups[group];
        // What the checkpoint was before the stop: nothing is flushed by dying.
        const open = openOf(w, group);
        const log = frozen[group] >= 0 ? frozen[group] : Math.max(flushed[group], open - depth);
        needs[fact.database] = { log, segment };
        overwritten.delete(fact.database);
      }
      // Databases may have moved: a group goes on with those that live in it now.
      for (const g of w.plan.groups) {
        const state = w.org.store.groups[g.id];
        const open = openOf(w, g.id);
        const at = checkpointOf(w, g.id);
        if (!state.logsLost && at > open)
          tell(w.now, `${g.path}: the checkpoint is at log ${at}, the open one is ${open}`);
        const goesOn = w.plan.groups[g.id].databases.some(
          (d) => w.org.store.databases[d].mounted && runsOn[d] === state.segment,
        );
        if (goesOn && state.flushedTo > Math.max(flushed[g.id], open - depth))
          tell(w.now, `${g.path}: others go on, and the checkpoint went to log ${state.flushedTo}`);
        if (state.frozenCheckpoint >= 0) {
          const holder = w.org.procedures.list[state.frozenBy] ?? null;
          if (holder === null) tell(w.now, `${g.path}: a checkpoint is held by nobody`);
          const isSame = frozen[g.id] >= 0 && frozenBy[g.id] === state.frozenBy;
          if (isSame && state.frozenCheckpoint !== frozen[g.id])
            tell(w.now, `${g.path}: a held checkpoint moved`);
        }
        const first = g.circularLogging ? Math.max(state.firstLog, at) : state.firstLog;
        for (const d of g.databases) {
          const s = w.org.store.databases[d];
          const need = needs[d];
          if (s.restoring) overwritten.add(d);
          if (g.circularLogging && overwritten.has(d)) continue;
          if (s.mounted || s.clean || s.fileLost || s.restoring || need.segment !== state.segment)
            continue;
          if (need.log < 0 || state.logsLost) continue;
          const { path } = plan.databases[d];
          if (first > need.log)
            tell(
              w.now,
              `${path} is dirty from log ${need.log} on, and the disk begins at ${first}`,
            );
          if (!state.checkpointFileLost && at > need.log)
            tell(w.now, `${path} is dirty from log ${need.log} on, the checkpoint is at ${at}`);
        }
        frozen[g.id] = state.frozenCheckpoint;
        frozenBy[g.id] = state.frozenBy;
        flushed[g.id] = state.flushedTo;
      }
      for (const { id, group } of w.plan.databases) {
        const { mounted } = w.org.store.databases[id];
        runsOn[id] = mounted ? w.org.store.groups[group].segment : -1;
      }
    },
  };
}
