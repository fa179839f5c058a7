/** Rules of databases that go to other places, each broken once. */
import type { Mutation } from '../mutation.ts';

const RECOVERY = 'sim/org/recovery';
const elsewhere = `${RECOVERY}/move/elsewhere.ts`;
const planned = `${RECOVERY}/move/planned.ts`;
const place = `${RECOVERY}/move/place.ts`;
const mount = 'sim/org/store/mount.ts';
const section = 'sim/scenario/sections/elsewhere.ts';

export const movesMutations: readonly Mutation[] = [
  {
    facts: ['RST-38'],
    name: 'a replay goes on while its server is down',
    file: `${RECOVERY}/incident.ts`,
    find: "    w.tell('procedure.abort', id, 0);\n",
    replace: '',
  },
  {
    facts: ['RST-35'],
    name: 'a move within a volume copies every byte',
    file: place,
    find: 'if (from === to) return 0;',
    replace: '',
  },
  {
    facts: ['RST-35'],
    name: 'the network is as fast as the disks',
    file: place,
    find: 'Math.min(disks, networkBytesPerSecond);',
    replace: 'disks;',
  },
  {
    facts: ['RST-36'],
    name: 'a database is copied as it is',
    file: planned,
    find: "true, 'dismounted to be moved'",
    replace: "false, 'dismounted to be moved'",
  },
  {
    facts: ['RST-37'],
    name: 'there is always room',
    file: place,
    find: 'return sizeBytes <= free ? null :',
    replace: 'return free > -1 ? null :',
  },
  {
    facts: ['RST-42'],
    name: 'a restore may go to a newer service pack',
    file: section,
    find: '(exactly && has !== had)',
    replace: 'false',
  },
  {
    facts: ['RST-43'],
    name: 'administrative groups do not matter',
    file: section,
    find: 'if (from.administrativeGroup !== to.administrativeGroup) {',
    replace: 'if (false) {',
  },
  {
    facts: ['RST-44'],
    name: 'an older server mounts what a newer one has had',
    file: section,
    find: 'if (has < had ||',
    replace: 'if (',
  },
  {
    facts: ['E-31'],
    name: '2007 asks for the same administrative group, too',
    file: section,
    find: "if (b.version === 'exchange-2007') return true;",
    replace: '',
  },
  {
    facts: ['RST-45'],
    name: 'no placeholder and no flag are needed',
    file: elsewhere,
    find: 'usual + 2 * stepMs',
    replace: 'usual',
  },
  {
    facts: ['RST-46'],
    name: 'a redirected restore finds any storage group',
    file: section,
    find: "if (restored && b.version === 'exchange-2003' && to.name !== group.name)",
    replace: 'if (false)',
  },
  {
    facts: ['RST-47'],
    name: 'files keep their names',
    file: planned,
    find: "then: goOn(() => 'rename'),",
    replace: "then: goOn(() => 'mount'),",
  },
  {
    facts: ['RST-49', 'E-56'],
    name: 'nothing needs to be prepared',
    file: planned,
    find: "w.plan.version === 'exchange-2003' ? 4 : 2;",
    replace: '0;',
  },
  {
    facts: ['RST-50'],
    name: 'mail for the old place finds its way to the new one',
    file: mount,
    find: "if (w.plan.version !== 'exchange-2003') return downSince;",
    replace: 'return downSince;',
  },
  {
    facts: ['RST-50'],
    name: 'whoever is linked early is served until the move',
    file: planned,
    find: '      begin: takeDown,\n      lasts: (w, p) => (p.vars.isDown ? relinkMs',
    replace: '      lasts: (w, p) => (!p.vars.isDown ? relinkMs',
  },
];
