/**
 * Writes the golden stories anew after a change that they should show: `node test/tools/run.mjs test/fidelity/stories/write.ts
 * [<name> <key>]`. What backed a line backs the line that reads alike now, but for its numbers; a new story is named with
 * the key of its incident. Lines that nothing backs yet are printed: the test refuses them.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { entriesOf, formatGolden, goldenPath, isFrame, names, readGolden } from './golden.ts';
import type { Golden } from './golden.ts';
import { told } from './told.ts';

const alike = (lines: readonly string[]): string =>
  lines.join(' ').replace(/E0[0-9A-F]+/g, '#').replace(/[\d #]+/g, '#').replace(/\s+/g, ' '); // prettier-ignore

async function write(old: Golden): Promise<void> {
  const backing = new Map(old.entries.map((entry) => [alike(entry.lines), entry.backing]));
  const entries = entriesOf(await told(old.name, old.key)).map((lines) => {
    const found = backing.get(alike(lines)) ?? [];
    if (found.length === 0 && !isFrame(lines[0])) console.log(`${old.name}: ${lines.join(' ')}`);
    return { lines, backing: found };
  });
  writeFileSync(goldenPath(old.name), formatGolden({ ...old, entries }));
}

const [name, key] = process.argv.slice(2);
if (name !== undefined && key !== undefined && !existsSync(goldenPath(name)))
  await write({ name, key, entries: [] });
for (const each of names) await write(readGolden(each));
