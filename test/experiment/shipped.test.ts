/** Shipped scenarios that answer a question by themselves: what they expect holds. */
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compare, load } from '../../sim/api/index.ts';

const FOLDERS = ['backups', 'damage', 'incidents', 'logs', 'media', 'promises', 'vss'];

describe('what a scenario expects of itself', () => {
  const paths = FOLDERS.flatMap((folder) =>
    readdirSync(`scenarios/${folder}`).map((name) => `scenarios/${folder}/${name}`),
  );
  it.each(paths)('%s', async (path) => {
    const loaded = await load(path);
    if (!loaded.ok) throw new Error(`${path} is refused`);
    const { expectations } = await compare(loaded.scenario, { workers: 1 });
    expect(expectations.length).toBeGreaterThan(0);
    const missed = expectations.filter((each) => each.outcome !== 'pass');
    expect(missed.map((each) => each.name)).toEqual([]);
  });
});
