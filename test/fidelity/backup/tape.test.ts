/** Tapes and drives as far as streaming without multiplexing meets them. */
import { describe, expect, it } from 'vitest';
import { ends, groups, jobs, path, runTo, type Shape } from '../../support/backup.ts';
import type { Watched } from '../../support/organization.ts';

const LOST = `hazards: none
faults: { gone: { at: week 2 Thu 14:30, lose: servers/mbx1/nodes/a/volumes/database } }
`;

/** When each restore read its images: from, to and drive, in order. */
function restores(
  watched: Watched,
): { from: number; to: number; drive: number; database: number }[] {
  return watched
    .of('step.ended')
    .filter((f) => f.definition === 'recovery.group' && f.step === 'image')
    .map((f) => ({ from: f.began, to: f.at, drive: f.drive, database: f.database }));
}

const cartridgesOf = (w: Watched, type: string) =>
  new Set(w.of('cartridge.taken').map((f) => `${type}${f.cartridge}`));

describe('X-20', () => {
  it('X-20: databases on one cartridge are restored one after the other, though a second drive is free', () => {
    const two: Shape = {
      groups: groups({ sg1: { db1: {} }, sg2: { db1: {} } }),
      drives: '2 x lto-3',
      rest: LOST,
    };
    // One after the other on the same drive, and so on the same cartridge …
    const apart = { one: 'Sat 20:00', two: 'Sat 22:00' };
    const same = runTo({
      ...two,
      jobs: jobs({
        one: `type: full, when: ${apart.one}, of: ${path('sg1')}`,
        two: `type: full, when: ${apart.two}, of: ${path('sg2')}`,
      }),
    });
    const [first, second] = restores(same);
    expect(second.from).toBeGreaterThan(first.to);
    // … or at the same time on two drives, and so on two cartridges.
    const both = runTo({ ...two, jobs: jobs({ full: 'type: full, when: Sat 20:00' }) });
    const [a, b] = restores(both);
    expect(b.from).toBeLessThan(a.to);
    expect(a.drive).not.toBe(b.drive);
    expect(cartridgesOf(both, '').size).toBeGreaterThan(cartridgesOf(same, '').size);
  });

  it('X-20: one restore per group at a time, though its databases lie on two cartridges and two drives are free', () => {
    const watched = runTo({
      groups: groups({ sg1: { db1: {}, db2: {} } }),
      drives: '2 x lto-3',
      // A new week begins with a new cartridge.
      jobs: jobs({
        one: `type: full, when: Sun 20:00, of: ${path('sg1', 'db1')}`,
        two: `type: full, when: Mon 20:00, of: ${path('sg1', 'db2')}`,
      }),
      rest: LOST,
    });
    const [first, second] = restores(watched);
    expect([first.database, second.database]).toEqual([0, 1]);
    expect(second.from).toBeGreaterThan(first.to);
    const set = new Set(watched.of('incident.closed')[0].databases.flatMap((d) => d.sets));
    expect(set.size).toBe(2);
    // Each gets the full of its own job afterwards.
    const closed = watched.of('incident.closed')[0].at;
    const ordered = watched
      .of('backup.began')
      .filter((f) => f.asked > first.to && f.asked <= closed);
    expect(ordered.map((f) => watched.plan.jobs[f.job].name)).toEqual(['one', 'two']);
  });

  it.each([
    ['80 MB/s', 75e6],
    ['30 MB/s', 30e6],
    ['27 MB/s', 27e6],
    ['26 MB/s', 13e6],
    ['10 MB/s', 5e6],
  ])('X-20: a source of %s keeps an LTO-3 drive writing at %d bytes a second', (source, rate) => {
    const watched = runTo({
      jobs: jobs({ full: 'type: full, when: daily 20:00' }),
      rest: `hazards: none\nparameters: { backup: { sourceBytesPerSecond: ${source} } }\n`,
      horizon: '1 week',
    });
    const { imageBytes, logs, copyMs, outcome } = ends(watched).at(-1)!;
    const bytes = imageBytes + logs * watched.plan.figures.store.logBytes;
    expect(outcome).toBe('succeeded');
    expect(copyMs).toBeGreaterThanOrEqual((bytes / rate) * 1000);
    expect(copyMs).toBeLessThanOrEqual((bytes / rate) * 1000 + 2);
  });

  it('X-20: a third stream on the shared network makes all three too slow to keep their tapes moving', () => {
    const three = { sg1: { db1: {} }, sg2: { db1: {} }, sg3: { db1: {} } };
    const rates = [2, 3].map((drives) => {
      const watched = runTo({
        groups: groups(three),
        drives: `${drives} x lto-3`,
        jobs: jobs({ full: 'type: full, when: daily 20:00' }),
        horizon: '1 week',
      });
      const { imageBytes } = ends(watched)[0];
      const copy = watched.of('step.ended').filter((f) => f.step === 'copy')[0];
      return imageBytes / ((copy.at - copy.began) / 1000);
    });
    // 75 MB/s among two is more than each can send; among three it is 25, below 27, and so half of that.
    expect(Math.round(rates[0] / 1e6)).toBe(30);
    expect(rates[1]).toBeGreaterThan(12.5e6);
    expect(rates[1]).toBeLessThan(13e6);
  });
});
