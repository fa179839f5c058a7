/** Ways to break chance and hidden state: one scenario is one simulation. */
import { ORG, type Breakage } from './breakage.ts';

export const runsBreakages: readonly Breakage[] = [
  {
    checker: 'sameness',
    seed: 4,
    name: 'chance is a running stream outside of the state',
    file: 'sim/engine/world.ts',
    find: 'return uniform(this.luck, this.replication, owner, purpose, ordinal);',
    replace:
      'const all = globalThis as { drawn?: number };\n    all.drawn = (all.drawn ?? 0) + 1;\n    return uniform(this.luck, this.replication, owner, purpose, ordinal + all.drawn);',
  },
  {
    checker: 'hidden',
    seed: 1,
    name: 'what is hidden is drawn by how many forks there were',
    file: `${ORG}/wiring/hidden.ts`,
    find: '  const ordinal = firstOrdinal(w.now);\n  const repairs',
    replace:
      '  const all = globalThis as { forks?: number };\n  all.forks = (all.forks ?? 0) + 1;\n  const ordinal = firstOrdinal(w.now) + all.forks;\n  const repairs',
  },
  {
    checker: 'sameness',
    seed: 500002,
    name: 'a fork shares sets that are still to be found out about',
    file: `${ORG}/wiring/sealing.ts`,
    find: 'return set.complete ? { ...set } : copyPlain(set);',
    replace: 'return set.complete ? set : copyPlain(set);',
  },
  {
    checker: 'sameness',
    seed: 500000,
    name: 'events of one kind and instant run in the order in which they were planned',
    file: `${ORG}/wiring.ts`,
    find: 'byOwner: true, run: table[name].run',
    replace: 'run: table[name].run',
  },
  {
    checker: 'hidden',
    seed: 500002,
    name: 'deletions that nobody has missed are drawn anew without their incident',
    file: `${ORG}/recovery/hidden/kills.ts`,
    find: '    unmissedIncident(w, key, database, at, until);',
    replace: '',
  },
];
