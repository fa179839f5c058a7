/** Rules in which versions and editions differ, each broken once. */
import type { Mutation } from '../mutation.ts';

const store = 'sim/org/store';

export const editionMutations: readonly Mutation[] = [
  {
    facts: ['E-53'],
    name: 'databases of one storage group are not counted',
    file: 'sim/scenario/sections/editions.ts',
    find: 'if (ids.length <= limits.maxDatabasesPerGroup) continue;',
    replace: 'continue;',
  },
  {
    facts: ['ESE-23'],
    name: 'generations of 2003 have as many digits as those of 2007',
    file: `${store}/names.ts`,
    find: '? 8 : 5',
    replace: '? 8 : 8',
  },
  {
    facts: ['ESE-23'],
    name: 'a stream of 2003 goes on for as long as five digits last',
    file: `${store}/parameters.ts`,
    find: 'in2003: { value: 1_048_560',
    replace: 'in2003: { value: 1_048_575',
  },
  {
    facts: ['X-04'],
    name: 'backups of the old stream count on the new one',
    file: `${store}/renumber.ts`,
    find: '    eraseBackups(w, d);\n',
    replace: '',
  },
  {
    facts: ['ESE-36'],
    name: 'a database of 2003 goes on without its streaming file',
    file: `${store}/destroy.ts`,
    find: '  dismount(w, database, false, because);\n  const d =',
    replace: "  if (half === 'stm') return;\n  dismount(w, database, false, because);\n  const d =",
  },
  {
    facts: ['ESE-36'],
    name: 'a backup reads the .edb alone',
    file: `${store}/damage.ts`,
    find: '    if (!failsChecksum(hole)) continue;',
    replace: '    if (!failsChecksum(hole) || hole.place > 0.7) continue;',
  },
  {
    facts: ['ESE-36'],
    name: 'a restore brings the .edb alone',
    file: 'sim/org/recovery/restore/restore-env.ts',
    find: 'return filesOf(w.plan, database).map(',
    replace: 'return filesOf(w.plan, database).slice(0, 1).map(',
  },
  {
    facts: ['ESE-36'],
    name: 'databases of 2007 are pairs of files, too',
    file: `${store}/halves.ts`,
    find: "plan.version === 'exchange-2003';",
    replace: "plan.version !== 'exchange-2000';",
  },
];
