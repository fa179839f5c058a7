/** Disk to tape: where copies of sets on disk go, when, and how long they are kept. */
import type { z } from 'zod';
import type { StagePlan } from '../../org/backup/plan.ts';
import type { LibraryPlan } from '../../org/media/plan.ts';
import { block } from '../block.ts';
import { LANGUAGE, type Builder } from '../builder.ts';
import { paths, positiveTime, schedule, time } from '../fields.ts';
import { matchPlaces } from '../paths.ts';
import { TIME, writeQuantity } from '../units.ts';

export const stageSchema = block({
  to: paths,
  after: time.optional(),
  when: schedule.optional(),
  keep: positiveTime.optional(),
});
type StageDoc = z.output<typeof stageSchema>;

/** Null where a job copies nothing on. */
export function stageOf(
  path: readonly string[],
  doc: StageDoc | undefined,
  from: { readonly library: number; readonly keepMs: number },
  libraries: readonly LibraryPlan[],
  b: Builder,
): StagePlan | null {
  if (doc === undefined) return null;
  const own = [...path, 'stage'];
  const match = matchPlaces(doc.to[0], 'library, drive or disk target', libraries);
  const library = match.ok ? match.places[0].id : 0;
  if (!match.ok && !b.mended([...own, 'to'])) b.reporter.error([...own, 'to'], match);
  else if (library === from.library)
    b.error([...own, 'to'], `the job writes to ${libraries[library].path} itself`);
  if (libraries[from.library]?.kind !== 'disk')
    b.error(own, 'only what lies on a disk target is copied on', 'a job that writes to targets/…');
  if (doc.after !== undefined && doc.when !== undefined)
    b.error([...own, 'when'], 'either after each set, or at times of the week');
  const language = { source: LANGUAGE, assumed: false };
  const afterMs =
    doc.when === undefined
      ? b.fill([...own, 'after'], doc.after, { value: 0, text: '0 s', ...language })
      : 0;
  const keepMs = b.fill([...own, 'keep'], doc.keep, {
    ...{ value: from.keepMs, text: writeQuantity(TIME, from.keepMs) },
    ...{ source: 'as long as the files', assumed: false },
  });
  return { library, afterMs, when: doc.when ?? null, keepMs };
}
