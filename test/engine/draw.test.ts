import { describe, expect, it } from 'vitest';
import { uniform } from '../../sim/engine/draw.ts';
import { hashString } from '../../sim/engine/hash.ts';
import { philox } from '../../sim/engine/philox.ts';

const PI = ['243f6a88', '85a308d3', '13198a2e', '03707344', 'a4093822', '299f31d0'];

/** Philox on words written in hexadecimal: four of counter, two of key. */
function philoxHex(input: readonly string[]): string {
  const words = input.map((word) => Number.parseInt(word, 16));
  const counter = Uint32Array.from(words.slice(0, 4));
  philox(counter, words[4], words[5]);
  return Array.from(counter, (word) => word.toString(16).padStart(8, '0')).join(' ');
}

describe('philox(counter, key)', () => {
  it('gives the known answers that Random123 publishes for philox4x32, 10 rounds', () => {
    const zeros = new Array<string>(6).fill('0');
    const ones = new Array<string>(6).fill('ffffffff');
    expect(philoxHex(zeros)).toBe('6627e8d5 e169c58d bc57ac4c 9b00dbd8');
    expect(philoxHex(ones)).toBe('408f276d 41c83b0e a20bc7c6 6d5451fd');
    expect(philoxHex(PI)).toBe('d16cfe09 94fdcceb 5001e420 24126ea1');
  });
});

/** Deviates along one coordinate of the key. */
const COUNT = 20000;
const along: Record<string, (i: number) => number> = {
  seed: (i) => uniform(i, 0, 'exch1', 'life', 0),
  replication: (i) => uniform(1, i, 'exch1', 'life', 0),
  owner: (i) => uniform(1, 0, `exch${i}`, 'life', 0),
  purpose: (i) => uniform(1, 0, 'exch1', `life${i}`, 0),
  ordinal: (i) => uniform(1, 0, 'exch1', 'life', i),
};

describe.each(Object.keys(along))('uniform along its %s', (name) => {
  const values = Array.from({ length: COUNT }, (_, i) => along[name](i));

  it('fills 100 cells evenly (chi-square, 99 degrees, one in a million beyond 180)', () => {
    const cells = new Array<number>(100).fill(0);
    for (const value of values) cells[Math.floor(value * 100)]++;
    const expected = COUNT / 100;
    const chi = cells.reduce((sum, n) => sum + ((n - expected) * (n - expected)) / expected, 0);
    expect(chi).toBeGreaterThan(45);
    expect(chi).toBeLessThan(180);
  });

  it('does not correlate with its neighbours (five standard errors)', () => {
    for (const lag of [1, 2, 16, 256]) {
      let sum = 0;
      for (let i = lag; i < COUNT; i++) sum += (values[i] - 0.5) * (values[i - lag] - 0.5) * 12;
      expect(Math.abs(sum / (COUNT - lag))).toBeLessThan(5 / Math.sqrt(COUNT));
    }
  });

  it('never repeats a deviate', () => {
    expect(new Set(values).size).toBe(COUNT);
  });
});

describe('uniform(seed, replication, owner, purpose, ordinal)', () => {
  it('depends on its key alone, not on what was drawn before', () => {
    const first = uniform(7, 3, 'exch1/sg1', 'damage', 12);
    for (let i = 0; i < 100000; i++) uniform(7, 3, `other${i}`, 'damage', 0);
    expect(uniform(7, 3, 'exch1/sg1', 'damage', 12)).toBe(first);
  });

  it('keeps its values from version to version', () => {
    expect([
      uniform(0, 0, '', '', 0),
      uniform(1, 2, 'exch1', 'life', 3),
      uniform(4294967295, 4294967295, 'exch1/sg1/db2', 'repair', 4294967295),
    ]).toMatchInlineSnapshot(`
      [
        0.622972819319202,
        0.8142543561136223,
        0.2114628591554243,
      ]
    `);
  });

  it('tells owner from purpose and where one ends', () => {
    const keys = [
      ['ab', 'c'],
      ['a', 'bc'],
      ['c', 'ab'],
      ['abc', ''],
      ['', 'abc'],
    ];
    expect(new Set(keys.map(([owner, purpose]) => uniform(1, 1, owner, purpose, 0))).size).toBe(5);
  });

  it('refuses numbers that are not words of 32 bits, by name and value', () => {
    const range = 'must be an integer 0 to 4294967295';
    expect(() => uniform(-1, 0, '', '', 0)).toThrow(`seed ${range}, not -1`);
    expect(() => uniform(0, 4294967296, '', '', 0)).toThrow(`replication ${range}, not 4294967296`);
    expect(() => uniform(0, 0, '', '', 0.5)).toThrow(`ordinal ${range}, not 0.5`);
    expect(() => uniform(0, 0, '', '', NaN)).toThrow(`ordinal ${range}, not NaN`);
  });
});

describe('hashString(text)', () => {
  it('has three lanes that do not collide over 200,000 similar names', () => {
    const lanes = [new Set<number>(), new Set<number>(), new Set<number>()];
    for (let i = 0; i < 200000; i++) {
      const { x, y, z } = hashString(`site${i % 10}/server${i}/disk${i % 7}`);
      lanes[0].add(x);
      lanes[1].add(y);
      lanes[2].add(z);
    }
    // About 4.7 collisions of 32 bits are expected by chance; 25 would be a weak hash.
    for (const lane of lanes) expect(lane.size).toBeGreaterThan(200000 - 25);
  });
});
