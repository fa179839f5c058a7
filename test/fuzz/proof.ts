/** One breakage put to the proof: the model with that rule broken, and the first seed at which its checker notices. */
import { build, type Plugin } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { mutate } from '../fidelity/mutation.ts';
import type { Breakage } from './breakages.ts';

export interface Noticed {
  readonly seed: number;
  /** Checkers that failed at this seed or before. */
  readonly others: readonly string[];
}

const CACHE = 'node_modules/.cache';

/** Reads one file with its rule broken. */
const broken = (breakage: Breakage): Plugin => ({
  name: 'broken',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      if (relative(process.cwd(), path) !== breakage.file) return undefined;
      const source = readFileSync(path, 'utf8');
      return { contents: mutate(source, { ...breakage, facts: [] }), loader: 'ts' };
    });
  },
});

/** Null where none of so many seeds from the breakage's own on shows it. */
export async function prove(breakage: Breakage, count: number): Promise<Noticed | null> {
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, 'prove-'));
  try {
    const outfile = join(folder, 'witness.mjs');
    await build({
      entryPoints: ['test/fuzz/witness.ts'],
      plugins: [broken(breakage)],
      outfile,
      ...{ bundle: true, packages: 'external', platform: 'node', format: 'esm', target: 'node20' },
    });
    const { checker, seed } = breakage;
    const args = ['--checker', checker, '--seed', String(seed), '--count', String(count)];
    const { stdout, stderr, status } = spawnSync(process.execPath, [outfile, ...args], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`${breakage.name}: ${stderr}`);
    return stdout === '' ? null : (JSON.parse(stdout) as Noticed);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
