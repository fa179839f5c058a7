/** What ships, in another place, and broken on purpose. */
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';

/** Where work begins in the built files: every replication of a year, every base run of an exposure. */
const BEGIN = {
  year: [/^async function runReplication\([^)]*\) \{$/gm, 'options.replication'],
  exposure: [/^async function exposeReplication\([^)]*\) \{$/gm, 'replication'],
} as const;

/** A copy whose replications do something else first; `asked` is the number of the replication. Answers the command. */
export function brokenCopy(
  code: string,
  files: readonly string[],
  work: keyof typeof BEGIN = 'year',
): string {
  const [begin, asked] = BEGIN[work];
  const folder = mkdtempSync(join(tmpdir(), 'dialtone-broken-'));
  cpSync('dist', folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  for (const file of files) {
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8');
    expect(text.match(begin)).toHaveLength(1);
    writeFileSync(
      path,
      text.replace(begin, (line) => `${line}\nconst asked = ${asked}; ${code}`),
    );
  }
  return join(folder, 'dialtone.js');
}
