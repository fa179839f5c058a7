/** A job that replaces its file did so while the set in it was copied to tape, and the copy went on without one. */
import { expect, it } from 'vitest';
import { groups, jobs, setsOf } from '../../support/backup.ts';
import { withMedia } from '../../support/media.ts';
import { toEnd } from '../../support/recovery.ts';

it('TAPE-03: a copy to tape breaks off when the file of its set is replaced', () => {
  const watched = toEnd(
    withMedia(
      {
        targets: { b2d: 'capacity: 1 TB' },
        libraries: { lib1: 'drives: 1 x lto-1, cartridges: 20' },
      },
      'targets/b2d',
      {
        groups: groups({ sg1: { db1: { size: '100 GiB' } } }),
        jobs: jobs({
          full: 'type: full, when: daily 20:00, file: mail, media: replace, stage: { to: libraries/lib1, after: 22 h, keep: 3 weeks }',
        }),
        rest: 'hazards: none\n',
        horizon: '1 week',
      },
      true,
    ),
  );
  const ended = watched.of('stage.ended');
  expect(ended.length).toBeGreaterThan(5);
  expect(new Set(ended.map(({ because }) => because))).toEqual(
    new Set(['the set was replaced while it was copied']),
  );
  expect(setsOf(watched)).toHaveLength(1);
});
