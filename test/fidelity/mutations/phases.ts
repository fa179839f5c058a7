/** Rules of the phases of a backup, each broken once. */
import type { Mutation } from '../mutation.ts';

const BACKUP = 'sim/org/backup';
const chain = 'sim/org/recovery/chain.ts';
const offline = `${BACKUP}/offline.ts`;
const entries = `${BACKUP}/entries.ts`;

export const phaseMutations: readonly Mutation[] = [
  {
    facts: ['BKP-45', 'STR-29'],
    name: 'a backup that hangs lets go of the checkpoint',
    file: `${BACKUP}/hung.ts`,
    find: '  p.vars.hungSince = w.now;',
    replace:
      '  p.vars.hungSince = w.now;\n  w.org.store.groups[p.vars.group].frozenCheckpoint = -1;',
  },
  {
    facts: ['BKP-45'],
    name: 'a backup that hangs reports a failure',
    file: `${BACKUP}/copying.ts`,
    find: "    if (v.hangs && stop.because === BY_CHANCE) return 'hang';\n",
    replace: '',
  },
  {
    facts: ['BKP-44'],
    name: 'a backup that the window ends is complete all the same',
    file: `${BACKUP}/procedure.ts`,
    find: "    if (p.vars.because === '') p.vars.because = because;",
    replace:
      "    if (p.vars.because === '') p.vars.because = because;\n    p.vars.low = 1;\n    file(w, p);",
  },
  {
    facts: ['TRN-16', 'BKP-44'],
    name: 'a full that breaks off has truncated and signed its header',
    file: `${BACKUP}/copying.ts`,
    find: "    if (v.hangs && stop.because === BY_CHANCE) return 'hang';\n",
    replace:
      "    if (v.hangs && stop.because === BY_CHANCE) return 'hang';\n    w.org.store.databases[v.databases[0]].header.fullAt = w.now;\n",
  },
  {
    facts: ['BKP-09', 'MON-04'],
    name: 'a session is opened with a server that does not answer',
    file: `${BACKUP}/rules.ts`,
    find: '  if (!serverRuns(w, group.server)) return',
    replace: '  if (group.server < 0) return',
  },
  {
    facts: ['BKP-09'],
    name: 'a session is opened with a service that is stopped',
    file: `${BACKUP}/rules.ts`,
    find: '  if (!storeRuns(w, group.server)) {',
    replace: '  if (group.server < 0) {',
  },
  {
    facts: ['MON-04', 'X-15'],
    name: 'the end of an operation is not logged',
    file: entries,
    find: "for (const server of servers) logEntry(w, server, 'ntbackup/8019', w.plan.jobs[job].name);",
    replace: 'if (job < 0) serversOf(w, servers);',
  },
  {
    facts: ['X-15'],
    name: 'a volume begins with the event of the operation',
    file: entries,
    find: "'ntbackup/8000'",
    replace: "'ntbackup/8018'",
  },
  {
    facts: ['BKP-07'],
    name: 'an offline backup copies beside the users',
    file: offline,
    find: '    stopStore(w, server);',
    replace: '    if (server < 0) stopStore(w, server);',
  },
  {
    facts: ['BKP-07'],
    name: 'an offline full signs headers and truncates',
    file: `${BACKUP}/filing.ts`,
    find: '  if (!isOffline(w, v)) mark(w, p, databases);',
    replace: '  mark(w, p, databases);',
  },
  {
    facts: ['BKP-07'],
    name: 'databases stay down until the tape is shelved',
    file: `${BACKUP}/procedure.ts`,
    find: "(p.vars.holdsDown ? 'start' : 'eject')",
    replace: "(p.vars.failed ? 'start' : 'eject')",
  },
  {
    facts: ['BKP-23', 'TRN-10'],
    name: 'the log does not roll at the start whatever the job says',
    file: `${BACKUP}/opening.ts`,
    find: "fullRollover === 'start';",
    replace: "fullRollover === 'end' && v.job < 0;",
  },
  {
    facts: ['TRN-10'],
    name: 'truncation of such a full stops at the held checkpoint',
    file: `${BACKUP}/filing.ts`,
    find: '    if (fromStart) thawCheckpoint(w, v.group, p.id);\n',
    replace: '',
  },
  {
    facts: ['E-02', 'BKP-24'],
    name: 'every full has patch files',
    file: `${BACKUP}/patch-files.ts`,
    find: 'w.plan.jobs[v.job].legacyPatchFile && copiesImages(v.type)',
    replace: 'copiesImages(v.type)',
  },
  {
    facts: ['E-02', 'BKP-24'],
    name: 'an incremental has patch files, too',
    file: `${BACKUP}/patch-files.ts`,
    find: ' && copiesImages(v.type) && v.boundary >= 0;',
    replace: ';',
  },
  {
    facts: ['BKP-13'],
    name: 'patch files do not come onto the set',
    file: `${BACKUP}/opening.ts`,
    find: ' + patchBytes(w, v);',
    replace: ';',
  },
  {
    facts: ['BKP-13', 'TRN-17'],
    name: 'patch files go before the old logs',
    file: `${BACKUP}/filing.ts`,
    find: '  if (!isOffline(w, v)) mark(w, p, databases);',
    replace: '  removePatchFiles(w, v);\n  if (!isOffline(w, v)) mark(w, p, databases);',
  },
  {
    facts: ['BKP-01'],
    name: 'a restore begins with the oldest full',
    file: chain,
    find: '    .filter(usable)\n    .reverse();',
    replace: '    .filter(usable);',
  },
  {
    facts: ['BKP-03'],
    name: 'a differential signs the header as an incremental does',
    file: `${BACKUP}/filing.ts`,
    find: "  } else if (v.type === 'incremental') {",
    replace: "  } else if (v.type !== 'copy') {",
  },
  {
    facts: ['BKP-04', 'E-01'],
    name: 'replay passes a gap between sets, as the rule of the 2007 book would have it',
    file: chain,
    find: 'if (set.low > reach + 1 || set.high <= reach',
    replace: 'if (set.high <= reach',
  },
  {
    facts: ['TRN-11'],
    name: 'a restore goes on with later logs where those between are gone',
    file: chain,
    find: 'if (set.low > reach + 1 || set.high <= reach',
    replace: 'if (set.high <= reach',
  },
  {
    facts: ['E-55'],
    name: 'a full carries the logs from the checkpoint on, whatever it leaves out',
    file: `${BACKUP}/rules.ts`,
    find: '    if (needs > 0) low = Math.min(low, needs);',
    replace: '    if (needs < 0) low = Math.min(low, needs);',
  },
  {
    facts: ['BKP-60'],
    name: 'a job takes every database of a group of which it names one',
    file: 'sim/scenario/sections/backup.ts',
    find: 'copiesImages(type) ? databases.filter((id) => selected.has(id)) : databases,',
    replace: 'databases,',
  },
  {
    facts: ['TRN-14', 'STR-27'],
    name: 'a database without a full holds no log',
    file: 'sim/org/store/truncation.ts',
    find: 'if (previous < 0) {',
    replace: 'if (previous < 0) continue;\n    if (previous < 0) {',
  },
  {
    facts: ['BKP-75'],
    name: 'a full takes its databases down',
    file: `${BACKUP}/opening.ts`,
    find: "  if (v.type === 'full') noteFullBegins(w, v.databases, v.low);",
    replace:
      "  if (v.type === 'full') noteFullBegins(w, v.databases, v.low);\n  for (const d of v.databases) w.say('database.down', { database: d, because: 'mutant' });",
  },
  {
    facts: ['BKP-29', 'BKP-43'],
    name: 'zeroing costs no time',
    file: `${BACKUP}/copying.ts`,
    find: '? sourceBytesPerSecond * zeroingShare : sourceBytesPerSecond;',
    replace: '? sourceBytesPerSecond : sourceBytesPerSecond;',
  },
  {
    facts: ['BKP-29'],
    name: 'copying files zeroes pages as well',
    file: `${BACKUP}/copying.ts`,
    find: '.zeroing && !isOffline(w, v);',
    replace: '.zeroing;',
  },
  {
    facts: ['BKP-43'],
    name: 'a failed mount costs nothing',
    file: `${BACKUP}/procedure.ts`,
    find: 'lasts: (w) => w.plan.figures.media.mountRetryMs,',
    replace: 'lasts: () => 1,',
  },
  {
    facts: ['BKP-74'],
    name: 'nobody is slow while a backup reads',
    file: 'sim/measure/backups.ts',
    find: 'fact.copyMs * (mailboxes',
    replace: '0 * (mailboxes',
  },
  {
    facts: ['BKP-70'],
    name: 'maintenance goes on under a backup',
    file: 'sim/measure/maintenance.ts',
    find: '      lose(each, work[id], began, at, start, end);',
    replace: '      lose(each, work[id], at, at, start, end);',
  },
];
