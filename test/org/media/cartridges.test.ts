/** Cartridges of sets that are still being written. */
import { expect, it } from 'vitest';
import { ends, groups, jobs, runTo, setsOf } from '../../support/backup.ts';

it('a library that is too small makes the job fail, and never overwrites the first cartridge of its own set', () => {
  const watched = runTo({
    // 800 GiB need three cartridges of 400 GB; there are two.
    groups: groups({ sg1: { db1: { size: '800 GiB' } } }),
    cartridges: 2,
    jobs: jobs({ full: 'type: full, when: Sat 20:00, window: Sat 00:00-24:00, overrun: continue' }),
  });
  const done = ends(watched).filter((f) => f.night >= watched.plan.clock.start);
  expect(done.length).toBeGreaterThan(2);
  for (const f of done)
    expect([f.outcome, f.because]).toEqual(['failed', 'NO_MEDIA: no cartridge may be written to']);
  expect(setsOf(watched)).toEqual([]);
});

it('every complete set is whole on its cartridges', () => {
  const watched = runTo({
    groups: groups({ sg1: { db1: { size: '500 GiB' } }, sg2: { db1: { size: '300 GiB' } } }),
    drives: '2 x lto-3',
    cartridges: 7,
    jobs: jobs({
      full: 'type: full, when: Sat 20:00, window: always, overrun: continue, keep: 1 week',
    }),
    horizon: '8 weeks',
  });
  for (const group of [0, 1]) {
    for (const set of setsOf(watched, group)) {
      const image = set.parts.reduce((sum, part) => sum + part.imageBytes, 0);
      const logs = set.parts.reduce((sum, part) => sum + part.logBytes, 0);
      expect(image).toBe(watched.plan.databases[group].sizeBytes);
      expect(logs).toBe((set.high - set.low + 1) * watched.plan.figures.store.logBytes);
    }
    expect(setsOf(watched, group).length).toBeGreaterThan(0);
  }
});
