/** How a job treats what lies on its medium already. */
import type { JobPlan } from '../../org/backup/plan.ts';
import type { LibraryPlan } from '../../org/media/plan.ts';
import { LANGUAGE, type Builder } from '../builder.ts';

interface MediumDoc {
  readonly media?: JobPlan['media'] | undefined;
  readonly file?: string | undefined;
  readonly ownerOnly?: boolean | undefined;
}

/** Appending is the default, as with the backup program itself (TAPE-03); a file to share is a matter of disk targets. */
export function mediumOf(
  path: readonly string[],
  doc: MediumDoc,
  library: LibraryPlan | undefined,
  b: Builder,
): Pick<JobPlan, 'media' | 'file'> {
  const media = b.fill<JobPlan['media']>([...path, 'media'], doc.media, {
    ...{ value: 'append', text: 'append', source: LANGUAGE, assumed: false },
  });
  if (doc.file !== undefined && library !== undefined && library.kind !== 'disk')
    b.error([...path, 'file'], `${library.path} takes tapes: files are for disk targets`);
  if (doc.ownerOnly === true && media === 'append')
    b.error(
      [...path, 'ownerOnly'],
      'access can be kept to the owner only on a medium that is new or replaced (TAPE-05)',
      "'media: replace'",
    );
  if (library?.optical === true)
    b.error(
      [...path, 'to'],
      `${library.path}: no job writes to optical discs directly (TAPE-02)`,
      "a disk target, and 'stage: { to: … }' to burn its files",
    );
  return { media, file: doc.file ?? '' };
}
