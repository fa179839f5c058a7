/** A full that cannot be read made a restore fall back without a word; only sets after it were told of. */
import { expect, it } from 'vitest';
import { jobs } from '../../support/backup.ts';
import { failing, LOST, SERVER, toEnd } from '../../support/recovery.ts';

it('a restore that falls back tells why, and to what: to an older image as well', () => {
  const newestFullOf = `${SERVER}/storageGroups/sg1`;
  const spoil = `at: week 2 Thu 14:00, spoil: { newestFullOf: ${newestFullOf} }`;
  const nightly = 'type: differential, when: [Sun-Tue 20:00, Wed 22:00, Thu-Fri 20:00]';
  const plan = jobs({ full: 'type: full, when: [Wed 20:00, Sat 20:00]', nightly });
  const watched = toEnd(failing({ ...LOST, spoil }, { jobs: plan }));
  const [told, ...more] = watched.of('recovery.fallback');
  expect(more).toEqual([]);
  expect(told.because).toBe('a set could not be read');
  // From Saturday's full on, as far as the logs have not been removed since.
  expect(told.next).toMatch(/^full, up to log \d+, differential up to log \d+$/);
});
