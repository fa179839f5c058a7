/** Rules of deleted mail that a database still keeps, each broken once. */
import type { Mutation } from '../mutation.ts';

const retention = 'sim/org/store/retention.ts';
const corruption = 'sim/org/store/corruption.ts';
const parameters = 'sim/org/store/parameters.ts';

export const retentionMutations: readonly Mutation[] = [
  {
    facts: ['X-14', 'E-50'],
    name: 'deleted items are kept for ever',
    file: retention,
    find: 'partOf(subtract(gone, expired), kill.recoverable)',
    replace: 'partOf(expired.length < 0 ? expired : gone, kill.recoverable)',
  },
  {
    facts: ['X-14', 'E-50'],
    name: 'Exchange 2003 keeps deleted items as long as 2007',
    file: parameters,
    find: 'in2003: { value: 604_800_000,',
    replace: 'in2003: { value: 1_209_600_000,',
  },
  {
    facts: ['X-14'],
    name: 'Shift+Delete hides nothing from anybody',
    file: corruption,
    find: "if (how === 'shift-deleted') return w.plan.figures.store.dumpsterAlwaysOn;",
    replace: "if (how === 'shift-deleted') return 1;",
  },
  {
    facts: ['W-21', 'E-50'],
    name: 'the retention of a mailbox counts from its removal',
    file: corruption,
    find: '(Number.isFinite(marked) ? marked : at)',
    replace: '(Number.isFinite(marked) ? at : at)',
  },
  {
    facts: ['W-19'],
    name: 'a longer retention needs no room',
    file: 'sim/scenario/sections/mailboxes.ts',
    find: 'const kept = 1 + (retentionShare * days) / RETENTION_DAYS;',
    replace: 'const kept = 1 + (0 * retentionShare * days) / RETENTION_DAYS;',
  },
  {
    facts: ['W-08'],
    name: 'a database is no larger than its mailboxes',
    file: 'sim/org/workload/parameters.ts',
    find: "value: 1.2, unit: 'factor'",
    replace: "value: 1, unit: 'factor'",
  },
];
