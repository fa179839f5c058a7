/** Mistakes that a script has somebody make: which one, in whose next restore, and whether it is noticed in time. */
import type * as z from 'zod';
import type { FaultPlan } from '../../org/recovery/plan.ts';
import { slips, type SlipName } from '../../org/recovery/slips/table.ts';
import { block } from '../block.ts';
import type { Builder } from '../builder.ts';
import { choice, paths, yesNo } from '../fields.ts';
import { matchPlaces, type Place } from '../paths.ts';
import type { Path } from '../problem.ts';

export const misuseSchema = block({
  mistake: choice('what is done wrong', Object.keys(slips).sort() as SlipName[]),
  of: paths,
  noticed: yesNo.optional(),
});

type Misuse = Extract<FaultPlan, { verb: 'misuse' }>;

/** The mistake, or null where it is not said in whose restore it is made. */
export function misused(
  path: Path,
  { mistake, of, noticed }: z.output<typeof misuseSchema>,
  groups: readonly Place[],
  b: Builder,
): Pick<Misuse, 'verb' | 'group' | 'mistake' | 'noticed'> | null {
  const match = matchPlaces(of[0], 'storage group', groups);
  if (match.ok && match.places.length === 1 && of.length === 1) {
    const [{ id: group }] = match.places;
    return { verb: 'misuse', group, mistake, noticed: noticed ?? null };
  }
  const one = { message: 'a mistake is made in the restore of one storage group' };
  if (!b.mended([...path, 'of'])) b.reporter.error([...path, 'of'], match.ok ? one : match);
  return null;
}
