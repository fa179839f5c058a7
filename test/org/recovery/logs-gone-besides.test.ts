/** Mail was deleted by way of the logs, and before that is seen to, the logs are gone as well. */
import { expect, it } from 'vitest';
import { jobs } from '../../support/backup.ts';
import { watch } from '../../support/organization.ts';
import { DATABASE, faulty, rowsOf, steps, toEnd } from '../../support/recovery.ts';

const LOGICAL = '{ share: 2 %, noticed: 15 h, how: garbled }';

it('is not given up, though stopping before would lose more and nothing else is on the ladder (RST-02, ESE-34)', () => {
  // The file was there, dirty, and that was taken for something that could be left as it is: the database began empty.
  const faults = {
    mail: `at: week 2 Thu 19:00, corrupt: { database: ${DATABASE}, logical: ${LOGICAL} }`,
    logs: 'at: week 2 Fri 10:05, delete: servers/mbx1/storageGroups/sg1/logs',
  };
  const shape = { jobs: jobs({ full: 'type: full, when: daily 20:00, window: always' }) };
  const watched = toEnd(
    watch(faulty(faults, shape, 'recovery: { for: { mail: [stop-before] } }\n'), { check: true }),
  );
  const [fallback] = watched.of('recovery.fallback');
  expect(fallback.because).toMatch(/gives up \d+ messages, replaying to the end \d+$/);
  expect(fallback.next).toBe('roll-forward');
  expect(steps(watched, 'image')).toHaveLength(1);
  const [row] = rowsOf(watched);
  expect(row).toMatchObject({ outcome: 'recovered' });
  expect(row.sets).toHaveLength(1);
  // What was deleted, and what arrived after the full of the evening.
  expect(row.lostMessages).toBeGreaterThan(500);
  expect(row.lostMessages).toBeLessThan(3000);
});
