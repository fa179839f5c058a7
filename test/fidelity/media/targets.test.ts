/** What jobs write to: files on disk, and what becomes of these. */
import { describe, expect, it } from 'vitest';
import { ends, groups, instant, jobs, setsOf } from '../../support/backup.ts';
import { withMedia } from '../../support/media.ts';
import { rowsOf, steps, toEnd, volume } from '../../support/recovery.ts';

const DAILY = jobs({ full: 'type: full, when: daily 20:00' });
const gone = (what: string): string => `hazards: none
faults: { gone: { at: week 2 Thu 14:30, lose: ${what} } }
`;
const TWO = groups({ sg1: { db1: {} }, sg2: { db1: {} } });

describe('disk targets', () => {
  it('TAPE-01: a job writes files as it writes tapes, and a restore reads them without a robot', () => {
    const of = { jobs: DAILY, rest: gone(volume('database')), horizon: '2 weeks' };
    const watched = toEnd(
      withMedia({ targets: { b2d: 'capacity: 1 TB' } }, 'targets/b2d', of, true),
    );
    expect(ends(watched).every((f) => f.outcome === 'succeeded')).toBe(true);
    expect(watched.of('cartridge.taken')).toEqual([]);
    const carried = steps(watched).filter((s) => s.span === 'load-tape');
    expect(carried.every((s) => s.at === s.began)).toBe(true);
    expect(rowsOf(watched)[0].outcome).toBe('recovered');
    // What is out of date is deleted when the next job begins: three weeks are kept from the end of each.
    expect(setsOf(watched).length).toBe(22);
  });

  it('TAPE-22: files without room fail with NO_SPACE; room that expires is used again', () => {
    const run = (capacity: string) => {
      const full = jobs({ full: 'type: full, when: daily 20:00, keep: 2 days' });
      const of = { groups: TWO, jobs: full, horizon: '1 week' };
      return toEnd(
        withMedia({ targets: { b2d: `capacity: ${capacity}` } }, 'targets/b2d', of, true),
      );
    };
    const small = run('40 GB');
    const failed = ends(small).filter((f) => f.outcome !== 'succeeded');
    expect(failed.length).toBeGreaterThan(3);
    const why = new Set(failed.map((f) => f.because));
    expect([...why]).toEqual(['NO_SPACE: no room is left on targets/b2d']);
    // Nothing is overbooked, although two groups write at once.
    expect(small.sim.world.org.media.cartridges[0].usedBytes).toBeLessThanOrEqual(40e9);
    expect(ends(run('80 GB')).every((f) => f.outcome === 'succeeded')).toBe(true);
  });

  it('TAPE-03: a job that replaces its file has erased the earlier sets even if it fails itself', () => {
    const left = (media: string) => {
      const full = jobs({ full: `type: full, when: daily 20:00, media: ${media}, file: mail` });
      const corrupt = 'at: week 2 Wed 12:00, corrupt: servers/mbx1/storageGroups/sg1/databases/db1';
      const rest = `hazards: none\nfaults: { bad: { ${corrupt} } }\n`;
      const of = { jobs: full, rest, horizon: '2 weeks' };
      const watched = withMedia({ targets: { b2d: 'capacity: 1 TB' } }, 'targets/b2d', of, true);
      watched.sim.runUntil(instant(watched.plan, 2, 'Wed 23:00'));
      expect(ends(watched).at(-1)!.outcome).toBe('failed');
      return setsOf(watched).length;
    };
    expect(left('append')).toBeGreaterThan(10);
    expect(left('replace')).toBe(0);
  });

  it('TAPE-04: a job that reuses the file name of another one overwrites a set that was wanted', () => {
    const left = (name: string) => {
      const both = jobs({
        one: 'type: full, when: Sat 20:00, of: servers/mbx1/storageGroups/sg1, file: mail',
        two: `type: full, when: Sun 20:00, of: servers/mbx1/storageGroups/sg2, media: replace, file: ${name}`,
      });
      const of = { groups: TWO, jobs: both, horizon: '2 weeks' };
      const watched = toEnd(
        withMedia({ targets: { b2d: 'capacity: 1 TB' } }, 'targets/b2d', of, true),
      );
      return [setsOf(watched, 0).length, setsOf(watched, 1).length];
    };
    expect(left('other')).toEqual([3, 1]);
    expect(left('mail')).toEqual([0, 1]);
  });

  it('sets in one file are deleted together, when the last of them is out of date', () => {
    const most = (file: string) => {
      const full = jobs({ full: `type: full, when: Sat 20:00, keep: 10 days${file}` });
      const of = { jobs: full, horizon: '8 weeks' };
      const watched = withMedia({ targets: { b2d: 'capacity: 1 TB' } }, 'targets/b2d', of);
      return setsOf(toEnd(watched)).length;
    };
    expect(most('')).toBe(2);
    expect(most(', file: mail')).toBe(9);
  });

  it('are lost with the volume that they lie on, and the sets with them', () => {
    const on = (where: string) => {
      const of = { jobs: DAILY, rest: gone('servers/mbx1'), horizon: '2 weeks' };
      const media = { targets: { b2d: where } };
      const shape = { ...of, volumes: { spare: 'raid: raid5, disks: 8 x sas-15k-146gb' } };
      const watched = toEnd(withMedia(media, 'targets/b2d', shape, true));
      return [rowsOf(watched)[0].outcome, watched.of('cartridge.lost').length];
    };
    expect(on('on: servers/mbx1/volumes/spare')).toEqual(['declared-lost', 1]);
    expect(on('capacity: 1 TB')).toEqual(['recovered', 0]);
  });

  it('are lost by chance as volumes are, and hold what is written after their disks were replaced', () => {
    const rest = 'hazards: { volume-lost: 60 /year, others: none }\n';
    const of = { jobs: DAILY, rest, horizon: '4 weeks' };
    const watched = toEnd(
      withMedia({ targets: { b2d: 'capacity: 1 TB' } }, 'targets/b2d', of, true),
    );
    const strikes = watched.of('cause.struck').filter((f) => f.owner === 'targets/b2d');
    expect(strikes.length).toBeGreaterThan(1);
    expect(watched.of('cartridge.lost').length).toBeGreaterThan(0);
    expect(strikes.every((f) => f.absorbed)).toBe(true);
    const written = ends(watched).filter((f) => f.outcome === 'succeeded').length;
    expect(setsOf(watched).length).toBeLessThan(Math.min(written, 22));
    expect(setsOf(watched).length).toBeGreaterThan(0);
  });
});
