/** A file that lives, with a few damaged pages, was thrown away for an image that rolls forward to a broken log days ago. */
import { expect, it } from 'vitest';
import { HOUR } from '../../../sim/engine/clock.ts';
import { jobs } from '../../support/backup.ts';
import { DATABASE, failing, rowsOf, SERVER, steps, toEnd } from '../../support/recovery.ts';

const PAGES = { pages: `at: week 2 Thu 14:30, corrupt: ${DATABASE}` };
const TUESDAY = `at: week 2 Tue 12:00, delete: ${SERVER}/storageGroups/sg1/logs/newest`;
const weekly = { jobs: jobs({ full: 'type: full, when: Sat 20:00' }), horizon: '3 weeks' };

it('it is repaired where the logs end before the present, and rolled forward where they do not (RST-01)', () => {
  const broken = toEnd(failing({ ...PAGES, gone: TUESDAY }, weekly, true));
  const whole = toEnd(failing(PAGES, weekly, true));
  expect(steps(whole, 'repair')).toEqual([]);
  expect(rowsOf(whole)[0].lostMessages).toBe(0);

  expect(steps(broken, 'image')).toEqual([]);
  expect(steps(broken, 'repair')).toHaveLength(1);
  const told = broken.of('recovery.fallback').map(({ because }) => because);
  expect(told[0]).toMatch(/^the logs reach only to log \d+$/);
  // Some pages, not all that came since Tuesday.
  expect(rowsOf(broken)[0].lostMessages).toBeGreaterThan(0);
  expect(rowsOf(broken)[0].lostWindowMs).toBeLessThan(HOUR);
});
