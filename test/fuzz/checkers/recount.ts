/**
 * Verifies that what is said to be lost is exactly what the account misses: at every turn of a database (a hard recovery, a
 * repair, a new stream, giving up), and over everything when the calm is over. So nothing comes back that no holder had, and
 * nothing vanishes in silence.
 * Creation times at which nobody works count for nothing: no mail is of them.
 * Stands back from groups that the account does not follow (see there). Mail that was deleted by way of the logs must be
 * given up or come back like any other; databases that have moved bring theirs along.
 * Does not verify which of several ways back was taken, nor messages and bytes of a loss, nor content of damaged pages of a
 * file that nobody has replaced.
 */
import type { OrgWorld } from '../../../sim/org/world.ts';
import type { Account, Turn } from './account.ts';
import type { Checker, Tell } from './checker.ts';
import { pendingOf } from './life.ts';
import { both, either, inWords, without, type Spans } from './sets.ts';
import { keptSince, worth } from './work.ts';

export function recount(account: Account, tell: Tell): Checker {
  const check = (w: OrgWorld, turn: Turn): void => {
    const { path, group } = w.plan.databases[turn.database];
    if (!account.follows(group)) return;
    const kept = [keptSince(account.plan, account.plan.databases[turn.database], w.now), w.now];
    const pending = pendingOf(w, turn.database);
    for (const c of [0, 1] as const) {
      const missing = without(without(turn.had[c], turn.after.base[c]), turn.lostBefore[c]);
      const due = both(missing, kept);
      const silent = worth(w.plan, without(without(due, turn.lostNow[c]), pending));
      if (silent.length > 0)
        tell(w.now, `${path}, class ${c}, ${turn.why}: gone in silence: ${inWords(silent)}`);
      const invented = worth(w.plan, both(turn.lostNow[c], turn.after.base[c]));
      if (invented.length > 0)
        tell(
          w.now,
          `${path}, class ${c}, ${turn.why}: lost, but it was there: ${inWords(invented)}`,
        );
    }
  };
  return {
    name: 'recount',
    after: (_facts, w) => account.turns.forEach((turn) => check(w, turn)),
    end(w) {
      for (const d of w.plan.databases) {
        const state = w.org.store.databases[d.id];
        if (!state.mounted || !account.follows(d.group)) continue;
        const kept = [Math.max(keptSince(account.plan, d, w.now), -8.64e15), w.now];
        const held = account.held(w, account.current(d.id), null);
        const lost = account.lost[d.id];
        let written: Spans = [kept[0], account.plan.clock.warmupStart];
        for (const { from, to } of account.up[d.id])
          written = either(written, [from, Math.min(to, w.now)]);
        const due = [kept, both(written, kept)] as const;
        const holes = state.holes.flatMap(({ from, to }) => [from, to]);
        for (const c of d.kind === 'public' ? ([1] as const) : ([0, 1] as const)) {
          let booked = either(held[c], lost[c]);
          if (c === 0) booked = either(booked, account.returned[d.id]);
          const gap = worth(w.plan, without(due[c], booked));
          if (gap.length > 0) tell(w.now, `${d.path}, class ${c}: in no account: ${inWords(gap)}`);
          const twice = worth(w.plan, both(both(held[c], lost[c]), kept));
          if (twice.length > 0 && holes.length === 0)
            tell(w.now, `${d.path}, class ${c}: lost and held: ${inWords(twice)}`);
        }
      }
    },
  };
}
