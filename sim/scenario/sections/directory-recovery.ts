/** How domain controllers that are lost come back. */
import type * as z from 'zod';
import type { DirectoryRecoveryPlan } from '../../org/recovery/plan.ts';
import { block } from '../block.ts';
import type { Builder } from '../builder.ts';
import { choice, yesNo } from '../fields.ts';

export const directoryRecoverySchema = block({
  way: choice('how a controller comes back whose domain has another one', [
    'fastest',
    'replicate',
    'restore',
  ]).optional(),
  authoritative: yesNo.optional(),
});

export function buildDirectoryRecovery(
  doc: z.output<typeof directoryRecoverySchema> | undefined,
  b: Builder,
): DirectoryRecoveryPlan {
  const path = ['recovery', 'directory'];
  return {
    way: b.fill([...path, 'way'], doc?.way, {
      ...{ value: 'fastest', text: 'fastest', source: 'AD-03, AD-14', assumed: false },
    }),
    authoritative: b.fill([...path, 'authoritative'], doc?.authoritative, {
      ...{ value: false, text: false, source: 'AD-10', assumed: false },
    }),
  };
}
