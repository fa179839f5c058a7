/**
 * Files with damaged pages whose group had stopped for a log that could have been put back, or done without, were repaired as they
 * lay there: all that only the logs carried was given up with the pages.
 */
import { expect, it } from 'vitest';
import { jobs } from '../../support/backup.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { DATABASE, faulty, SERVER, steps, toEnd } from '../../support/recovery.ts';

const SG1 = `${SERVER}/storageGroups/sg1`;
const PAGES = { pages: `at: week 2 Fri 14:00, corrupt: ${DATABASE}` };

function run(faults: Readonly<Record<string, string>>, full = 'third Sun 20:00'): Watched {
  const plan = { jobs: jobs({ full: `type: full, when: ${full}` }) };
  const yaml = faulty({ ...PAGES, ...faults }, plan).replace('exchange-2007', 'exchange-2003');
  return toEnd(watch(yaml, { check: true }));
}

/** What was lost from the hour before the group stopped. */
const lostOfLate = (watched: Watched): number[] => {
  const [{ at }] = watched.of('database.down');
  return watched
    .of('content.lost')
    .flatMap(({ from, to }) => (to > at - 3_600_000 ? [to - from] : []));
};

it('X-23: a log in quarantine is put back, and replayed before the repair', () => {
  const watched = run({
    scanner: `at: week 2 Fri 15:00, delete: ${SG1}/logs/open, quarantined: true`,
  });
  const done = steps(watched).map(({ step }) => step);
  expect(done.filter((step) => ['by-hand', 'replay', 'repair'].includes(step))).toEqual([
    'by-hand',
    'replay',
    'repair',
  ]);
  expect(steps(watched, 'by-hand')[0].because).toMatch(/^putting the log back from the quarantine/);
  expect(lostOfLate(watched)).toEqual([]);
});

it('X-23: and a restore rolls forward over it', () => {
  const scanner = `at: week 2 Fri 15:00, delete: ${SG1}/logs/open, quarantined: true`;
  const watched = run({ scanner }, 'daily 20:00');
  expect(steps(watched, 'repair')).toEqual([]);
  expect(watched.of('replay.done')).toHaveLength(1);
  expect(watched.of('content.lost')).toEqual([]);
});

it('REC-04: so are the logs that are left, where an older one is missing, and no checkpoint file is there', () => {
  const faults = {
    log: `at: week 2 Thu 14:30, delete: ${SG1}/logs/oldest`,
    chk: `at: week 2 Fri 14:30, delete: ${SG1}/checkpoint`,
    crash: `at: week 2 Fri 15:00, fail: ${SERVER}`,
  };
  const watched = run(faults);
  const done = steps(watched).map(({ step }) => step);
  expect(done.filter((step) => ['by-hand', 'replay', 'repair'].includes(step))).toEqual([
    'by-hand',
    'replay',
    'repair',
  ]);
  expect(lostOfLate(watched)).toEqual([]);
});
