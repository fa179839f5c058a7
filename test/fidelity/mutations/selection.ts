/** Rules of what comes after a restore was chosen: what is read of a set, tried again, and looked at; each broken once. */
import type { Mutation } from '../mutation.ts';

const RESTORE = 'sim/org/recovery/restore';
const selection = `${RESTORE}/selection.ts`;
const repeat = `${RESTORE}/repeat.ts`;
const report = `${RESTORE}/report.ts`;

export const selectionMutations: readonly Mutation[] = [
  {
    facts: ['RST-64'],
    name: 'a restore of one database reads the whole image',
    file: selection,
    find: 'if (wanted.includes(database)) {',
    replace: 'if (wanted.length > 0) {',
  },
  {
    facts: ['RST-64'],
    name: 'what is not restored is passed in no time',
    file: selection,
    find: 'return Math.min(whole, Math.ceil((skipBytes / nativeBytesPerSecond) * 1000));',
    replace: 'return Math.min(0, nativeBytesPerSecond + skipBytes);',
  },
  {
    facts: ['RST-64'],
    name: 'the way over what is not restored is always as long as that to a set',
    file: selection,
    find: 'return Math.min(whole, Math.ceil(',
    replace: 'return Math.max(whole, Math.ceil(',
  },
  {
    facts: ['RST-41'],
    name: 'a restore that is repeated always breaks off again',
    file: repeat,
    find: "'set-unreadable.again', 0) >= repeatSucceedsShare",
    replace: "'set-unreadable.again', 0) >= 0 * repeatSucceedsShare",
  },
  {
    facts: ['RST-41'],
    name: 'a restore is repeated whether the plan says so or not',
    file: repeat,
    find: 'if (!w.plan.recovery.repeatFailed || ',
    replace: 'if (',
  },
  {
    facts: ['MON-15'],
    name: 'the report of a restore says nothing of logs that were not replayed',
    file: report,
    find: 'if (v.unreplayed)',
    replace: 'if (v.unreplayed && v.reach < 0)',
  },
  {
    facts: ['MON-15'],
    name: 'nobody looks into the application log after a restore',
    file: report,
    find: "pending(v, 'production-log-path') === undefined",
    replace: 'v.reach >= -1',
  },
  {
    facts: ['MON-15'],
    name: 'errors of disks are no business of whoever restores',
    file: report,
    find: '.broken.length > 0)',
    replace: '.broken.length > 99)',
  },
  {
    facts: ['X-23'],
    name: 'recovery replays a log that was never begun',
    file: 'sim/org/store/mount.ts',
    find: 'g.lastLog < 0 ?',
    replace: 'g.lastLog < Infinity ?',
  },
  {
    facts: ['RST-49'],
    name: 'a recovery mounts what nobody uses',
    file: `${RESTORE}/mounting.ts`,
    find: 'w.plan.databases[database].mounted;',
    replace: 'w.plan.databases[database].id >= 0;',
  },
  {
    facts: ['ESE-24'],
    name: 'a log volume goes without a word in the application log',
    file: 'sim/org/store/news.ts',
    find: "logEntry(w, server, 'ese/492',",
    replace: "if (server < 0) logEntry(w, server, 'ese/492',",
  },
  {
    facts: ['X-18'],
    name: 'a volume counts as free though no log has left it',
    file: 'sim/org/store/fill.ts',
    find: 'if (kept) for (const g of groups)',
    replace: 'if (volume < 0) for (const g of groups)',
  },
  {
    facts: ['BKP-45'],
    name: 'a shadow copy never hangs',
    file: 'sim/org/backup/vss/check.ts',
    find: "if (standsStill(p.vars)) return 'hang';",
    replace: "if (standsStill(p.vars)) return 'file';",
  },
  {
    facts: ['REC-12'],
    name: 'what is sound waits for the volume of what is missing',
    file: 'sim/org/recovery/runbook/start-groups.ts',
    find: 'if (waitsForDirectory(w)) return;',
    replace: 'if (incident.id >= 0) return;',
  },
  {
    facts: ['REC-10'],
    name: 'files that were replayed from the middle on are as good as before',
    file: 'sim/org/recovery/by-hand/eseutil.ts',
    find: "return again ? 'fetch' : 'run';",
    replace: "return again ? 'run' : 'run';",
  },
];
