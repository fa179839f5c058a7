import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shardsOf } from '../../../sim/experiment/suite/shard.ts';

const works = fc.array(fc.nat({ max: 1000 }), { maxLength: 60 });
const count = fc.integer({ min: 1, max: 12 });

describe('shards', () => {
  it('give every scenario to one of them, and to the same one whoever asks', () => {
    fc.assert(
      fc.property(works, count, (all, n) => {
        const shards = shardsOf(all, n);
        expect(shards).toHaveLength(all.length);
        expect(shards.every((shard) => shard >= 1 && shard <= n)).toBe(true);
        expect(shardsOf([...all], n)).toEqual(shards);
      }),
    );
  });

  it('have about the same work: no two differ by more than the largest scenario', () => {
    fc.assert(
      fc.property(works, count, (all, n) => {
        const loads = new Array<number>(n).fill(0);
        shardsOf(all, n).forEach((shard, i) => (loads[shard - 1] += all[i]));
        expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(Math.max(0, ...all));
      }),
    );
  });

  it('spread scenarios of no work, too', () => {
    expect(shardsOf([0, 0, 0, 0], 2)).toEqual([1, 2, 1, 2]);
    expect(shardsOf([5, 1, 1, 1], 2)).toEqual([1, 2, 2, 2]);
  });
});
