/** Rules of sets that are written interleaved, each broken once. */
import type { Mutation } from '../mutation.ts';

export const multiplexMutations: readonly Mutation[] = [
  {
    facts: ['X-20'],
    name: 'a multiplexed set restores as fast as one that lies by itself',
    file: 'sim/org/recovery/restore/tape-flow.ts',
    find: '/ v.interleave,',
    replace: '/ Math.min(1, v.interleave),',
  },
  {
    facts: ['X-20'],
    name: 'each stream by itself has to keep the tape moving',
    file: 'sim/org/hardware/flows.ts',
    find: 'if (flow.drive === NO_DRIVE) return rate < flow.slowest;',
    replace: 'if (flow.drive >= NO_DRIVE) return rate < flow.slowest;',
  },
  {
    facts: ['X-20'],
    name: 'streams on one drive do not share its rate',
    file: 'sim/org/hardware/flows.ts',
    find: 'nativeBytesPerSecond / streams',
    replace: 'nativeBytesPerSecond / Math.min(1, streams)',
  },
];
