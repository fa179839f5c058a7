/** Rules of hubs, operators, drives, tapes and drills, each broken once. */
import type { Mutation } from '../mutation.ts';

const waiting = 'sim/org/store/waiting.ts';

export const groundMutations: readonly Mutation[] = [
  {
    facts: ['X-16'],
    name: 'mail waits on a hub for ever',
    file: waiting,
    find: 'return olderThan(plan.figures.transport.expiryMs, from, at);',
    replace: 'return olderThan(Infinity, from, at);',
  },
  {
    facts: ['X-16'],
    name: 'whatever waited at all is announced to its sender',
    file: waiting,
    find: 'olderThan(delayNoticeMs, from, at) : null',
    replace: 'olderThan(0, from, at) : null',
  },
  {
    facts: ['MON-17'],
    name: 'a drill takes a worthless set for a good one',
    file: 'sim/org/recovery/drill-tape.ts',
    find: 'v.failsAfter = read.bytes;',
    replace: 'v.failsAfter = -1;',
  },
  {
    facts: ['MON-17'],
    name: 'a worthless set restores like any other',
    file: 'sim/org/recovery/restore-tape.ts',
    find: 'v.failsAfter = read.bytes;',
    replace: 'v.failsAfter = -1;',
  },
  {
    facts: ['MON-19'],
    name: 'every drill restores the first group',
    file: 'sim/org/recovery/drill.ts',
    find: 'state.turns = (state.turns + 1) % groups.length;',
    replace: 'state.turns = 0;',
  },
];
