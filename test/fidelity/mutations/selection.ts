/** Rules of what comes after a restore was chosen: what is read of a set, tried again, and looked at; each broken once. */
import type { Mutation } from '../mutation.ts';

const selection = 'sim/org/recovery/restore/selection.ts';

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
];
