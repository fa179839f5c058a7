// Declarations of the public entry: what the compiler says of it, and of nothing that it hides.
// @ts-check
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';

const ROOT = 'sim';
const OPTIONS = [
  ...['--ignoreConfig', '--declaration', '--emitDeclarationOnly', '--allowImportingTsExtensions'],
  ...['--target', 'es2022', '--lib', 'es2023', '--module', 'esnext'],
  ...['--moduleResolution', 'bundler', '--strict', '--skipLibCheck', '--types', 'node'],
  ...['--rootDir', ROOT],
];

const IMPORT = /(\bfrom\s*|\bimport\()(['"])(\.[^'"]+)\.ts\2/g;

/**
 * Writes the declarations of one source file, and of those that it needs, under a folder.
 * @param {string} entry @param {string} folder
 */
export async function writeTypes(entry, folder) {
  const all = mkdtempSync(join(tmpdir(), 'dialtone-types-'));
  try {
    const args = [...OPTIONS, '--outDir', all, entry];
    const { stdout } = spawnSync('node_modules/.bin/tsc', args, { encoding: 'utf8' });
    const waiting = [posix.relative(ROOT, entry).replace(/\.ts$/, '')];
    const seen = new Set(waiting);
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      // A type that cannot be written down matters only where somebody outside would read it.
      const wrong = stdout.split('\n').find((line) => line.startsWith(`${ROOT}/${name}.ts(`));
      if (wrong !== undefined) throw new Error(wrong);
      const text = readFileSync(join(all, `${name}.d.ts`), 'utf8');
      for (const [, , , to] of text.matchAll(IMPORT)) {
        const next = posix.join(posix.dirname(name), to);
        if (!seen.has(next)) waiting.push(next);
        seen.add(next);
      }
      const path = join(folder, `${name}.d.ts`);
      mkdirSync(dirname(path), { recursive: true });
      // Every way in which TypeScript finds modules knows .js beside .d.ts; not all know .ts.
      writeFileSync(path, text.replace(IMPORT, '$1$2$3.js$2'));
    }
  } finally {
    rmSync(all, { recursive: true, force: true });
  }
}
