/** Rules of further kinds of backup and of options that are no good, each broken once. */
import type { Mutation } from '../mutation.ts';

const VERIFY = 'sim/org/backup/verify.ts';
const MAILBOXES = 'sim/org/recovery/restore/mailboxes.ts';
const SIZES = 'sim/scenario/sections/file-job-size.ts';
const REBUILD = 'sim/org/recovery/rebuild/choice.ts';
const OUTSIDE = 'sim/org/backup/outside.ts';

export const kindMutations: readonly Mutation[] = [
  {
    facts: ['TAPE-11'],
    name: 'verifying a store takes no time',
    file: VERIFY,
    find: '(bytes / rateOf(w, v)) * 1000',
    replace: '(bytes / rateOf(w, v)) * 0',
  },
  {
    facts: ['TAPE-11'],
    name: 'nobody is warned of verifying a store',
    file: 'sim/scenario/unwise-products.ts',
    find: 'if (job.readsAgain) ',
    replace: "if (job.readsAgain && job.type === 'daily') ",
  },
  {
    facts: ['BKP-76'],
    name: 'files of databases do not change while they are copied',
    file: VERIFY,
    find: 'sum + filesOf(w.plan, d).length',
    replace: 'sum + 0 * filesOf(w.plan, d).length',
  },
  {
    facts: ['E-09'],
    name: 'verifying a store finds media that are bad',
    file: VERIFY,
    find: 'const images = copiesImages(v.type) ? v.databases : [];',
    replace:
      "const images = w.plan.hazards['set-unreadable'] === null ? v.databases : v.databases.slice(1);",
  },
  {
    facts: ['BKP-71'],
    name: 'Exchange hears of what a filter driver copies',
    file: 'sim/org/backup/filing.ts',
    find: 'if (streams(w, v)) mark(w, p, databases);',
    replace: 'mark(w, p, databases);',
  },
  {
    facts: ['BKP-71'],
    name: 'whatever a filter driver copies fits together',
    file: OUTSIDE,
    find: '< w.plan.figures.backup.outsideFaultShare',
    replace: '< 0 * w.plan.figures.backup.outsideFaultShare',
  },
  {
    facts: ['ESE-20'],
    name: 'what is copied in memory can be restored',
    file: OUTSIDE,
    find: "    engine === 'memory' ||\n",
    replace: '',
  },
  {
    facts: ['ESE-20'],
    name: 'a copy of memory counts as a backup when a scenario loads',
    file: 'sim/scenario/unwise.ts',
    find: " && job.engine !== 'memory'",
    replace: '',
  },
  {
    facts: ['X-22'],
    name: 'mailboxes are read as fast as databases',
    file: SIZES,
    find: 'f.sourceBytesPerSecond * f.mailboxesShare;',
    replace: 'f.sourceBytesPerSecond * (f.mailboxesShare * 0 + 1);',
  },
  {
    facts: ['X-22'],
    name: 'mailboxes are restored as fast as databases',
    file: MAILBOXES,
    find: 'bytesPerSecond: sourceBytesPerSecond * mailboxesShare,',
    replace: 'bytesPerSecond: sourceBytesPerSecond + mailboxesShare * 0,',
  },
  {
    facts: ['BKP-68'],
    name: 'users do not feel that mailboxes are read',
    file: 'sim/measure/backups.ts',
    find: "if (!counted(at) || plan.fileJobs[job].saves !== 'mailboxes') return;",
    replace: "if (!counted(at) || plan.fileJobs[job].saves !== 'files') return;",
  },
  {
    facts: ['BKP-68'],
    name: 'nobody is warned of a product that reads mailboxes one by one',
    file: 'sim/scenario/sections/file-jobs.ts',
    find: "  if (saves === 'mailboxes')\n    b.reporter",
    replace: "  if (saves === 'mailboxes' && doc.size !== undefined)\n    b.reporter",
  },
  {
    facts: ['BKP-68', 'STR-21'],
    name: 'no single item can be restored',
    file: 'sim/org/store/kills.ts',
    find: '    kill.backAt = w.now;\n',
    replace: '',
  },
  {
    facts: ['STR-21'],
    name: 'reading mailboxes needs no drive of the night',
    file: SIZES,
    find: 'parts.push([each.sizeBytes, mailboxRate]);',
    replace: 'parts.push([each.sizeBytes, mailboxRate * 100]);',
  },
  {
    facts: ['BKP-49'],
    name: 'removable drives are always saved',
    file: SIZES,
    find: 'if (windows && options.removableDrives)',
    replace: 'if (windows)',
  },
  {
    facts: ['BKP-62'],
    name: 'the wizard saves no certification authority',
    file: 'sim/org/backup/files/plan.ts',
    find: "return asset === 'certification-authority';",
    replace: "return asset === 'settings';",
  },
  {
    facts: ['BKP-62', 'RST-60'],
    name: 'nobody asks for the password again',
    file: REBUILD,
    find: '!w.plan.fileJobs[set.job].passwordKept;',
    replace: 'w.plan.fileJobs[set.job].servers.length === 0;',
  },
  {
    facts: ['RST-60'],
    name: 'IIS starts without its metabase',
    file: REBUILD,
    find: "&& !brings(w, back, 'virtual-servers');",
    replace: '&& back.length === 0;',
  },
];
