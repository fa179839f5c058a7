import type { Mutation } from './mutation.ts';
import { backupMutations } from './mutations/backup.ts';
import { engineMutations } from './mutations/engine.ts';
import { groundMutations } from './mutations/ground.ts';
import { byHandMutations } from './mutations/by-hand.ts';
import { movesMutations } from './mutations/moves.ts';
import { damageMutations } from './mutations/damage.ts';
import { directoryMutations } from './mutations/directory.ts';
import { kindMutations } from './mutations/kinds.ts';
import { editionMutations } from './mutations/editions.ts';
import { noticingMutations } from './mutations/noticing.ts';
import { fileMutations } from './mutations/files.ts';
import { phaseMutations } from './mutations/phases.ts';
import { mediaMutations } from './mutations/media.ts';
import { multiplexMutations } from './mutations/multiplex.ts';
import { recoveryMutations } from './mutations/recovery.ts';
import { vssMutations } from './mutations/vss.ts';
import { geometryMutations } from './mutations/geometry.ts';
import { levelMutations } from './mutations/levels.ts';
import { slipMutations } from './mutations/slips.ts';

/**
 * One entry per broken rule. `find` is exact source text, long enough to stand only once in its
 * file.
 */
export const mutations: readonly Mutation[] = [
  ...backupMutations,
  ...recoveryMutations,
  ...engineMutations,
  ...groundMutations,
  ...directoryMutations,
  ...editionMutations,
  ...byHandMutations,
  ...movesMutations,
  ...damageMutations,
  ...noticingMutations,
  ...phaseMutations,
  ...fileMutations,
  ...vssMutations,
  ...slipMutations,
  ...levelMutations,
  ...geometryMutations,
  ...mediaMutations,
  ...multiplexMutations,
  ...kindMutations,
];
