import type { Mutation } from './mutation.ts';
import { backupMutations } from './mutations/backup.ts';
import { engineMutations } from './mutations/engine.ts';
import { groundMutations } from './mutations/ground.ts';
import { byHandMutations } from './mutations/by-hand.ts';
import { movesMutations } from './mutations/moves.ts';
import { controllerMutations } from './mutations/controllers.ts';
import { damageMutations } from './mutations/damage.ts';
import { directoryMutations } from './mutations/directory.ts';
import { kindMutations } from './mutations/kinds.ts';
import { editionMutations } from './mutations/editions.ts';
import { noticingMutations } from './mutations/noticing.ts';
import { folderMutations } from './mutations/folders.ts';
import { fileMutations } from './mutations/files.ts';
import { phaseMutations } from './mutations/phases.ts';
import { mediaMutations } from './mutations/media.ts';
import { multiplexMutations } from './mutations/multiplex.ts';
import { recoveryMutations } from './mutations/recovery.ts';
import { vssMutations } from './mutations/vss.ts';
import { retentionMutations } from './mutations/retention.ts';
import { flushMutations } from './mutations/flushes.ts';
import { geometryMutations } from './mutations/geometry.ts';
import { levelMutations } from './mutations/levels.ts';
import { selectionMutations } from './mutations/selection.ts';
import { slipMutations } from './mutations/slips.ts';
import { stopMutations } from './mutations/stops.ts';

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
  ...controllerMutations,
  ...editionMutations,
  ...byHandMutations,
  ...movesMutations,
  ...damageMutations,
  ...noticingMutations,
  ...stopMutations,
  ...phaseMutations,
  ...fileMutations,
  ...folderMutations,
  ...vssMutations,
  ...slipMutations,
  ...levelMutations,
  ...geometryMutations,
  ...flushMutations,
  ...retentionMutations,
  ...mediaMutations,
  ...multiplexMutations,
  ...selectionMutations,
  ...kindMutations,
];
