/** A log that is damaged on disk was taken as lost where the set that still has it as it was is a copy, made later, of one from before. */
import { expect, it } from 'vitest';
import { jobs, path, setsOf } from '../../support/backup.ts';
import { withMedia } from '../../support/media.ts';
import type { Watched } from '../../support/organization.ts';
import { rowsOf, toEnd, volume } from '../../support/recovery.ts';

/** Types of the sets that the one restore has read. */
const read = (watched: Watched): string[] => {
  const done = watched.of('restore.ended').filter(({ status }) => status === 'completed');
  return done.map(({ set }) => setsOf(watched).find(({ id }) => id === set)?.type ?? '');
};

it('a copy of a set has what that had, however late it was made (X-21)', () => {
  const full = 'type: full, when: Wed 20:00, stage: { to: libraries/lib1, after: 4 h }';
  const media = {
    targets: { b2d: 'capacity: 1 TB' },
    libraries: { lib1: 'drives: 1 x lto-3, cartridges: 20' },
  };
  const faults = [
    `damage: { at: week 2 Wed 22:00, corrupt: ${path('sg1')}/logs/oldest }`,
    'burnt: { at: week 2 Thu 14:00, lose: targets/b2d }',
    `gone: { at: week 2 Thu 14:30, lose: ${volume('database')} }`,
  ];
  const rest = `hazards: none\nfaults:\n  ${faults.join('\n  ')}\n`;
  const shape = { jobs: jobs({ full }), horizon: '2 weeks', rest };
  const watched = toEnd(withMedia(media, 'targets/b2d', shape, true));
  expect(read(watched)).toEqual(['full']);
  expect(rowsOf(watched)[0]).toMatchObject({ outcome: 'recovered', lostMessages: 0 });
});
