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
    find: '      settleKills(w, v, database);\n',
    replace: '      w.org.store.databases[database].kills = [];\n',
  },
  {
    facts: ['RST-02'],
    name: 'the replay goes on beyond the log in which the deletion begins',
    file: outcome,
    find: 'stopBefore < 0 ? end : Math.min(end, stopBefore - 1);',
    replace: 'stopBefore < 0 ? end : Math.min(end, reach + 1);',
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
