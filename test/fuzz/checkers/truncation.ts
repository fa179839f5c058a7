/**
 * Verifies after every full and incremental which logs are gone, from the rules over the account's own memory
 * of fulls, both ways: none that a database, a chain or a recovery needs, and all that nobody does. Also that nothing but a
 * full, an incremental, somebody's hands or a new stream ever removes a log of a group without circular logging.
 * Of fulls that close a log when they begin only that they delete no more than the rule allows them.
 * Stands back from groups that the account does not follow, that databases have left or come to, or whose mail logs delete.
 * Does not verify what hands remove below the checkpoint, nor circular logging beyond the checkpoint itself.
 */
import type { OrgWorld } from '../../../sim/org/world.ts';
import type { Account, KnownSet } from './account.ts';
import type { Checker, Tell } from './checker.ts';
import { positionAt } from './work.ts';

export function truncation(account: Account, tell: Tell): Checker {
  const { plan } = account;
  const first = plan.groups.map((g) => g.firstGeneration);
  const segment = plan.groups.map((g) => g.id);
  const flushed = plan.groups.map((g) => g.firstGeneration);
  const frozen = plan.groups.map(() => -1);
  const frozenBy = plan.groups.map(() => -1);
  /** Last log of the previous full of each database, as its header has it; -1 for none. */
  const fullHigh = plan.databases.map(() => -1);
  const depth = Math.floor(plan.figures.store.checkpointDepthBytes / plan.figures.store.logBytes);
  let counted = 0;
  /** Groups that kept their logs in a circle for a while. */
  const circled = new Set(
    plan.operations.mailboxMoves
      .filter((move) => move.circularLogging)
      .map((move) => plan.databases[move.database].group),
  );

  const holding = (group: number): number => (frozen[group] >= 0 ? frozen[group] : flushed[group]);
  const moving = (w: OrgWorld, group: number): number =>
    Math.max(
      w.org.store.groups[group].flushedTo,
      Math.floor(positionAt(plan, piecesOf(w, group), w.now)) - depth,
    );
  const fromStart = ({ job, type }: KnownSet): boolean =>
    plan.jobs[job].fullRollover === 'start' && type === 'full';

  /** Where the checkpoint stood while the set's backup held it. */
  const mayGo = (w: OrgWorld, set: KnownSet): number => {
    const { databases } = plan.groups[set.group];
    if (databases.some((d) => !w.org.store.databases[d].mounted)) return first[set.group];
    const isLoose = set.isShadow || fromStart(set);
    const held = isLoose ? moving(w, set.group) : holding(set.group);
    let below = Math.min(held, set.high + 1);
    if (set.type === 'incremental') return Math.max(first[set.group], below);
    for (const d of databases) {
      if (set.lineages.has(d)) continue;
      if (fullHigh[d] < 0) return first[set.group];
      below = Math.min(below, fullHigh[d]);
    }
    return Math.max(first[set.group], below);
  };

  /** A copy does not, nor what copied files or was not checked (BKP-07, E-15). */
  const marksHeaders = ({ job, type, isShadow }: KnownSet): boolean => {
    if (type !== 'full' && type !== 'incremental') return false;
    const { engine, vss } = plan.jobs[job];
    // Exchange is not told of what others copy.
    const isTold = !['offline', 'filter-driver', 'memory'].includes(engine);
    return isTold && (type !== 'full' || !isShadow || vss?.verify !== false);
  };

  return {
    name: 'truncation',
    after(facts, w) {
      for (const fact of facts) {
        if (fact.type !== 'replay.done') continue;
        // Hard recovery erases what the headers knew: of all that were restored with it.
        for (const d of plan.groups[fact.group].databases)
          if (w.org.store.databases[d].header.fullHigh < 0) fullHigh[d] = -1;
      }
      for (const { database } of account.turns) fullHigh[database] = -1;
      const fresh = account.sets.all.slice(counted).filter(({ isFirst }) => isFirst);
      counted = account.sets.all.length;
      for (const g of plan.groups) {
        const state = w.org.store.groups[g.id];
        const isNew = state.segment !== segment[g.id];
        const set = fresh.find((each) => each.group === g.id);
        const truncates = set !== undefined && marksHeaders(set);
        const isCircular = g.circularLogging || circled.has(g.id);
        if (!isNew && !isCircular && account.isPlain(g.id)) {
          const at = facts.findIndex(
            (f) => f.type === 'logs.truncated' && f.group === g.id && f.because.includes('by hand'),
          );
          const byHand = at >= 0;
          // Whoever removes them may have ended the backup that hung, just before.
          const isEnded = facts
            .slice(0, Math.max(0, at))
            .some((f) => f.type === 'step.ended' && f.aborted && f.procedure === frozenBy[g.id]);
          const due = truncates ? mayGo(w, set) : first[g.id];
          const isLess = truncates && fromStart(set) && state.firstLog >= first[g.id];
          if (!byHand && (isLess ? state.firstLog > due : state.firstLog !== due))
            tell(w.now, `${g.path}: its first log is ${state.firstLog}, by the rules ${due}`);
          if (byHand && !isEnded && frozen[g.id] >= 0 && state.firstLog > frozen[g.id])
            tell(w.now, `${g.path}: logs from ${frozen[g.id]} on are gone, which a backup holds`);
        }
        if (set?.type === 'full' && marksHeaders(set))
          for (const d of set.lineages.keys()) fullHigh[d] = set.high;
        segment[g.id] = state.segment;
        first[g.id] = state.firstLog;
        frozen[g.id] = state.frozenCheckpoint;
        frozenBy[g.id] = state.frozenBy;
        flushed[g.id] = Math.max(
          state.flushedTo,
          Math.floor(positionAt(plan, piecesOf(w, g.id), w.now)) - depth,
        );
      }
    },
  };
}

const piecesOf = (w: OrgWorld, group: number) => {
  const { segment } = w.org.store.groups[group];
  return w.org.store.segments[segment]?.pieces ?? [];
};
