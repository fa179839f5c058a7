/** Rules of stops, and of what the book says of plans, each broken once. */
import type { Mutation } from '../mutation.ts';

const ORG = 'sim/org';
const stops = `${ORG}/recovery/stops.ts`;
const chain = `${ORG}/recovery/restore/chain.ts`;

export const stopMutations: readonly Mutation[] = [
  {
    facts: ['W-17'],
    name: 'nobody knows which backup held the checkpoint',
    file: stops,
    find: 'startMountAfterLag(w, group, open(w, databases, own, causes));',
    replace: 'startMountAfterLag(w, group, open(w, databases, own, causes.slice(9)));',
  },
  {
    facts: ['X-18'],
    name: 'a full log volume is no incident',
    file: stops,
    find: 'startFreeing(w, volume, open(w, databases, own, causes));',
    replace: 'startFreeing(w, volume, open(w, databases.slice(99), own, causes));',
  },
  {
    facts: ['X-04'],
    name: 'a database that has moved is in no selection',
    file: `${ORG}/homes.ts`,
    find: 'return !isTaken(base, group, job);',
    replace: 'return !isTaken(base, group, job) && group < 0;',
  },
  {
    facts: ['STR-01'],
    name: 'what is late is measured the other way round',
    file: 'sim/measure/incident-values.ts',
    find: 'Math.max(0, each.dataMs - target)',
    replace: 'Math.max(0, target - each.dataMs)',
  },
  {
    facts: ['STR-02'],
    name: 'logs take a hundred times the room',
    file: `${ORG}/backup/opening.ts`,
    find: 'v.logBytes = (v.high - v.low + 1) *',
    replace: 'v.logBytes = 100 * (v.high - v.low + 1) *',
  },
  {
    facts: ['STR-03'],
    name: 'only the first set of a restore is counted',
    file: `${ORG}/recovery/restore/mounting.ts`,
    find: 'row.sets = [...v.setsRead];',
    replace: 'row.sets = v.setsRead.slice(0, 1);',
  },
  {
    facts: ['STR-04'],
    name: 'a chain goes on beyond a gap',
    file: chain,
    find: 'if (set.low > reach + 1 ||',
    replace: 'if (set.low > reach + 99_999 ||',
  },
  {
    facts: ['STR-05'],
    name: 'the oldest full is restored first',
    file: chain,
    find: 'const newest = images.at(0);',
    replace: 'const newest = images.at(-1);',
  },
  {
    facts: ['STR-06'],
    name: 'a tape mount that failed costs no time',
    file: `${ORG}/backup/procedure.ts`,
    find: 'lasts: (w) => w.plan.figures.media.mountRetryMs,',
    replace: 'lasts: () => 0,',
  },
  {
    facts: ['STR-07'],
    name: 'a differential takes logs away, as an incremental does',
    file: `${ORG}/backup/filing.ts`,
    find: "} else if (v.type === 'incremental') {\n    truncate",
    replace: '} else {\n    truncate',
  },
];
