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
  {
    facts: ['X-23'],
    name: 'a group writes on without its open log',
    file: `${ORG}/recovery/faults/logs.ts`,
    find: '  if (!stops) return;',
    replace: '  if (log >= 0) return;',
  },
  {
    facts: ['REC-21'],
    name: '/A helps no database of 2007',
    file: `${ORG}/recovery/restore/lost-logs.ts`,
    find: 'if (!is2007 || !gap.wasOpen ||',
    replace: 'if (is2007 || !gap.wasOpen ||',
  },
  {
    facts: ['REC-22'],
    name: 'Exchange 2003 has /A, too',
    file: `${ORG}/recovery/restore/lost-logs.ts`,
    find: 'if (!is2007 || !gap.wasOpen ||',
    replace: 'if (!gap.wasOpen ||',
  },
  {
    facts: ['MON-10'],
    name: 'a log that is missing is logged under the number of 2003',
    file: `${ORG}/recovery/restore/lost-logs.ts`,
    find: "const event = is2007 ? 'ese/523' : 'ese/454';",
    replace: "const event = is2007 ? 'ese/454' : 'ese/454';",
  },
  {
    facts: ['ESE-12'],
    name: 'the open log is whole without its tail',
    file: `${ORG}/recovery/outcome.ts`,
    find: 'database, v.stopBefore - 1);',
    replace: 'database, v.stopBefore);',
  },
  {
    facts: ['X-21'],
    name: '/A helps inside of Log Required',
    file: `${ORG}/recovery/restore/lost-logs.ts`,
    find: 'if (!is2007 || !gap.wasOpen || gap.log !== openLog(w, v.group) - 1) {',
    replace: 'if (!is2007) {',
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
    file: `${ORG}/recovery/restore/lost-logs.ts`,
    find: "!== 'exchange-2003' || missingCheckpointLogs === 0",
    replace: "=== 'exchange-2003' || missingCheckpointLogs === 0",
  },
  {
    facts: ['TRN-12'],
    name: 'mailboxes arrive without a log',
    file: `${ORG}/operations/mailbox-moves.ts`,
    find: '(mailboxBytes * moveLogFactor) /',
    replace: '(0 * mailboxBytes * moveLogFactor) /',
  },
  {
    facts: ['TRN-13'],
    name: 'logs are kept although they are in a circle for a move',
    file: `${ORG}/operations/mailbox-moves.ts`,
    find: '= on || w.plan',
    replace: '= w.plan',
  },
  {
    facts: ['X-18'],
    name: 'a full database volume stops the whole group',
    file: `${ORG}/operations/mailbox-moves.ts`,
    find: '    dismount(w, database, false,',
    replace: '    for (const x of w.plan.groups[group].databases) dismount(w, x, false,',
  },
  {
    facts: ['ESE-29'],
    name: 'a full reads pages without checking them',
    file: `${ORG}/store/damage.ts`,
    find: '    if (!failsChecksum(hole)) continue;',
    replace: '    if (hole.place >= 0) continue;',
  },
  {
    facts: ['ESE-32'],
    name: 'an unreadable sector counts as a wrong checksum',
    file: `${ORG}/store/damage.ts`,
    find: "  isUnread(hole) ? '-1022",
    replace: "  isUnread(hole) && hole.place < 0 ? '-1022",
  },
  {
    facts: ['X-09'],
    name: 'the page on disk heals when it is read',
    file: `${ORG}/store/strikes.ts`,
    find: '  damageFile(w, database, key, ordinal, damage);',
    replace: '  if (!damage.singleBit) damageFile(w, database, key, ordinal, damage);',
  },
  {
    facts: ['E-16'],
    name: 'a streaming full breaks off on a single wrong bit',
    file: `${ORG}/store/damage.ts`,
    find: "level === 'page' && !singleBit;",
    replace: "level === 'page' && (singleBit || !singleBit);",
  },
  {
    facts: ['ESE-43'],
    name: 'a database goes on over a bad spot that cannot be written to',
    file: `${ORG}/store/strikes.ts`,
    find: 'const stopped = stops && d.mounted;',
    replace: 'const stopped = stops && !d.mounted;',
  },
  {
    facts: ['E-20'],
    name: 'recovery ends some logs before the end of the sets',
    file: outcome,
    find: 'const last = stopBefore < 0 ? end :',
    replace: 'const last = stopBefore < 0 ? end - 50 :',
  },
];
