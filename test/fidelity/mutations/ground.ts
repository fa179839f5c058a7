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
    file: 'sim/org/recovery/drill/tape.ts',
    find: 'v.failsAfter = read.bytes;',
    replace: 'v.failsAfter = -1;',
  },
  {
    facts: ['MON-17'],
    name: 'a worthless set restores like any other',
    file: 'sim/org/recovery/restore/tape.ts',
    find: "if (set.wrongBy !== '' || isInconsistent(w, set)) v.failsAfter = read.bytes;",
    replace: 'v.failsAfter = -1;',
  },
  {
    facts: ['MON-19'],
    name: 'every drill restores the first group',
    file: 'sim/org/recovery/drill/procedure.ts',
    find: 'state.turns = (state.turns + 1) % groups.length;',
    replace: 'state.turns = 0;',
  },
  {
    facts: ['TAPE-19'],
    name: 'a drive is never cleaned',
    file: 'sim/org/media/wear.ts',
    find: 'if (d.usedMs < cleanEveryMs || d.cleaning) return;',
    replace: 'return;',
  },
  {
    facts: ['TAPE-19'],
    name: 'a cleaning leaves the drive as it was',
    file: 'sim/org/media/wear.ts',
    find: 'drive.usedMs = 0;',
    replace: '',
  },
  {
    facts: ['TAPE-20'],
    name: 'a cartridge is written for ever',
    file: 'sim/org/media/cartridges.ts',
    find: '    retire(w, id);',
    replace: '',
  },
  {
    facts: ['TAPE-20'],
    name: 'a pass is counted when a cartridge is overwritten',
    file: 'sim/org/media/wear.ts',
    find: 'passes += passed / w.plan.cartridges[cartridge].capacityBytes;',
    replace: 'passes += 0;',
  },
  {
    facts: ['TAPE-20'],
    name: 'old cartridges are as good as new ones',
    file: 'sim/org/media/sets.ts',
    find: '.passes >= retireAfterPasses',
    replace: '.passes < 0',
  },
  {
    facts: ['X-20'],
    name: 'stops and starts wear the tape no more than streaming',
    file: 'sim/org/media/wear.ts',
    find: 'slow * (startStopWear - 1)',
    replace: 'slow * 0',
  },
];
