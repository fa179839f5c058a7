/** A server that is repaired needs nobody; its databases may. */
import { expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../sim/engine/clock.ts';
import { instant, jobs } from '../../support/backup.ts';
import { watch } from '../../support/organization.ts';
import { faulty, SERVER, steps, toEnd } from '../../support/recovery.ts';

const DAILY = { jobs: jobs({ full: 'type: full, when: daily 20:00' }), horizon: '2 weeks' };

it('somebody is called at night where the logs do not bring them back (X-21)', () => {
  // They were restored from tape by nobody.
  const faults = {
    log: `at: week 2 Thu 22:29, delete: ${SERVER}/storageGroups/sg1/logs/required`,
    crash: `at: week 2 Thu 22:30, fail: ${SERVER}`,
  };
  const watched = toEnd(watch(faulty(faults, DAILY)));
  const [up] = watched.of('server.up');
  const [image] = steps(watched, 'image');
  // Fifteen minutes to decide, three quarters of an hour on the way.
  expect(image.began - up.at).toBeGreaterThanOrEqual(HOUR);
  expect(image.began - up.at).toBeLessThan(HOUR + 5 * MINUTE);
  expect(watched.of('person.worked')).toMatchObject([{ from: up.at }]);
});

it('and nobody is where they do', () => {
  const crash = `at: week 2 Thu 22:30, fail: ${SERVER}`;
  const watched = toEnd(watch(faulty({ crash }, DAILY)));
  expect(watched.of('incident.closed')).toHaveLength(1);
  expect(
    watched.of('person.worked').filter((f) => f.at > instant(watched.plan, 2, 'Thu 22:30')),
  ).toEqual([]);
});

it('somebody is called as well once the directory answers again', () => {
  const faults = {
    log: `at: week 2 Thu 22:29, delete: ${SERVER}/storageGroups/sg1/logs/required`,
    crash: `at: week 2 Thu 22:30, fail: ${SERVER}`,
    directory: 'at: week 2 Thu 22:31, fail: directory/domains/corp/controllers/dc1',
  };
  const watched = toEnd(watch(faulty(faults, DAILY)));
  const [image] = steps(watched, 'image');
  const [{ at: ready }] = watched.of('controller.up');
  expect(image.began - ready).toBeGreaterThanOrEqual(HOUR);
  expect(watched.of('server.up')[0].at).toBe(ready);
  expect(watched.of('incident.closed')).toHaveLength(1);
});
