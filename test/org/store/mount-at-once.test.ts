/** Mail that had waited was in no account for the instant of a mount, where that takes no time after a new stream begins. */
import { expect, it } from 'vitest';
import { watch } from '../../support/organization.ts';
import { BOTH, faulty, rowsOf, toEnd } from '../../support/recovery.ts';

it('delivers what had waited in the instant in which the database joins its stream', () => {
  const rest = 'parameters: { operations: { mountMs: 0 s } }\n';
  const [row] = rowsOf(toEnd(watch(faulty(BOTH, {}, rest), { check: true })));
  expect(row.outcome).toBe('recovered');
});
