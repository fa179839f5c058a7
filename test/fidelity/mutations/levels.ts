/** Rules of damage by level, and of the errors that tell of it, each broken once. */
import type { Mutation } from '../mutation.ts';

const ORG = 'sim/org';
const damage = `${ORG}/store/damage.ts`;
const repair = `${ORG}/recovery/restore/repair.ts`;

export const levelMutations: readonly Mutation[] = [
  {
    facts: ['ESE-42'],
    name: 'a checksum tells of damaged tables, too',
    file: damage,
    find: "level === 'page' && !singleBit;",
    replace: '!singleBit || level === undefined;',
  },
  {
    facts: ['ESE-42'],
    name: 'isinteg mends tables',
    file: repair,
    find: "known.every(({ level }) => level === 'application')",
    replace: "known.every(({ level }) => level !== 'page')",
  },
  {
    facts: ['ESE-42'],
    name: 'what the store did wrong is in no log',
    file: `${ORG}/store/deep.ts`,
    find: "level === 'application' ? Math.max(imageAt, replayedTo) : imageAt",
    replace: "level === 'application' ? imageAt : imageAt",
  },
  {
    facts: ['ESE-45'],
    name: 'a page that does not belong there is taken as it is',
    file: `${ORG}/recovery/faults/page-reads.ts`,
    find: "if (hole.level === 'table')",
    replace: "if (hole.level === 'application')",
  },
];
