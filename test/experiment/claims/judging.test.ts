import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  alwaysSo,
  claimsSide,
  pairDirection,
  together,
} from '../../../sim/experiment/claims/judging.ts';
import type { ClaimVerdict } from '../../../sim/experiment/claims/shapes.ts';
import { drawResamples } from '../../../sim/experiment/statistics/bootstrap.ts';

const cases = (so: number, not: number) =>
  Array.from({ length: so + not }, (_, replication) => ({ replication, isSo: replication < so }));

describe('alwaysSo(cases)', () => {
  it('is yes from 72 cases without an exception on', () => {
    expect(alwaysSo(cases(72, 0), 72, 'x')).toMatchObject({ verdict: 'yes', share: 1, n: 72 });
    const few = alwaysSo(cases(71, 0), 100, 'x');
    expect(few.verdict).toBe('not decided by this run');
    expect(few.because).toBe(
      'in 71 of 71 cases (x): neither at least 95 % of all nor less; about 110 replications would have 72',
    );
  });

  it('is no where the interval lies below 95 %, and undecided in between', () => {
    expect(alwaysSo(cases(50, 50), 100, 'x').verdict).toBe('no');
    expect(alwaysSo(cases(97, 3), 100, 'x').verdict).toBe('not decided by this run');
    expect(alwaysSo(cases(0, 5), 5, 'x').verdict).toBe('no');
  });

  it('decides nothing without a case', () => {
    expect(alwaysSo([], 10, 'restores')).toEqual({
      ...{
        verdict: 'not decided by this run',
        because: 'no restores',
        share: null,
        ci95: null,
        n: 0,
      },
    });
  });

  it('counts cases of one replication that hang together as fewer', () => {
    const apart = Array.from({ length: 400 }, (_, i) => ({ replication: i, isSo: i % 100 > 0 }));
    const hanging = apart.map((_, i) => ({ replication: Math.floor(i / 10), isSo: i >= 4 }));
    const width = (of: typeof apart) => {
      const { ci95 } = alwaysSo(of, 400, 'x');
      return ci95![1] - ci95![0];
    };
    expect(width(hanging)).toBeGreaterThan(width(apart));
  });
});

describe('pairDirection(pairs)', () => {
  const replications = 80;
  const resamples = drawResamples(1, replications);
  const direct = (of: (i: number) => number, minus: (i: number) => number, tie = 0) =>
    pairDirection(
      Array.from({ length: replications }, (_, i) => ({
        replication: i,
        of: of(i),
        minus: minus(i),
      })),
      ...([replications, tie, resamples] as const),
    );

  it('names the side on which the first one lies', () => {
    expect(
      direct(
        (i) => 5 + (i % 7),
        (i) => 2 + (i % 5),
      ),
    ).toMatchObject({ way: 'more' });
    expect(
      direct(
        (i) => 1 + (i % 5),
        (i) => 6 + (i % 7),
      ),
    ).toMatchObject({ way: 'less' });
    expect(
      direct(
        (i) => 10 + (i % 2),
        () => 10,
        2,
      ),
    ).toMatchObject({ way: 'equal', mean: 0.5 });
    expect(
      direct(
        (i) => 10 + (i % 2 === 0 ? 9 : -9),
        () => 10,
      ),
    ).toMatchObject({
      way: 'not decided by this run',
    });
  });

  it('finds exactly no difference between a strategy and itself', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1e6), { minLength: replications, maxLength: replications }),
        (values) => {
          const same = direct(
            (i) => values[i],
            (i) => values[i],
          );
          expect(same.way).toBe('equal');
          expect(same.mean).toBe(0);
          for (const wanted of ['less', 'more'] as const) {
            expect(claimsSide(same, wanted).verdict).toBe('no');
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it('turns round with its sides', () => {
    const values = (i: number): number => (i * 37) % 11;
    const forth = direct((i) => 20 + values(i), values);
    const back = direct(values, (i) => 20 + values(i));
    expect([forth.way, back.way]).toEqual(['more', 'less']);
    expect(back.mean).toBe(-forth.mean!);
  });
});

it.each<[ClaimVerdict, ClaimVerdict[]]>([
  ['yes', ['yes', 'yes']],
  ['no', ['yes', 'no', 'not decided by this run']],
  ['not decided by this run', ['yes', 'not decided by this run']],
  ['yes', ['does not apply', 'yes']],
  ['does not apply', []],
])('together: %s of %j', (verdict, parts) => {
  const part = { says: '', because: '', figures: [] };
  expect(together(parts.map((each) => ({ ...part, verdict: each })))).toBe(verdict);
});
