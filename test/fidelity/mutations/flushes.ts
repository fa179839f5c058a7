/** Rules of what the store writes and why, each broken once. */
import type { Mutation } from '../mutation.ts';

const flushes = 'sim/org/store/flushes.ts';
const parameters = 'sim/org/store/parameters.ts';

export const flushMutations: readonly Mutation[] = [
  {
    facts: ['ESE-14', 'E-18'],
    name: 'pages that nobody touches are not written',
    file: flushes,
    find: 't.lazily += t.behind + logsPerMs * ms - after;',
    replace: 't.lazily += 0;',
  },
  {
    facts: ['ESE-15'],
    name: 'nothing is written in spare time',
    file: flushes,
    find: 'if (idle) {',
    replace: 'if (idle && logsPerMs < 0) {',
  },
  {
    facts: ['ESE-16'],
    name: 'neighbours go along in 2003 as often as in 2007',
    file: parameters,
    find: 'in2003: { value: 0.1,',
    replace: 'in2003: { value: 0.3,',
  },
  {
    facts: ['ESE-17', 'E-18'],
    name: 'the checkpoint depth has no limit',
    file: flushes,
    find: 'const forced = Math.max(0, after - depth);',
    replace: 'const forced = 0 * depth;',
  },
  {
    facts: ['ESE-18'],
    name: 'a copy does not wait for the pages that are due',
    file: 'sim/org/backup/procedure.ts',
    find: "v.imageDone === 0 && atDepthLimit(w, v.group) ? 'flush' : 'copy'",
    replace: "v.imageDone < 0 && atDepthLimit(w, v.group) ? 'flush' : 'copy'",
  },
  {
    facts: ['ESE-18'],
    name: 'nobody is warned of disks that cannot keep up',
    file: 'sim/scenario/unwise.ts',
    find: 'if (share <= diskShare) continue;',
    replace: 'if (share <= diskShare * 100) continue;',
  },
  {
    facts: ['ESE-19'],
    name: 'what is forced out is not changed again',
    file: flushes,
    find: 'asked * redirtiedShare * forced',
    replace: 'asked * redirtiedShare * 0 * forced',
  },
  {
    facts: ['ESE-04'],
    name: 'a message of 2003 reads and writes as little as one of 2007',
    file: 'sim/org/workload/parameters.ts',
    find: 'in2003: { value: 245,',
    replace: 'in2003: { value: 123,',
  },
];
