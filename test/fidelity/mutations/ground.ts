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
];
