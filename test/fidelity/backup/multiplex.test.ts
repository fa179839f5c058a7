/** Storage groups that are written interleaved to one cartridge, and what that costs a restore. */
import { describe, expect, it } from 'vitest';
import { interleave } from '../../../sim/org/media/sets.ts';
import { ends, groups, instant, jobs, path, runTo, setsOf } from '../../support/backup.ts';
import { steps } from '../../support/recovery.ts';
import type { Watched } from '../../support/organization.ts';

const GIB = 1024 * 1024 * 1024;
const FOUR = { sg1: { db1: {} }, sg2: { db1: {} }, sg3: { db1: {} }, sg4: { db1: {} } };

const FAST = 'parameters:\n  hardware: { networkBytesPerSecond: 1000 MB/s }\n';

/** The night of a full, of groups that deliver 30 MB/s each to one LTO-4 drive; then their volume is lost. */
const night = (streams: number, of: typeof FOUR = FOUR, rest = ''): Watched =>
  runTo(
    {
      groups: groups(of),
      drives: '1 x lto-4',
      jobs: jobs({ full: `type: full, when: Sat 20:00, multiplex: ${streams}` }),
      rest: `hazards: none\n${FAST}${rest}`,
    },
    (plan) => instant(plan, 1, rest.startsWith('faults') ? 'Sun 23:00' : 'Sat 23:00'),
  );

describe('X-20', () => {
  it.each([
    // One stream is too slow for the drive, which then writes half as fast; four are as fast as it is.
    [1, 15e6],
    [2, 30e6],
    [4, 30e6],
  ])('X-20: %d streams of 30 MB/s write at %d bytes a second each', (streams, rate) => {
    const watched = night(streams);
    const copies = watched
      .of('step.ended')
      .filter((f) => f.definition === 'backup.streaming' && f.step === 'copy');
    expect(
      copies.filter((f) => f.at - f.began === Math.ceil((10 * GIB) / (rate / 1000))),
    ).toHaveLength(copies.length);
    expect(ends(watched).every((f) => f.outcome === 'succeeded')).toBe(true);
    // As many come to lie in each other as are written at a time; and nobody loads a cartridge to join.
    const loads = watched
      .of('step.ended')
      .filter((f) => f.step === 'load' && f.definition === 'backup.streaming');
    expect(loads.length * streams).toBe(copies.length);
    for (const part of setsOf(watched, 0).flatMap((set) => set.parts))
      expect(interleave(part)).toBeCloseTo(streams, 3);
  });

  it('X-20: more streams than the drive can take share its rate', () => {
    const watched = night(4, FOUR, '  backup: { sourceBytesPerSecond: 60 MB/s }\n');
    const [copy] = watched.of('step.ended').filter((f) => f.step === 'copy');
    expect(copy.at - copy.began).toBe(Math.ceil((10 * GIB) / 30e3));
  });

  it('X-20: a set multiplexed n-fold restores at 1/n of the rate', () => {
    const lost = `faults: { gone: { at: week 1 Sun 08:00, lose: ${path('sg2', 'db1')} } }\n`;
    const [alone, two, four] = [1, 2, 4].map((streams) => {
      const image = steps(night(streams, FOUR, lost), 'image');
      expect(image).toHaveLength(1);
      return image[0];
    });
    const took = (of: typeof alone): number => of.at - of.began;
    expect(took(two) / took(alone)).toBeCloseTo(2, 3);
    expect(took(four) / took(alone)).toBeCloseTo(4, 3);
    expect(alone.because).not.toContain('blocks');
    expect(four.because).toContain("4.0 times as long: it lies between others' blocks");
  });
});
