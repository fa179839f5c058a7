/** Incidents of both versions as `dialtone explain` tells them, line by line, and what backs each line. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { metricNames } from '../../../sim/metrics/index.ts';
import { figureTables } from '../../../sim/scenario/figures.ts';
import { readTable } from '../table.ts';
import { entriesOf, isFrame, names, readGolden } from './golden.ts';
import { FOLDER, told } from './told.ts';

/** What may stand below a line. */
const backings = new Set([
  'scenario',
  ...readTable(process.cwd()).flatMap(({ facts }) => facts.map(({ id }) => id)),
  ...Object.entries(figureTables).flatMap(([trade, table]) =>
    Object.keys(table).map((name) => `parameters/${trade}/${name}`),
  ),
  ...metricNames,
]);

describe('golden stories', () => {
  it('are at least twenty, of both versions', () => {
    expect(names.length).toBeGreaterThanOrEqual(20);
    const bases = names.map(
      (name) =>
        /^extends: (\S+)$/m.exec(readFileSync(join(FOLDER, `${name}.yaml`), 'utf8'))?.[1] ?? '',
    );
    for (const base of ['base-2003.yaml', 'base-2007.yaml'])
      expect(bases.filter((each) => each === base).length).toBeGreaterThanOrEqual(8);
  });

  it.each(names)('%s: each line is backed', (name) => {
    const bare = readGolden(name).entries.filter(
      ({ lines, backing }) => !isFrame(lines[0]) && backing.length === 0,
    );
    expect(bare.map(({ lines }) => lines.join(' '))).toEqual([]);
    const unknown = readGolden(name)
      .entries.flatMap(({ backing }) => backing)
      .filter((id) => !backings.has(id));
    expect(unknown).toEqual([]);
  });

  it.each(names)('%s: explain tells it so', async (name) => {
    const { key, entries } = readGolden(name);
    const now = entriesOf(await told(name, key));
    // Line by line, so that a failure shows what changed.
    expect(now.map((lines) => lines.join('\n'))).toEqual(
      entries.map(({ lines }) => lines.join('\n')),
    );
  });
});
