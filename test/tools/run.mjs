// Runs one TypeScript file: node test/tools/run.mjs <file.ts> [arguments…] Node 20 reads no
// TypeScript, so the file is bundled first. Packages stay outside the bundle and are found because
// it lies inside node_modules.
// @ts-check
import { build } from 'esbuild';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';

const [file, ...args] = process.argv.slice(2);
if (!file || !existsSync(file)) {
  console.error(file ? `run: no such file: ${file}` : 'usage: run.mjs <file.ts> [arguments…]');
  process.exit(2);
}

mkdirSync('node_modules/.cache', { recursive: true });
// A directory of its own: two runs of one file at a time must not overwrite each other's bundle.
const folder = mkdtempSync('node_modules/.cache/run-');
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const bundle = join(folder, `${basename(file, '.ts')}.mjs`);
try {
  await build({
    entryPoints: [file],
    outfile: bundle,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'inline',
    logLevel: 'warning',
  });
} catch {
  process.exit(2); // esbuild has said why
}

const child = spawn(process.execPath, ['--enable-source-maps', bundle, ...args], {
  stdio: 'inherit',
});
/** @type {NodeJS.Signals[]} */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
// Ctrl-C on a terminal reaches the child by itself: these listeners keep us alive until it has
// ended.
for (const signal of signals) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => {
  if (!signal) process.exit(code ?? 1);
  rmSync(folder, { recursive: true, force: true });
  for (const each of signals) process.removeAllListeners(each);
  process.kill(process.pid, signal);
});
