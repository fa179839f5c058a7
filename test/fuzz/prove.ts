/**
 * `node test/tools/run.mjs test/fuzz/prove.ts [--only checker] [--count n]`: breaks the model in a way that each checker is there
 * for, runs some seeds, and tells which checkers noticed. Ends with 1 where the one that should have did not.
 */
import { build, type Plugin } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { mutate } from '../fidelity/mutation.ts';
import { breakages, type Breakage } from './breakages.ts';

const { values } = parseArgs({
  options: { only: { type: 'string' }, count: { type: 'string', default: '60' } },
});

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

async function prove(breakage: Breakage): Promise<boolean> {
  const folder = mkdtempSync('node_modules/.cache/prove-');
  try {
    const bundle = join(folder, 'main.mjs');
    const json = join(folder, 'out.json');
    await build({
      entryPoints: ['test/fuzz/main.ts'],
      outfile: bundle,
      plugins: [broken(breakage)],
      ...{ bundle: true, packages: 'external', platform: 'node', format: 'esm', target: 'node20' },
    });
    const seeds = ['--seed', String(breakage.seed ?? 1), '--count', values.count, '--json', json];
    spawnSync(process.execPath, [bundle, ...seeds], { stdio: 'ignore' });
    const { failed } = JSON.parse(readFileSync(json, 'utf8')) as {
      failed: { seed: number; failures: { checker: string }[] }[];
    };
    const noticed: Record<string, number> = {};
    for (const { failures } of failed)
      for (const checker of new Set(failures.map((f) => f.checker)))
        noticed[checker] = (noticed[checker] ?? 0) + 1;
    const isNoticed = noticed[breakage.checker] !== undefined;
    const by = Object.entries(noticed).map(([checker, seeds]) => `${checker} ${seeds}`);
    console.log(
      `${isNoticed ? 'noticed' : 'MISSED '} by ${breakage.checker}: ${breakage.name} (${by.join(', ') || 'nobody'})`,
    );
    return isNoticed;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

let isProved = true;
for (const breakage of breakages) {
  if (values.only !== undefined && breakage.checker !== values.only) continue;
  isProved = (await prove(breakage)) && isProved;
}
process.exitCode = isProved ? 0 : 1;
