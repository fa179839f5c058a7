/**
 * Without a checkpoint file soft recovery wants logs that no file needs, and one of these is missing. The files were repaired, or
 * overwritten from older sets, for a log whose changes they had had for days.
 */
import { describe, expect, it } from 'vitest';
import { ends, instant, jobs, runUntil } from '../../support/backup.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { faulty, rowsOf, SERVER, steps } from '../../support/recovery.ts';

const SG1 = `${SERVER}/storageGroups/sg1`;
const FAULTS = {
  log: `at: week 2 Thu 14:30, delete: ${SG1}/logs/oldest`,
  chk: `at: week 2 Fri 14:30, delete: ${SG1}/checkpoint`,
  crash: `at: week 2 Fri 15:00, fail: ${SERVER}`,
};

function run(version: string, more: Readonly<Record<string, string>> = {}): Watched {
  const plan = { jobs: jobs({ full: 'type: full, when: Sat 20:00' }) };
  const yaml = faulty({ ...FAULTS, ...more }, plan).replace('exchange-2007', version);
  const watched = watch(yaml, { check: true });
  runUntil(watched, instant(watched.plan, 2, 'Sat 10:00'));
  return watched;
}

describe.each(['exchange-2003', 'exchange-2007'])('%s', (version) => {
  it('REC-04 X-21: logs below Log Required are moved away with the one that is missing', () => {
    const watched = run(version);
    expect(rowsOf(watched)).toMatchObject([{ lostMessages: 0, sets: [], outcome: 'recovered' }]);
    expect(watched.of('recovery.fallback').map(({ next }) => next)).toEqual([
      'the logs below Log Required are moved away',
    ]);
    expect(steps(watched, 'by-hand')[0].because).toMatch(/eseutil \/mh/);
    expect(steps(watched, 'repair')).toEqual([]);
  });

  it('X-03: a full is ordered, since no incremental reaches back over them', () => {
    const watched = run(version);
    const [{ at }] = watched.of('incident.closed');
    const first = ends(watched, 'full').find((end) => end.asked >= at);
    expect(first).toMatchObject({ outcome: 'succeeded' });
    expect(first?.asked).toBeLessThan(instant(watched.plan, 2, 'Sat 10:00'));
  });
});

it('X-21: where one inside Log Required is missing as well, they stay for whoever rolls forward', () => {
  const newest = { newest: `at: week 2 Fri 14:59, delete: ${SG1}/logs/newest` };
  const watched = run('exchange-2003', newest);
  expect(watched.of('recovery.fallback')[0].next).toMatch(/^before 2007 no \/a does without it/);
  expect(watched.of('logs.truncated').filter(({ because }) => /by hand/.test(because))).toEqual([]);
});
