import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { jsonSchema } from '../../sim/scenario/index.ts';
import { readDisk, small } from './helper.ts';

type Json = { [key: string]: unknown };

/** As much of JSON Schema as the schema uses; an unknown keyword is a failure, so that nothing passes unseen. */
function errors(schema: Json, value: unknown, path = ''): string[] {
  const found: string[] = [];
  const bad = (why: string): void => void found.push(`${path}: ${why}`);
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
  const map = isMap ? (value as Json) : {};
  const checks: Record<string, (rule: never) => void> = {
    type: (rule: string | string[]) => {
      const type = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
      const types = [type, ...(Number.isInteger(value) ? ['integer'] : [])];
      if (![rule].flat().some((each) => types.includes(each))) bad(`not ${String(rule)}`);
    },
    enum: (rule: unknown[]) => rule.includes(value) || bad(`not one of ${rule.join(' ')}`),
    const: (rule: unknown) => rule === value || bad(`not ${String(rule)}`),
    pattern: (rule: string) =>
      typeof value !== 'string' || new RegExp(rule).test(value) || bad(`not ${rule}`),
    minimum: (rule: number) => typeof value !== 'number' || value >= rule || bad(`below ${rule}`),
    maximum: (rule: number) => typeof value !== 'number' || value <= rule || bad(`above ${rule}`),
    maxLength: (rule: number) =>
      typeof value !== 'string' || value.length <= rule || bad('too long'),
    minItems: (rule: number) => !Array.isArray(value) || value.length >= rule || bad('too few'),
    maxItems: (rule: number) => !Array.isArray(value) || value.length <= rule || bad('too many'),
    items: (rule: Json) =>
      Array.isArray(value) &&
      found.push(...value.flatMap((each, i) => errors(rule, each, `${path}/${i}`))),
    anyOf: (rule: Json[]) => {
      const all = rule.map((each) => errors(each, value, path));
      if (!all.some((each) => each.length === 0)) found.push(...all[0]);
    },
    required: (rule: string[]) => isMap && rule.forEach((key) => key in map || bad(`no ${key}`)),
    properties: (rule: Record<string, Json>) => {
      for (const [key, each] of Object.entries(map)) {
        if (Object.hasOwn(rule, key)) found.push(...errors(rule[key], each, `${path}/${key}`));
      }
    },
    additionalProperties: (rule: Json | boolean) => {
      for (const [key, each] of Object.entries(map)) {
        if (Object.hasOwn((schema.properties ?? {}) as Json, key)) continue;
        if (rule === false) bad(`unknown ${key}`);
        else if (typeof rule === 'object') found.push(...errors(rule, each, `${path}/${key}`));
      }
    },
    propertyNames: (rule: Json) =>
      Object.keys(map).forEach((key) => found.push(...errors(rule, key, `${path}/${key}`))),
  };
  const silent = ['$schema', 'title', 'description', 'examples'];
  for (const [keyword, rule] of Object.entries(schema)) {
    if (silent.includes(keyword)) continue;
    if (!Object.hasOwn(checks, keyword)) throw new Error(`${path}: keyword ${keyword}`);
    checks[keyword](rule as never);
  }
  return found;
}

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
