/** Rules of public folder databases, and of what is left over after databases moved, each broken once. */
import type { Mutation } from '../mutation.ts';

const replicas = 'sim/org/store/replicas.ts';

export const folderMutations: readonly Mutation[] = [
  {
    facts: ['RST-54'],
    name: 'public folder databases are moved like others',
    file: 'sim/scenario/sections/moves.ts',
    find: "if (kind === 'public') {",
    replace: 'if (false) {',
  },
  {
    facts: ['RST-54'],
    name: 'public folder databases are restored to other servers',
    file: 'sim/org/recovery/move/place.ts',
    find: "if (kind === 'public' && w.plan",
    replace: 'if (false && w.plan',
  },
  {
    facts: ['RST-54'],
    name: 'replicas hold nothing',
    file: replicas,
    find: 'if (folders === null || content.length === 0) return content;',
    replace: 'return content;',
  },
  {
    facts: ['RST-54'],
    name: 'posts replicate in the instant in which they are made',
    file: replicas,
    find: 'return Math.floor(at / replicateEveryMs) * replicateEveryMs;',
    replace: 'return at;',
  },
  {
    facts: ['E-53'],
    name: 'public folder databases do not count',
    file: 'sim/scenario/sections/editions.ts',
    find: 'group.databases.map((id) => databases[id]));',
    replace: "group.databases.map((id) => databases[id])).filter((d) => d.kind === 'mailbox');",
  },
  {
    facts: ['RSG-04'],
    name: 'a recovery storage group takes public folders',
    file: 'sim/scenario/sections/drills.ts',
    find: 'if (!lab && of !== undefined) refuseFolders(',
    replace: 'if (false) refuseFolders(',
  },
  {
    facts: ['RSG-04'],
    name: 'drills in production restore public folders by default',
    file: 'sim/scenario/sections/drills.ts',
    find: 'filter((id) => lab || !hasFolders(id, ground))',
    replace: 'filter(() => true)',
  },
  {
    facts: ['RST-53'],
    name: 'moving a mailbox keeps everybody from his',
    file: 'sim/measure/downtime.ts',
    find: 'Math.round(ms / plan.databases[row.database].mailboxCount)',
    replace: 'Math.round(ms)',
  },
  {
    facts: ['RST-51'],
    name: 'system mailboxes of the old place stay for ever',
    file: 'sim/org/recovery/move/leftovers.ts',
    find: "w.at(w.now + keptMailboxMs, 'recovery.leftovers', database, 1);",
    replace: '',
  },
  {
    facts: ['RST-52'],
    name: 'all functions work without a reboot',
    file: 'sim/org/recovery/move/reboot.ts',
    find: 'impair(w, server, `${path}',
    replace: 'if (server < 0) impair(w, server, `${path}',
  },
  {
    facts: ['RST-52'],
    name: 'a reboot takes no database down',
    file: 'sim/org/recovery/move/reboot.ts',
    find: 'for (const { id } of mounted) dismount',
    replace: 'for (const { id } of mounted.slice(9)) dismount',
  },
  {
    facts: ['RST-55'],
    name: 'a copy may come back from a lab',
    file: 'sim/org/recovery/faults/lab-copy.ts',
    find: 'if (against !== null) return;',
    replace: 'if (against !== null || group >= 0) return;',
  },
  {
    facts: ['RST-55'],
    name: 'any copy does harm, whether it has run elsewhere or not',
    file: 'sim/org/recovery/faults/lab-copy.ts',
    find: 'if (!w.org.operations.labCopies.includes(group)) return',
    replace: 'if (group < 0) return',
  },
];
