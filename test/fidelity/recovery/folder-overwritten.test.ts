/** A Restore.env that another restore overwrites while the logs of a further set are being read. */
import { expect, it } from 'vitest';
import { groups } from '../../support/backup.ts';
import { watch } from '../../support/organization.ts';
import { faulty, rowsOf, steps, toEnd } from '../../support/recovery.ts';

it('RST-15, RST-14: logs whose Restore.env goes while they are read are refused, and the image is restored again', () => {
  const of = (group: string): string => `servers/mbx1/storageGroups/${group}`;
  const faults = {
    first: `at: week 2 Thu 14:00, delete: ${of('sg1')}/databases/db1`,
    second: `at: week 2 Thu 14:13, delete: ${of('sg2')}/databases/db1`,
    oops: `at: week 2 Thu 14:13, misuse: { mistake: shared-temporary-folder, of: ${of('sg2')} }`,
  };
  const shape = { groups: groups({ sg1: { db1: {} }, sg2: { db1: {} } }), drives: '2 x lto-3' };
  const watched = toEnd(watch(faulty(faults, shape)));
  // Both read at one time, from two drives: sg2's window is filled in while sg1 reads an incremental.
  const struck = watched.of('cause.struck').find(({ cause }) => cause === 'slip')!;
  const read = steps(watched, 'logs').filter((s) => s.group === 0);
  expect(read.some((s) => s.began < struck.at && struck.at < s.at)).toBe(true);
  expect(watched.of('recovery.fallback').map((f) => f.because)).toEqual([
    expect.stringContaining('NO_RESTORE_ENV'),
  ]);
  expect(steps(watched, 'image').map(({ group }) => group)).toEqual([0, 1, 0]);
  expect(rowsOf(watched).map((row) => row.lostMessages)).toEqual([0, 0]);
});
