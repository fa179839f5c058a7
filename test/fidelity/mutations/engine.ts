/** Rules of the database engine: checkpoint lag, logs and crashes, each broken once. */
import type { Mutation } from '../mutation.ts';

const ORG = 'sim/org';
const lag = `${ORG}/store/lag.ts`;

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
    file: `${ORG}/store/parameters.ts`,
    find: 'value: 1_008,',
    replace: 'value: 1_000,',
  },
  {
    facts: ['X-08'],
    name: 'only the first database of a group stops when its checkpoint lags',
    file: `${ORG}/store/news.ts`,
    find: 'for (const d of w.plan.groups[group].databases) dismount(w, d, false, because);',
    replace: 'dismount(w, w.plan.groups[group].databases[0], false, because);',
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
    file: `${ORG}/store/mount.ts`,
    find: '  watchLag(w, plan.group);',
    replace: '',
  },
  {
    facts: ['ESE-38'],
    name: 'a look at the lag that comes too early is the last one',
    file: `${ORG}/store/news.ts`,
    find: 'watchLag(w, group, w.now + 1);',
    replace: '',
  },
];
