/** Logs on disk that go, or come back, while a restore that is to go on with them is under way. */
import { expect, it } from 'vitest';
import { MINUTE } from '../../../sim/engine/clock.ts';
import { putBack } from '../../../sim/org/store/gaps.ts';
import { groups, jobs } from '../../support/backup.ts';
import { watch, type Watched } from '../../support/organization.ts';
import {
  failing,
  faulty,
  LOST,
  restoreUnderWay,
  rowsOf,
  runWhile,
  SERVER,
  steps,
  toEnd,
} from '../../support/recovery.ts';

const NEWEST = `${SERVER}/storageGroups/sg1/logs/newest`;
const FULLS = { jobs: jobs({ full: 'type: full, when: daily 20:00' }) };

it('replays no log that has gone since the way back was decided', () => {
  // It was replayed all the same, and nothing was lost.
  const gap = `at: week 2 Thu 15:55, delete: ${NEWEST}`;
  const watched = toEnd(failing({ ...LOST, gap }, FULLS, true));
  expect(steps(watched, 'plan')).toHaveLength(2);
  expect(watched.of('recovery.fallback')[0].because).toMatch(/^a log that was to be replayed is/);
  expect(steps(watched, 'replay')[0].because).toMatch(/ is missing or damaged$/);
  const [row] = rowsOf(watched);
  expect(row.lostMessages).toBeGreaterThan(0);
  expect(row.lostWindowMs).toBeLessThan(10 * MINUTE);
});

it('replays what has been put back by the time at which it comes there', () => {
  // It ended before a log that was there again, and gave up what it carried.
  const gap = `at: week 2 Thu 11:00, delete: ${NEWEST}, quarantined: true`;
  const watched = failing({ ...LOST, gap }, FULLS, true);
  runWhile(watched, () => {
    const p = watched.sim.world.org.procedures.list.find((each) => each?.name === 'recovery.group');
    return p?.step !== 'replay';
  });
  expect(restoreUnderWay(watched)).toMatchObject({ toEnd: true });
  expect(restoreUnderWay(watched)!.brokenAt).toBeGreaterThan(0);
  putBack(watched.sim.world, 0);
  toEnd(watched);
  expect(steps(watched, 'replay')).toHaveLength(2);
  expect(rowsOf(watched)).toMatchObject([{ lostMessages: 0, outcome: 'recovered' }]);
});

const TWO = { ...FULLS, groups: groups({ sg1: { db1: {} }, sg2: { db1: {} } }) };
const OTHER = `${SERVER}/storageGroups/sg2/logs/newest`;
const slowly = (faults: Readonly<Record<string, string>>, logsPerSecond: string): Watched => {
  const figures = `parameters: { store: { replayLogsPerSecond: ${logsPerSecond} logs/s } }\n`;
  return toEnd(watch(faulty(faults, TWO, figures)));
};

it('replays none that has gone while it waited for its turn, by hard recovery', () => {
  // It had been looked for when all was read, hours before, and what it carried was never missed.
  const gap = `at: week 2 Thu 16:35, delete: ${OTHER}`;
  const rows = rowsOf(slowly({ ...LOST, gap }, '0.2'));
  expect(rows.map((row) => row.lostMessages > 0)).toEqual([false, true]);
});

it('replays none that has gone while it waited for its turn, by soft recovery: its database is restored', () => {
  const gone = 'at: week 2 Thu 14:30, fail: servers/mbx1';
  const gap = `at: week 2 Thu 15:02, delete: ${OTHER}`;
  const rows = rowsOf(slowly({ gone, gap }, '0.02'));
  expect(rows.map((row) => row.sets.length)).toEqual([0, 1]);
  expect(rows[1].lostMessages).toBeGreaterThan(0);
});
