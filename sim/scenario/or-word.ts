import type * as z from 'zod';
import { field } from './fields.ts';
import type { Reading } from './times.ts';

/** A value, or the word that says there is none: null. */
export function orWord<T>(
  word: string,
  expected: string,
  example: string,
  read: (written: unknown) => Reading<T>,
): z.ZodType<T | null> {
  return field<T | null>(
    { type: ['string', 'array'], description: `${expected}, or ${word}` },
    { expected: `${expected}, or '${word}'`, example },
    (written) => (written === word ? { ok: true, value: null } : read(written)),
  );
}
