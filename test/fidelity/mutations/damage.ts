/** Rules of damage, of what is deleted by way of the logs, and of lost log files, each broken once. */
import type { Mutation } from '../mutation.ts';

const ORG = 'sim/org';
const kills = `${ORG}/store/kills.ts`;
const outcome = `${ORG}/recovery/outcome.ts`;

export const damageMutations: readonly Mutation[] = [
  {
    facts: ['RST-02'],
    name: 'replay does not delete again what was deleted',
    file: kills,
    find: 'if (kill.lineage !== lineage ||',
    replace: 'if (kill.lineage === lineage ||',
  },
  {
    facts: ['RST-02', 'RST-01'],
    name: 'a roll-forward brings back what was deleted',
    file: outcome,
    find: '    if (whole) {\n      settleKills(w, v, database);\n    } else {',
    replace: '    if (whole) {\n      w.org.store.databases[database].kills = [];\n    } else {',
  },
  {
    facts: ['RST-02'],
    name: 'the replay goes on beyond the log in which the deletion begins',
    file: outcome,
    find: 'toEnd ? stopBefore - 1 : Math.min',
    replace: 'toEnd ? reach + 1 : Math.min',
  },
  {
    facts: ['ESE-30'],
    name: 'a full breaks off on mail that was deleted',
    file: `${ORG}/store/damage.ts`,
    find: '  let until: number | null = null;\n',
    replace:
      '  let until: number | null = w.org.store.databases[database].kills.length > 0 ? from : null;\n',
  },
];
