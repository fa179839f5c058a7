/** Rules of logs, pages and transactions by number, each broken once. */
import type { Mutation } from '../mutation.ts';

const ORG = 'sim/org';
const outcome = `${ORG}/recovery/outcome.ts`;
const repair = `${ORG}/recovery/restore/repair.ts`;
const parameters = `${ORG}/store/parameters.ts`;
const group = 'sim/report/inspect/group.ts';

export const geometryMutations: readonly Mutation[] = [
  {
    facts: ['W-03', 'X-13'],
    name: 'logs of 2007 hold two megabytes',
    file: parameters,
    find: 'value: 1_048_576, unit',
    replace: 'value: 2_097_152, unit',
  },
  {
    facts: ['W-02', 'ESE-03', 'W-16'],
    name: 'logs of 2003 hold as much as those of 2007',
    file: parameters,
    find: 'in2003: { value: 5_242_880',
    replace: 'in2003: { value: 1_048_576',
  },
  {
    facts: ['W-16'],
    name: 'the checkpoint lags by twenty logs of whatever size',
    file: `${ORG}/store/checkpoint.ts`,
    find: 'Math.floor(checkpointDepthBytes / logBytes)',
    replace: 'Math.floor(checkpointDepthBytes / 1_048_576 + 0 * logBytes)',
  },
  {
    facts: ['W-17'],
    name: 'a group stops when the checkpoint lags by half as much',
    file: `${ORG}/store/lag.ts`,
    find: 'g.frozenCheckpoint + w.plan.figures.store.checkpointLagLogs;',
    replace: 'g.frozenCheckpoint + w.plan.figures.store.checkpointLagLogs / 2;',
  },
  {
    facts: ['W-18'],
    name: 'pages of 2007 have 4 KB',
    file: parameters,
    find: 'value: 8_192, unit',
    replace: 'value: 4_096, unit',
  },
  {
    facts: ['W-25'],
    name: 'a log volume that is lost stops one database of its group',
    file: `${ORG}/recovery/news.ts`,
    find: ' || ids.includes(g.logVolume) || ids.includes(g.systemVolume);',
    replace: ' || (ids.includes(g.logVolume) && g.databases[0] === d.id);',
  },
  {
    facts: ['ESE-11', 'ESE-13', 'E-17'],
    name: 'a file holds what was acknowledged, whatever became of the logs',
    file: repair,
    find: '  if (d.clean) return committed(w, database);',
    replace: '  if (group >= 0) return committed(w, database);',
  },
  {
    facts: ['ESE-11'],
    name: 'inspect counts what is in the files already',
    file: group,
    find: 'contentThroughLog(w, d, lineage, first - 1)',
    replace: 'contentThroughLog(w, d, lineage, first - 9)',
  },
  {
    facts: ['ESE-06'],
    name: 'half a transaction stays',
    file: outcome,
    find: 'database, v.stopBefore - 1);',
    replace: 'database, v.stopBefore);',
  },
  {
    facts: ['ESE-08', 'E-54'],
    name: 'each database of a stream ends where it likes',
    file: outcome,
    find: 'database, v.stopBefore - 1);',
    replace: 'database, v.stopBefore - 1 - database);',
  },
  {
    facts: ['ESE-07'],
    name: 'what recovery undoes is in no account',
    file: outcome,
    find: '    giveUp(w, v, database, minus(before, after));\n    eraseBackups(w, database);\n    d.clean = true;',
    replace: '    eraseBackups(w, database);\n    d.clean = true;',
  },
  {
    facts: ['E-22'],
    name: 'isinteg works on a database that stopped dirty',
    file: repair,
    find: 'return w.org.store.databases[d].clean && known',
    replace: 'return known',
  },
  {
    facts: ['E-22'],
    name: 'nobody recovers a dirty database before its repair',
    file: `${ORG}/recovery/restore/decisions.ts`,
    find: "if (!replaysFirst(w, v)) return 'repair';",
    replace: "if (!replaysFirst(w, v) || v.group >= 0) return 'repair';",
  },
  {
    facts: ['REC-28'],
    name: 'nobody runs isinteg',
    file: repair,
    find: "known.every(({ level }) => level === 'application')",
    replace: "known.every(({ level }) => level === 'page')",
  },
  {
    facts: ['STR-32'],
    name: 'databases are as large whatever the quota',
    file: 'sim/scenario/sections/mailboxes.ts',
    find: 'Math.round(doc.quota * mailboxes *',
    replace: 'Math.round(209_715_200 * mailboxes *',
  },
  {
    facts: ['MON-13'],
    name: 'a damaged page is an error of the disk',
    file: `${ORG}/store/damage.ts`,
    find: "const DAMAGED = '-1018: a damaged page';",
    replace: "const DAMAGED = '-1022: a damaged page';",
  },
  {
    facts: ['MON-13'],
    name: 'a second copy of a database says that one is missing',
    file: `${ORG}/recovery/by-hand/slip-table.ts`,
    find: "'-1222: its signature is in use'",
    replace: "'-1216: its signature is in use'",
  },
  {
    facts: ['REC-25'],
    name: 'a database is moved first and recovered there',
    file: `${ORG}/recovery/move/planned.ts`,
    find: "true, 'dismounted to be moved'",
    replace: "false, 'dismounted to be moved'",
  },
];
