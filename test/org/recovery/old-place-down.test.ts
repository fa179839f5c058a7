/** A database that is restored on another server, and whose logs lie on one that fails, and runs again, meanwhile. */
import { expect, it } from 'vitest';
import { groups } from '../../support/backup.ts';
import { DAILY, ELSEWHERE, lost } from '../../support/elsewhere.ts';
import { watch } from '../../support/organization.ts';
import { rowsOf, steps, toEnd } from '../../support/recovery.ts';

it('rolls forward with them, if they can be read by the time at which its sets are (REC-27)', () => {
  // They were ruled out for good when the first cartridge was in, an hour before they were wanted.
  const down = 'down: { at: week 2 Thu 14:51, fail: servers/mbx1 }';
  const shape = {
    ...DAILY,
    volumes: { second: 'raid: raid5, disks: 4 x sas-15k-146gb' },
    groups: groups({ sg1: { db1: { size: '80 GiB' } }, sg2: { db1: { on: 'second' } } }),
  };
  const yaml = lost(ELSEWHERE, {}, shape).replace('faults:\n', `faults:\n  ${down}\n`);
  const watched = toEnd(watch(yaml));
  const told = watched.of('recovery.fallback').map(({ because }) => because);
  expect(told).toEqual([
    'the logs on disk do not go on from there any more',
    'a log that was to be replayed is gone, or others are there by now',
  ]);
  expect(steps(watched, 'image')).toHaveLength(1);
  expect(rowsOf(watched).map((row) => row.lostMessages)).toEqual([0, 0]);
});
