/** Disk to tape: files for the restores of this week, tapes for those after a loss of the disks. */
import { describe, expect, it } from 'vitest';
import { DAY } from '../../../sim/engine/clock.ts';
import { ends, groups, jobs, setsOf } from '../../support/backup.ts';
import { withMedia } from '../../support/media.ts';
import type { Watched } from '../../support/organization.ts';
import { rowsOf, steps, toEnd, volume } from '../../support/recovery.ts';

const MEDIA = {
  targets: { b2d: 'capacity: 1 TB' },
  libraries: { lib1: 'drives: 1 x lto-3, cartridges: 20' },
};
const staged = (how: string): string =>
  jobs({
    full: `type: full, when: daily 20:00, keep: 4 days, stage: { to: libraries/lib1, ${how} }`,
  });

const run = (how: string, faults: string, size = '10 GiB'): Watched =>
  toEnd(
    withMedia(
      MEDIA,
      'targets/b2d',
      {
        groups: groups({ sg1: { db1: { size } } }),
        jobs: staged(how),
        rest: `hazards: none\nfaults:\n${faults}`,
        horizon: '2 weeks',
      },
      true,
    ),
  );

const lost = (what: string, at: string): string =>
  `  f${what.length}: { at: week 2 ${at}, lose: ${what} }\n`;
const VOLUME = lost(volume('database'), 'Thu 14:30');

/** Paths of the media that the one restore has read. */
function readFrom(watched: Watched): string[] {
  const images = steps(watched, 'image').map((s) => watched.plan.drives[s.drive].library);
  return images.map((id) => watched.plan.libraries[id].path);
}

describe('disk to tape', () => {
  it('reads files as long as they are there, and the tape when the target is lost (TAPE-24)', () => {
    const whole = run('after: 2 h, keep: 3 weeks', VOLUME);
    expect(readFrom(whole)).toEqual(['targets/b2d']);
    const copies = whole.of('stage.ended');
    expect(copies.every((f) => f.because === '' && f.copy >= 0)).toBe(true);
    expect(copies.length).toBe(ends(whole).filter((f) => f.outcome === 'succeeded').length);
    // Files go after four days, the copies stay for three weeks.
    const sets = setsOf(whole);
    const [oldest] = sets;
    expect(oldest.copy).toBe(true);
    expect(sets.filter((set) => !set.copy).length).toBeLessThan(8);
    expect(sets.filter((set) => set.copy).length).toBeGreaterThan(14);
    expect(oldest.keepUntil - oldest.completedAt).toBe(21 * DAY);

    const burnt = run('after: 2 h, keep: 3 weeks', VOLUME + lost('targets/b2d', 'Thu 14:00'));
    expect(readFrom(burnt)).toEqual(['libraries/lib1']);
    expect(rowsOf(burnt)[0]).toMatchObject({ outcome: 'recovered', lostMessages: 0 });
  });

  it('a target that is lost before its sets were copied takes them with it', () => {
    const burnt = run('when: Sun 12:00, keep: 3 weeks', VOLUME + lost('targets/b2d', 'Thu 14:00'));
    // Sunday's copies are the newest; what came since is lost but for the logs on disk, which begin with last night's full.
    expect(readFrom(burnt)).toEqual(['libraries/lib1']);
    expect(rowsOf(burnt)[0].lostWindowMs).toBeGreaterThan(4 * DAY);
    expect(rowsOf(burnt)[0].lostWindowMs).toBeLessThan(5 * DAY);
  });

  it('finds an unreadable file when it copies it, and goes over two cartridges where one is full', () => {
    const spoilt = 'week 2 Wed 21:30, spoil: { newestSetOf: servers/mbx1/storageGroups/sg1 }';
    const found = run('after: 2 h, keep: 3 weeks', `  bad: { at: ${spoilt} }\n`);
    const failed = found.of('stage.ended').filter((f) => f.because !== '');
    expect(failed.map((f) => f.because)).toEqual(['the set on disk cannot be read']);
    expect(found.of('job.noticed').length).toBe(1);

    const large = run(
      'after: 1 h, keep: 3 days',
      '  x: { at: week 2 Sun 23:00, lose: targets/b2d }\n',
      '150 GiB',
    );
    const parts = setsOf(large)
      .filter((set) => set.copy)
      .map((set) => set.parts);
    expect(parts.some((each) => each.length === 2)).toBe(true);
    for (const each of parts) {
      const bytes = each.reduce((sum, part) => sum + part.imageBytes, 0);
      expect(bytes).toBe(large.plan.databases[0].sizeBytes);
    }
  });
});
