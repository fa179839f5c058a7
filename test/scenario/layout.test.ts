import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { loadText } from '../bench/flagship.ts';
import { readFileSync } from 'node:fs';

/** Asks the engine whether an object is laid out in fields; a hash table is several times slower to read. */
function isInFields(): (object: object) => boolean {
  setFlagsFromString('--allow-natives-syntax');
  const asked = runInNewContext('(object) => %HasFastProperties(object)') as (o: object) => boolean;
  // Compiled when it is called first.
  asked({});
  setFlagsFromString('--no-allow-natives-syntax');
  return asked;
}

function hashTables(value: unknown, path: string, inFields: (o: object) => boolean): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.entries(value).flatMap(([key, each]) =>
    hashTables(each, `${path}.${key}`, inFields),
  );
  return inFields(value) ? below : [path, ...below];
}

it('a loaded plan is laid out for reading: none of its objects is a hash table', () => {
  const { strategies } = loadText(readFileSync('scenarios/weekly-or-daily.yaml', 'utf8'));
  const inFields = isInFields();
  expect(strategies.flatMap(({ name, plan }) => hashTables(plan, name, inFields))).toEqual([]);
  // What has no prototype is one for certain.
  const table = Object.create(null) as object;
  expect(hashTables({ table }, 'none', inFields)).toEqual(['none.table']);
});
