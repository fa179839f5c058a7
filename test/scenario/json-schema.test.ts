import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { jsonSchema } from '../../sim/scenario/index.ts';
import { errors, type Json } from '../support/json-schema.ts';
import { readDisk, small } from './helper.ts';

const schema = jsonSchema() as Json;
const check = (text: string): string[] => errors(schema, parse(text));

/** Keys of the language that this version refuses: an editor underlines them too. */
const REFUSED = /(?:mountDial|witness|from|verify)$/;

describe('jsonSchema', () => {
  const files = ['scenarios', 'test/scenario/examples'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => `${folder}/${name}`),
  );

  it.each(files)('accepts %s', (path) => {
    expect(check(readDisk(path)).filter((each) => !REFUSED.test(each))).toEqual([]);
  });

  it.each([
    ['400 MiB', '400 Mb', '/quota'],
    ['quota: 400 MiB', 'qota: 400 MiB', 'unknown qota'],
    ['400 MiB', '400', '/quota'],
    ['type: full', 'type: ful', '/type'],
    ['8 x sas-15k-146gb', '8 x sas-15k-147gb', '/disks'],
    ['exch1..exch2', 'Exch1', '/Exch1'],
    ['dialtone: 1', 'dialtone: 2', '/dialtone'],
  ])('refuses %s as %s', (from, to, where) => {
    expect(check(small(from, to)).join('\n')).toContain(where);
  });

  it('describes every unit with a pattern', () => {
    const text = JSON.stringify(schema);
    expect(text).toContain('a size: B kB MB GB TB KiB MiB GiB TiB');
    expect(text).toContain(
      'what one storage group delivers to a streaming backup (default 30 MB/s',
    );
  });

  it('is plain JSON, the same each time', () => {
    expect(JSON.parse(JSON.stringify(schema))).toEqual(jsonSchema());
  });
});
