/** Rules of domain controllers, each broken once. */
import type { Mutation } from '../mutation.ts';

export const directoryMutations: readonly Mutation[] = [
  {
    facts: ['AD-01'],
    name: 'Exchange goes on without a directory',
    file: 'sim/org/directory/strikes.ts',
    find: "if (lost) w.tell('directoryLost', controller, 0);",
    replace: '',
  },
  {
    facts: ['AD-02'],
    name: 'the first controller that fails takes its domain with it',
    file: 'sim/org/directory/answer.ts',
    find: 'every((c, id) => c.up || hasPartner(w, id))',
    replace: 'every((c) => c.up)',
  },
  {
    facts: ['AD-03'],
    name: 'a new controller is restored from a backup though another one answers',
    file: 'sim/org/operations/controller.ts',
    find: "    return v.set < 0 ? 'replicate' : 'read';",
    replace: "    return v.set < 0 ? 'restore' : 'read';",
  },
  {
    facts: ['AD-04'],
    name: 'the last controller replicates from nobody',
    file: 'sim/org/operations/controller.ts',
    find: "if (!isSaved(w, v.controller)) return 'restore';",
    replace: "if (!isSaved(w, v.controller)) return 'found';",
  },
];
