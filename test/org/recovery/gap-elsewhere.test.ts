/** A log that is gone at the old place, where a database is to go to another server. */
import { expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../sim/engine/clock.ts';
import { BROUGHT, dead, ELSEWHERE, lost, MOVED, SOURCE } from '../../support/elsewhere.ts';
import { watch } from '../../support/organization.ts';
import { rowsOf, steps, toEnd } from '../../support/recovery.ts';

it('ends what is replayed of the logs that are brought after it', () => {
  // The new place knew nothing of it, so that nothing was lost.
  const gap = `gap: { at: week 2 Thu 10:00, delete: ${SOURCE}/logs/newest }`;
  const watched = toEnd(watch(lost(ELSEWHERE).replace('faults:\n', `faults:\n  ${gap}\n`)));
  expect(watched.of('database.moved')).toHaveLength(1);
  expect(steps(watched, 'replay')[0].because).toMatch(/ is missing or damaged$/);
  const [row] = rowsOf(watched);
  expect(row).toMatchObject({ outcome: 'recovered' });
  expect(row.lostWindowMs / HOUR).toBeCloseTo(4.5, 1);
});

it('keeps files that need it where they are', () => {
  const gap = `at: week 2 Thu 14:29, delete: ${SOURCE}/logs/newest`;
  const watched = toEnd(watch(dead(BROUGHT, {}, { gap })));
  expect(watched.of('database.moved')).toEqual([]);
  const [refused] = watched.of('recovery.fallback');
  expect(refused.because).toMatch(
    new RegExp(`^${MOVED} cannot go elsewhere: E\\S+ is missing, and soft recovery needs it$`),
  );
  const [row] = rowsOf(watched);
  expect(row).toMatchObject({ outcome: 'recovered' });
  expect(row.lostWindowMs).toBeGreaterThan(0);
  expect(row.lostWindowMs).toBeLessThan(5 * MINUTE);
});

it('leaves files behind that cannot be made consistent, since it went before they were brought', () => {
  // They were recovered as if it had come with the others.
  const gap = `at: week 2 Thu 14:51, delete: ${SOURCE}/logs/newest`;
  const watched = toEnd(watch(dead(BROUGHT, {}, { gap })));
  expect(watched.of('database.moved')).toHaveLength(1);
  const [row] = rowsOf(watched);
  expect(row.sets).toHaveLength(1);
  expect(row.lostWindowMs).toBeGreaterThan(5 * MINUTE);
});
