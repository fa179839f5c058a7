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
    find: 'lastLogGeneration: 1_048_560',
    replace: 'lastLogGeneration: 1_048_575',
  },
  {
    facts: ['X-04'],
    name: 'backups of the old stream count on the new one',
    file: `${store}/renumber.ts`,
    find: '    eraseBackups(w, d);\n',
    replace: '',
  },
];
