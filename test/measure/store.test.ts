import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { model } from '../../sim/experiment/model.ts';
import { runReplication } from '../../sim/experiment/replication.ts';
import type { ReplicationResult } from '../../sim/measure/index.ts';
import { Packer, Unpacker } from '../../sim/measure/store/codec.ts';
import { ResultStore } from '../../sim/measure/store/results.ts';
import { Words } from '../../sim/measure/store/words.ts';
import { loadSmall, SHORT } from '../report/small.ts';
import { plainResult } from './plain-result.ts';

/** Values through bytes and back, one after the other with the same tables. */
function around(values: readonly unknown[]): { back: unknown[]; bytes: number } {
  const words = new Words();
  const packer = new Packer(words);
  for (const value of values) packer.pack(value);
  const bytes = packer.take();
  const unpacker = new Unpacker(bytes, 0, words);
  return { back: values.map(() => unpacker.unpack()), bytes: bytes.length };
}

const plain = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, false, 0, 239, 240, -1, 127, 128, 2 ** 53 - 1, 2 ** 53, -0),
    fc.double({ noNaN: true }),
    fc.maxSafeInteger(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('0123456789abcdef', '0123456789abcdeg', 'ABCDEF0123456789'),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(
      fc.string({ maxLength: 4 }).filter((key) => key !== '__proto__'),
      tie('value'),
      { maxKeys: 5, noNullPrototype: true },
    ),
  ),
})).value;

describe('packed values', () => {
  it('come back as they were, to the order of keys', () => {
    fc.assert(
      fc.property(fc.array(plain), (values) => {
        const { back } = around(values);
        expect(back).toStrictEqual(values);
        expect(JSON.stringify(back)).toBe(JSON.stringify(values));
      }),
      { numRuns: 300 },
    );
  });

  it('come back when there are more texts and shapes than the tables hold', () => {
    const values = Array.from({ length: 6000 }, (_, i) => ({ [`key ${i}`]: `text ${i} é` }));
    expect(around([...values, ...values]).back).toStrictEqual([...values, ...values]);
    const words = new Words();
    const packer = new Packer(words);
    for (const value of values) packer.pack(value);
    expect(words.texts.length + words.shapes.length).toBeLessThan(6000);
  });

  it('take few bytes', () => {
    expect(around([0, 239, null, true]).bytes).toBe(4);
    // An instant of the simulated calendar.
    expect(around([1_188_164_081_308]).bytes).toBe(7);
    expect(around(['0123456789abcdef']).bytes).toBe(9);
    const span = { span: 'load-tape', from: 1_188_164_081_308, ms: 65_000, because: 'unloading' };
    expect(around(Array.from({ length: 10 }, () => span)).bytes).toBe(10 * 17);
  });

  it('are refused when they are not plain', () => {
    for (const wrong of [undefined, () => 1, Symbol('x')]) {
      expect(() => around([wrong])).toThrow('which is no plain value');
    }
  });
});

async function simulated(replications: number): Promise<ReplicationResult[]> {
  const [{ plan }] = loadSmall(SHORT).strategies;
  const rows: ReplicationResult[] = [];
  for (let replication = 0; replication < replications; replication++) {
    rows.push(await runReplication(model, plan, { seed: 11, replication }));
  }
  return rows;
}

describe('stored rows', () => {
  it('say what the simulation said, however often and in whatever order they are read', async () => {
    const rows = await simulated(24);
    const wanted = rows.map((row) => ({ ...plainResult(row), durations: [] }));
    // Past the first 1024 nothing that was unpacked is kept.
    const store = new ResultStore();
    for (let i = 0; i < 50; i++) for (const row of rows) store.push(row);
    expect(store.results).toHaveLength(1200);
    for (const from of [1176, 0, 1176, 0]) {
      expect(store.results.slice(from, from + 24).map(plainResult)).toEqual(wanted);
    }
    expect(store.results[1199].incidents).not.toBe(store.results[1199].incidents);
    expect(rows.some(({ incidents }) => incidents.length > 0)).toBe(true);
  });

  it('take less than 300 bytes a year without incidents, and less than 500 an incident more', async () => {
    const rows = await simulated(24);
    const store = new ResultStore();
    for (let i = 0; i < 20; i++) for (const row of rows) store.push(row);
    const incidents = rows.reduce((sum, row) => sum + row.incidents.length, 0);
    expect(incidents).toBeGreaterThan(5);
    expect(store.bytes / 20).toBeLessThan(rows.length * 300 + incidents * 500);
    expect(store.bytes).toBeLessThan(JSON.stringify(rows).length * 20 * 0.35);
  });

  it('make room for a row that is larger than a page', async () => {
    const [row] = await simulated(1);
    const large = {
      ...row,
      occasions: Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`o${i}`, i])),
    };
    const store = new ResultStore();
    for (const each of [row, large, row]) store.push(each);
    expect(store.results.map(({ occasions }) => Object.keys(occasions).length)).toEqual([
      Object.keys(row.occasions).length,
      20_000,
      Object.keys(row.occasions).length,
    ]);
  });
});
