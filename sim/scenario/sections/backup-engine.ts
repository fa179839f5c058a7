/** How a job reads the store: the engine, and what earlier versions and other books have differently. */
import type { JobPlan } from '../../org/backup/plan.ts';
import { LANGUAGE, type Builder } from '../builder.ts';
import { choice, yesNo } from '../fields.ts';
import type { Path } from '../problem.ts';

export const ENGINES: readonly JobPlan['engine'][] = ['streaming', 'offline'];

export const streamingShape = {
  fullRollover: choice('when a full or copy closes the open log', ['end', 'start']).optional(),
  legacyPatchFile: yesNo.optional(),
};

interface Doc {
  readonly fullRollover?: JobPlan['fullRollover'];
  readonly legacyPatchFile?: boolean;
}

export function buildStreaming(
  path: Path,
  doc: Doc,
  b: Builder,
): Pick<JobPlan, 'fullRollover' | 'legacyPatchFile'> {
  const language = { source: LANGUAGE, assumed: false };
  return {
    fullRollover: b.fill<JobPlan['fullRollover']>([...path, 'fullRollover'], doc.fullRollover, {
      ...{ value: 'end', text: 'end', ...language },
    }),
    legacyPatchFile: b.fill([...path, 'legacyPatchFile'], doc.legacyPatchFile, {
      ...{ value: false, text: false, ...language },
    }),
  };
}
