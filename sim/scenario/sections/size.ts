import { block } from '../block.ts';
import { label, share, whole } from '../fields.ts';

/** A search for the largest number of mailboxes that still meets `subjectTo`. */
export const sizeSchema = block({
  largest: label('the path of what is varied'),
  from: whole('the smallest number', 0, 1_000_000),
  to: whole('the largest number', 1, 1_000_000),
  step: whole('the step', 1, 1_000_000).optional(),
  wrongAnswer: share.optional(),
});
