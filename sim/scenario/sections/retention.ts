/** Generations of sets: daily, weekly, monthly and yearly ones, each kept for so many of its periods. */
import type { z } from 'zod';
import { DAY, WEEK } from '../../engine/clock.ts';
import type { RetentionPlan } from '../../org/backup/plan.ts';
import { block } from '../block.ts';
import type { Builder } from '../builder.ts';
import { whole } from '../fields.ts';

export const retentionSchema = block({
  daily: whole('days that every set is kept', 1, 3650),
  weekly: whole('weeks that the first of each week is kept', 0, 520).optional(),
  monthly: whole('months that the first of each month is kept', 0, 120).optional(),
  yearly: whole('years that the first of each year is kept', 0, 10).optional(),
});

export function retentionOf(
  path: readonly string[],
  doc: z.output<typeof retentionSchema> | undefined,
  keep: number | undefined,
  b: Builder,
): RetentionPlan | null {
  if (doc === undefined) return null;
  if (keep !== undefined && b.isPatched([...path, 'keep']) === b.isPatched([...path, 'retention']))
    b.error([...path, 'retention'], "sets are kept by 'keep' or by 'retention': write one of them");
  const { daily, weekly = 0, monthly = 0, yearly = 0 } = doc;
  return { daily, weekly, monthly, yearly };
}

/** What warnings and the warm-up reckon with: the generations of days and weeks. */
export const usualKeepMs = ({ daily, weekly }: RetentionPlan): number =>
  Math.max(daily * DAY, weekly * WEEK);
