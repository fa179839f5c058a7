/** A snapshot that proves worthless on its disks while it is being written to tape: the copy comes during the restore. */
import { expect, it } from 'vitest';
import { groups, jobs, path } from '../../support/backup.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { faulty, rowsOf, steps, toEnd } from '../../support/recovery.ts';

const SNAPSHOT = 'engine: vss-software, when: Thu 10:00, copies: 1';

/** The copy takes until 11:27, and the restore begins at 11:15; the image before it was made on another day. */
function restored(
  drives: string,
  of: Readonly<Record<string, string>>,
  faults: Readonly<Record<string, string>> = {},
  store = '',
): Watched {
  const yaml = faulty(
    {
      ...faults,
      bad: `at: week 1 Thu 10:45, spoil: { newestSetOf: ${path('sg1')} }`,
      gone: `at: week 1 Thu 10:50, delete: ${path('sg1', 'db1')}`,
    },
    {
      groups: groups({ sg1: { db1: { size: '1 GiB' }, db2: { size: '50 GiB' } } }),
      jobs: jobs(of),
      drives,
      horizon: '1 week',
    },
    `parameters: { backup: { checkBytesPerSecond: 25 MB/s }, store: { ${store} } }\n`,
  );
  return toEnd(watch(yaml));
}

/** Whether nothing was given up; what was told on the way. */
function told(watched: Watched): string[] {
  expect(rowsOf(watched).map((row) => row.lostMessages)).toEqual([0]);
  return watched.of('recovery.fallback').map(({ because }) => because);
}

const SLOW = 'replayLogsPerSecond: 0.002 logs/s';

it('is read instead of an older image, for which the restore waited for the drive (E-06)', () => {
  // Before the first set was read somebody had looked, and not again: a week was given up beside a tape that had it.
  const watched = restored('1 x lto-1', { full: `type: full, ${SNAPSHOT}` });
  expect(told(watched)).toEqual([
    'a set could not be read',
    'backups went on meanwhile: the catalogue lists newer sets',
  ]);
  expect(steps(watched, 'image')).toHaveLength(1);
});

it('takes the place of an older image that is on disk already, before what came since is given up', () => {
  const watched = restored('2 x lto-1', { full: `type: full, ${SNAPSHOT}` }, {}, SLOW);
  expect(told(watched)).toEqual([
    'a set could not be read',
    expect.stringMatching(/others are there by now$/),
  ]);
  expect(steps(watched, 'image')).toHaveLength(2);
});

it('does so too where the older image rolls forward, up to a broken log that the copy has behind it', () => {
  const watched = restored(
    '2 x lto-1',
    { full: 'type: full, when: Wed 22:00', copy: `type: copy, ${SNAPSHOT}` },
    { broken: `at: week 1 Thu 09:00, corrupt: ${path('sg1')}/logs/newest` },
    'replayLogsPerSecond: 0.1 logs/s',
  );
  expect(told(watched)).toHaveLength(2);
  expect(steps(watched, 'image')).toHaveLength(2);
});
