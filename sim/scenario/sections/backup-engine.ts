/** How a job reads the store: the engine, and what earlier versions and other books have differently. */
import type { Engine, JobPlan } from '../../org/backup/plan.ts';
import { LANGUAGE, type Builder } from '../builder.ts';
import { choice, yesNo } from '../fields.ts';
import type { Path } from '../problem.ts';

export const streamingShape = {
  fullRollover: choice('when a full or copy closes the open log', ['end', 'start']).optional(),
  legacyPatchFile: yesNo.optional(),
};

interface Doc {
  readonly fullRollover?: JobPlan['fullRollover'];
  readonly legacyPatchFile?: boolean;
  readonly verify?: boolean;
  readonly multiplex?: number;
}

export function buildStreaming(
  path: Path,
  engine: Engine,
  doc: Doc,
  b: Builder,
): Pick<JobPlan, 'fullRollover' | 'legacyPatchFile' | 'readsAgain'> {
  // What `defaults` says to every job is meant for snapshots, and so is what stood there when its engine took some.
  const isPatched = (key: string): boolean => b.isOwn(path, key) && b.isPatched([...path, key]);
  const meant = b.isOwn(path, 'verify') && (isPatched('verify') || !isPatched('engine'));
  const readsAgain = engine === 'streaming' && doc.verify === true && meant;
  if (readsAgain && (doc.multiplex ?? 1) > 1)
    b.error(
      [...path, 'verify'],
      'sets that lie interleaved on a cartridge are not read again one by one',
      "no 'verify', or no 'multiplex'",
    );
  const language = { source: LANGUAGE, assumed: false };
  return {
    fullRollover: b.fill<JobPlan['fullRollover']>([...path, 'fullRollover'], doc.fullRollover, {
      ...{ value: 'end', text: 'end', ...language },
    }),
    legacyPatchFile: b.fill([...path, 'legacyPatchFile'], doc.legacyPatchFile, {
      ...{ value: false, text: false, ...language },
    }),
    readsAgain,
  };
}
