/** Rules of copies, of mixed chains and of circular logging, each broken once. */
import type { Mutation } from '../mutation.ts';

const ORG = 'sim/org';
const opening = `${ORG}/backup/opening.ts`;
const filing = `${ORG}/backup/filing.ts`;
const chain = `${ORG}/recovery/restore/chain.ts`;
const checkpoint = `${ORG}/store/checkpoint.ts`;
const jobs = 'sim/scenario/sections/backup.ts';
const impossible = 'sim/scenario/sections/impossible-jobs.ts';

export const typesMutations: readonly Mutation[] = [
  {
    facts: ['BKP-02', 'TRN-08', 'E-08'],
    name: 'a copy truncates and signs the header as a full does',
    file: filing,
    find: "  if (v.type === 'full') {\n    // Logs go",
    replace: '  if (copiesImages(v.type)) {\n    // Logs go',
  },
  {
    facts: ['BKP-02'],
    name: 'a copy that begins marks the headers',
    file: opening,
    find: "  if (v.type === 'full') noteFullBegins(w, v.databases, v.low);",
    replace: '  noteFullBegins(w, v.databases, v.low);',
  },
  {
    facts: ['BKP-02', 'RST-14'],
    name: 'a restore cannot begin with a copy',
    file: chain,
    find: '      copiesImages(s.type) &&',
    replace: "      s.type === 'full' &&",
  },
  {
    facts: ['BKP-05'],
    name: 'a daily backup of databases is taken for one that is not modelled yet',
    file: jobs,
    find: 'TYPES, [], {',
    replace: "TYPES, ['daily'], {",
  },
  {
    facts: ['BKP-06'],
    name: 'a copy will do for an incremental to build on',
    file: impossible,
    find: ".filter((job) => job.type === 'full' &&",
    replace: '.filter((job) => copiesImages(job.type) &&',
  },
  {
    facts: ['BKP-06'],
    name: 'a store takes an incremental before it has had a full',
    file: `${ORG}/backup/rules.ts`,
    find: 'if (mounted && header.fullHigh < 0) {',
    replace: 'if (v.databases.length > 9 && header.fullHigh < 0) {',
  },
  {
    facts: ['BKP-30'],
    name: 'zeroing costs no time',
    file: `${ORG}/backup/copying.ts`,
    find: '? sourceBytesPerSecond * zeroingShare : sourceBytesPerSecond;',
    replace: '? sourceBytesPerSecond : sourceBytesPerSecond;',
  },
  {
    facts: ['E-06'],
    name: 'a restore begins with the oldest full',
    file: chain,
    find: 'images.sort((a, b) => lifeIn(b) - lifeIn(a) || later(a, b))',
    replace: 'images.sort((b, a) => lifeIn(b) - lifeIn(a) || later(a, b))',
  },
  {
    facts: ['E-07'],
    name: 'every differential is restored, not the last one alone',
    file: chain,
    find: 'set.high > best.high) best = set;',
    replace: 'set.high < best.high) best = set;',
  },
  {
    facts: ['E-08'],
    name: 'a differential leaves the open log open',
    file: opening,
    find: 'v.high = rollLog(w, v.group);',
    replace: "v.high = v.type === 'differential' ? low + 1 : rollLog(w, v.group);",
  },
  {
    facts: ['ESE-25', 'STR-30'],
    name: 'circular logging deletes nothing',
    file: checkpoint,
    find: 'if (!g.circularLogging) return g.firstLog;',
    replace: 'if (group >= 0) return g.firstLog;',
  },
  {
    facts: ['ESE-25'],
    name: 'circular logging deletes logs that a backup still needs',
    file: checkpoint,
    find: 'return Math.max(g.firstLog, checkpointLog(w, group));',
    replace: 'return Math.max(g.firstLog, openLog(w, group) - checkpointDepth(w));',
  },
  {
    facts: ['ESE-26', 'E-39'],
    name: 'with circular logging a restore rolls forward',
    file: chain,
    find: '!circularLogging && ',
    replace: '',
  },
  {
    facts: ['ESE-27'],
    name: 'circular logging is on unless it is switched off',
    file: 'sim/scenario/sections/groups.ts',
    find: "value: false, text: false, source: 'off for",
    replace: "value: true, text: true, source: 'off for",
  },
  {
    facts: ['ESE-28'],
    name: 'a job whose `of` names no store is passed over in silence',
    file: jobs,
    find: '      b.errorInList(path, i, match);\n',
    replace: '',
  },
  {
    facts: ['E-39'],
    name: 'logs alone are backed up where circular logging keeps none',
    file: impossible,
    find: 'if (circularLogging) {',
    replace: "if (circularLogging && job.type === 'full') {",
  },
];
