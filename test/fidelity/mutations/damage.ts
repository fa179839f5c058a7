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
  {
    facts: ['X-23'],
    name: 'a group writes on without its open log',
    file: `${ORG}/recovery/fault-logs.ts`,
    find: '  if (!stops) return;',
    replace: '  if (log >= 0) return;',
  },
  {
    facts: ['REC-21'],
    name: '/A helps no database of 2007',
    file: `${ORG}/recovery/lost-logs.ts`,
    find: 'if (!is2007 || !gap.wasOpen ||',
    replace: 'if (is2007 || !gap.wasOpen ||',
  },
  {
    facts: ['REC-22'],
    name: 'Exchange 2003 has /A, too',
    file: `${ORG}/recovery/lost-logs.ts`,
    find: 'if (!is2007 || !gap.wasOpen ||',
    replace: 'if (!gap.wasOpen ||',
  },
  {
    facts: ['MON-10'],
    name: 'a log that is missing is logged under the number of 2003',
    file: `${ORG}/recovery/lost-logs.ts`,
    find: "const event = is2007 ? 'ese/523' : 'ese/454';",
    replace: "const event = is2007 ? 'ese/454' : 'ese/454';",
  },
  {
    facts: ['ESE-12'],
    name: 'the open log is whole without its tail',
    file: `${ORG}/recovery/outcome.ts`,
    find: 'd.lineage, v.stopBefore - 1);',
    replace: 'd.lineage, v.stopBefore);',
  },
  {
    facts: ['X-21'],
    name: '/A helps inside of Log Required',
    file: `${ORG}/recovery/lost-logs.ts`,
    find: ' || gap.log !== openLog(w, v.group) - 1) {',
    replace: ' && gap.log !== openLog(w, v.group) - 1) {',
  },
  {
    facts: ['RST-01'],
    name: 'replay goes on beyond a damaged log',
    file: `${ORG}/store/gaps.ts`,
    find: 'if (gap.segment !== segment || gap.log < from) return false;',
    replace: 'if (gap.segment === segment || gap.log < from) return false;',
  },
  {
    facts: ['X-08'],
    name: '2003 replays any number of logs without a checkpoint file',
    file: `${ORG}/recovery/lost-logs.ts`,
    find: "!== 'exchange-2003' || missingCheckpointLogs === 0",
    replace: "=== 'exchange-2003' || missingCheckpointLogs === 0",
  },
];
