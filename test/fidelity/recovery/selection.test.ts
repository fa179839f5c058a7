/** One database out of a set of several (RST-64): what is read, what is wound over, and what stays in the library. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BackupSet } from '../../../sim/org/media/state.ts';
import { stretchesOf } from '../../../sim/org/recovery/restore/selection.ts';
import { groups, type Shape } from '../../support/backup.ts';
import { withMedia } from '../../support/media.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { faulty, SERVER, steps, toEnd, volume } from '../../support/recovery.ts';

const GIB = 1024 ** 3;
/** A restore reads 30 MB a second divided by 1.2; the tape runs past the heads at 80 MB a second (LTO-3). */
const RATE = 25e6;
const NATIVE = 80e6;
const FOUR = { groups: groups({ sg1: { db1: {}, db2: {}, db3: {}, db4: {} } }) };

const restored = (fault: string, shape: Shape = FOUR): Watched =>
  toEnd(watch(faulty({ gone: `at: week 2 Thu 14:30, ${fault}` }, shape)));
const spoil = (name: string): string => `corrupt: ${SERVER}/storageGroups/sg1/databases/${name}`;
/** Some of the databases lie on a volume of their own, which is lost. */
const MORE = {
  on: 'more',
  lost: `lose: ${volume('more')}`,
  volumes: { more: 'raid: raid5, disks: 8 x sas-15k-146gb' },
};
const { on, volumes } = MORE;

const lengths = (watched: Watched, step: string): number[] =>
  steps(watched, step).map(({ began, at }) => at - began);
const reasons = (watched: Watched, step: string): string[] =>
  steps(watched, step).map(({ because }) => because);
const secondsOf = (bytes: number, rate: number): number => Math.round((bytes / rate) * 1000);

const OVER = 'winding over databases that are not restored';

describe('one database out of a set of four', () => {
  it('RST-64: is read alone, behind what is wound over, and the logs behind the rest', () => {
    const one = restored(spoil('db2'));
    expect(lengths(one, 'image')).toEqual([expect.closeTo(secondsOf(10 * GIB, RATE), -1)]);
    expect(reasons(one, 'image')).toEqual([
      'image of servers/mbx1/storageGroups/sg1: db2 of 4 databases',
    ]);
    // Loading winds to the first byte that is wanted; behind it 20 GiB are wound over in the time of any winding.
    expect(lengths(one, 'load')[0]).toBe(65_000);
    expect(lengths(one, 'locate')[0]).toBe(46_000);
    expect(reasons(one, 'locate')[0]).toBe(OVER);
    const [{ bytes, files }] = one.of('restore.ended');
    expect(bytes).toBeLessThan(11 * GIB);
    expect(files).toBeLessThan(500);
  });

  it('RST-64: several are read in the order of the set, and neighbours without a stop', () => {
    const ends = groups({ sg1: { db1: { on }, db2: {}, db3: {}, db4: { on } } });
    const apart = restored(MORE.lost, { groups: ends, volumes });
    const each = expect.closeTo(secondsOf(10 * GIB, RATE), -1);
    expect(lengths(apart, 'image')).toEqual([each, each]);
    expect(reasons(apart, 'locate')[0]).toBe(OVER);
    const behind = groups({ sg1: { db1: {}, db2: {}, db3: { on }, db4: { on } } });
    const side = restored(MORE.lost, { groups: behind, volumes });
    expect(lengths(side, 'image')).toEqual([expect.closeTo(secondsOf(20 * GIB, RATE), -1)]);
    // Nothing lies between them and the logs.
    expect(reasons(side, 'locate')).not.toContain(OVER);
    const all = restored(`lose: ${volume('database')}`);
    expect(lengths(all, 'image')).toEqual([expect.closeTo(secondsOf(40 * GIB, RATE), -1)]);
  });

  it('RST-64: what is short is run over in less time than the winding to a set takes', () => {
    const small = groups({ sg1: { db1: { on }, db2: { size: '1 GiB' }, db3: { on } } });
    const [first] = lengths(restored(MORE.lost, { groups: small, volumes }), 'locate');
    expect(first).toBe(Math.ceil((GIB / NATIVE) * 1000));
  });

  it('RST-64: a cartridge on which nothing is wanted stays where it is; files need no winding', () => {
    const databases = { db1: { size: '60 GiB' }, db2: { size: '60 GiB', on }, db3: {} };
    const shape = { groups: groups({ sg1: databases }), volumes, drives: '1 x lto-1' };
    const fetched = (of: Watched): number => steps(of, 'fetch').length;
    const one = restored(spoil('db3'), shape);
    const all = restored(`lose: ${SERVER}`, shape);
    expect(lengths(one, 'image')).toEqual([expect.closeTo(secondsOf(10 * GIB, 20e6 / 1.2), -1)]);
    expect(fetched(all)).toBe(fetched(one) + 1);
    const rest = `hazards: none\nfaults: { gone: { at: week 2 Thu 14:30, ${spoil('db2')} } }\n`;
    const target = { targets: { b2d: 'capacity: 1 TB' } };
    const files = toEnd(withMedia(target, 'targets/b2d', { ...FOUR, rest }, true));
    expect(lengths(files, 'image')).toEqual([expect.closeTo(secondsOf(10 * GIB, RATE), -1)]);
    expect(lengths(files, 'locate').every((ms) => ms === 0)).toBe(true);
  });
});

const part = fc.record({ imageBytes: fc.nat(60), logBytes: fc.nat(9) });

describe('stretches of a set', () => {
  it('hold what is wanted, no more, each byte once, and leave no gap that is not wound over', () => {
    const cases = fc.tuple(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.boolean()), { minLength: 1 }),
      fc.array(part, { minLength: 1, maxLength: 4 }),
    );
    fc.assert(
      fc.property(cases, ([sizes, split]) => {
        const total = sizes.reduce((sum, [bytes]) => sum + bytes, 0);
        const databases = sizes.map(([bytes], database) => ({ database, lineage: 0, bytes }));
        let left = total;
        const parts = split.map(({ imageBytes, logBytes }, cartridge) => {
          const image = cartridge === split.length - 1 ? left : Math.min(left, imageBytes);
          left -= image;
          return { cartridge, imageBytes: image, logBytes, passedBytes: image + logBytes };
        });
        const wanted = sizes.flatMap(([, is], d) => (is ? [d] : []));
        const of = stretchesOf({ databases, parts } as unknown as BackupSet, wanted, true);
        const sum = (what: string) =>
          of.reduce((bytes, each) => bytes + (each.what === what ? each.bytes : 0), 0);
        expect(sum('image')).toBe(wanted.reduce((bytes, d) => bytes + sizes[d][0], 0));
        expect(sum('logs')).toBe(parts.reduce((bytes, each) => bytes + each.logBytes, 0));
        // On every cartridge that has logs, what is read and what is wound over is all that lies there.
        parts.forEach((each, i) => {
          if (each.logBytes === 0) return;
          const here = of.filter(({ part: p }) => p === i);
          const passed = here.reduce((bytes, x) => bytes + x.bytes + x.skipBytes, 0);
          expect(passed).toBe(each.imageBytes + each.logBytes);
        });
      }),
    );
  });
});
