/** Rules of the database engine: checkpoint lag, logs and crashes, each broken once. */
import type { Mutation } from '../mutation.ts';

const ORG = 'sim/org';
const lag = `${ORG}/store/lag.ts`;
const mount = `${ORG}/store/mount.ts`;
const storeFigures = `${ORG}/store/parameters.ts`;

export const engineMutations: readonly Mutation[] = [
  {
    facts: ['ESE-38', 'X-08'],
    name: 'Exchange 2003 lets the checkpoint lag for ever',
    file: lag,
    find: "if (w.plan.version !== 'exchange-2003') return;",
    replace: 'return;',
  },
  {
    facts: ['ESE-38'],
    name: 'Exchange 2007 gives up like 2003',
    file: lag,
    find: "if (w.plan.version !== 'exchange-2003') return;",
    replace: '',
  },
  {
    facts: ['ESE-38'],
    name: 'the checkpoint may lag 1,000 logs and no more',
    file: storeFigures,
    find: 'value: 1_008,',
    replace: 'value: 1_000,',
  },
  {
    facts: ['X-08'],
    name: 'only the first database of a group stops when its checkpoint lags',
    file: `${ORG}/store/news.ts`,
    find: 'for (const d of databases) dismount(w, d, false, because);',
    replace: 'dismount(w, databases[0], false, because);',
  },
  {
    facts: ['ESE-38'],
    name: 'the backup that holds a lagging checkpoint goes on',
    file: `${ORG}/backup/news.ts`,
    find: "abortBackups(w, group, '-614",
    replace: "if (group < 0) abortBackups(w, group, '-614",
  },
  {
    facts: ['ESE-38'],
    name: 'a database that starts under a backup is not counted',
    file: mount,
    find: '  watchLag(w, plan.group, w.now + 1);\n',
    replace: '',
  },
  {
    facts: ['ESE-38'],
    name: 'a look at the lag that comes too early is the last one',
    file: `${ORG}/store/news.ts`,
    find: 'watchLag(w, group, w.now + 1);',
    replace: '',
  },
  {
    facts: ['ESE-09'],
    name: 'the last minute before a crash is undone, committed or not',
    file: mount,
    find: '  d.downSince = w.now;',
    replace: '  d.downSince = clean ? w.now : w.now - 60_000;',
  },
  {
    facts: ['ESE-10', 'ESE-39'],
    name: 'changes are in the file as soon as they are in a log',
    file: `${ORG}/store/checkpoint.ts`,
    find: 'Math.max(g.flushedTo, openLog(w, group) - checkpointDepth(w))',
    replace: 'openLog(w, group)',
  },
  {
    facts: ['ESE-39'],
    name: 'soft recovery goes through all logs on disk',
    file: mount,
    find: 'g.checkpointFileLost ? first : Math',
    replace: 'first > 0 ? first : Math',
  },
  {
    facts: ['ESE-10'],
    name: 'a file is complete without its logs',
    file: 'sim/org/recovery/restore/standing.ts',
    find: '!s.restoring && !logsAreGone(w, v.group, d);',
    replace: '!s.restoring;',
  },
  {
    facts: ['ESE-31'],
    name: 'a backup breaks off on a single wrong bit',
    file: `${ORG}/store/damage.ts`,
    find: "level === 'page' && !singleBit;",
    replace: "level === 'page' && (singleBit || !singleBit);",
  },
  {
    facts: ['ESE-31'],
    name: 'a single wrong bit is an incident',
    file: `${ORG}/store/strikes.ts`,
    find: '  if (damage.singleBit) return;',
    replace: '',
  },
  {
    facts: ['ESE-33'],
    name: 'a crash tears pages',
    file: `${ORG}/store/news.ts`,
    find: 'if (d.server === server) dismount(w, d.id, false, `${name} has failed`);',
    replace:
      "if (d.server !== server) continue;\n    dismount(w, d.id, false, `${name} has failed`);\n    w.org.store.databases[d.id].holes.push({ key: 'torn', from: w.now - 1, to: w.now, place: 0.5, singleBit: false });",
  },
  {
    facts: ['ESE-44'],
    name: 'a server of 2003 takes as many storage groups as one of 2007',
    file: `${ORG}/store/editions.ts`,
    find: 'maxGroups: 4, maxDatabases: 20,',
    replace: 'maxGroups: 50, maxDatabases: 20,',
  },
  {
    facts: ['ESE-44'],
    name: 'databases are not counted',
    file: 'sim/scenario/sections/editions.ts',
    find: 'if (own.length > limits.maxDatabases) {',
    replace: 'if (own.length < 0) {',
  },
  {
    facts: ['ESE-46'],
    name: 'a copy of a mounted database is taken for whole from the open log on',
    file: `${ORG}/backup/opening.ts`,
    find: 'v.low = imageLow(w, v.group, v.databases, checkpoint);',
    replace: 'v.low = imageLow(w, v.group, v.databases, checkpoint + 20);',
  },
  {
    facts: ['ESE-46'],
    name: 'a mounted file looks clean',
    file: mount,
    find: '  d.clean = false;',
    replace: '  d.clean = true;',
  },
];
