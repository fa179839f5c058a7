/** Rules of what comes after a restore was chosen: what is read of a set, tried again, and looked at; each broken once. */
import type { Mutation } from '../mutation.ts';

const RESTORE = 'sim/org/recovery/restore';
const selection = `${RESTORE}/selection.ts`;
const repeat = `${RESTORE}/repeat.ts`;
const report = `${RESTORE}/report.ts`;

export const selectionMutations: readonly Mutation[] = [
  {
    facts: ['RST-64'],
    name: 'a restore of one database reads the whole image',
    file: selection,
    find: 'if (wanted.includes(database)) {',
    replace: 'if (wanted.length > 0) {',
  },
  {
    facts: ['RST-64'],
    name: 'what is not restored is passed in no time',
    file: selection,
    find: 'return Math.min(whole, Math.ceil((skipBytes / nativeBytesPerSecond) * 1000));',
    replace: 'return Math.min(0, nativeBytesPerSecond + skipBytes);',
  },
  {
    facts: ['RST-64'],
    name: 'the way over what is not restored is always as long as that to a set',
    file: selection,
    find: 'return Math.min(whole, Math.ceil(',
    replace: 'return Math.max(whole, Math.ceil(',
  },
  {
    facts: ['RST-41'],
    name: 'a restore that is repeated always breaks off again',
    file: repeat,
    find: "'set-unreadable.again', 0) >= repeatSucceedsShare",
    replace: "'set-unreadable.again', 0) >= 0 * repeatSucceedsShare",
  },
  {
    facts: ['RST-41'],
    name: 'a restore is repeated whether the plan says so or not',
    file: repeat,
    find: 'if (!w.plan.recovery.repeatFailed || ',
    replace: 'if (',
  },
  {
    facts: ['MON-15'],
    name: 'the report of a restore says nothing of logs that were not replayed',
    file: report,
    find: 'if (v.unreplayed)',
    replace: 'if (v.unreplayed && v.reach < 0)',
  },
  {
    facts: ['MON-15'],
    name: 'nobody looks into the application log after a restore',
    file: report,
    find: "pending(v, 'production-log-path') === undefined",
    replace: 'v.reach >= -1',
  },
  {
    facts: ['MON-15'],
    name: 'errors of disks are no business of whoever restores',
    file: report,
    find: '.broken.length > 0)',
    replace: '.broken.length > 99)',
  },
];
