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

const count = Number(values.count);
const STEP = 8;

interface Failed {
  readonly failures: readonly { readonly checker: string }[];
}

const failedIn = (json: string): readonly Failed[] =>
  (JSON.parse(readFileSync(json, 'utf8')) as { failed: readonly Failed[] }).failed;

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
    const noticed: Record<string, number> = {};
    const first = breakage.seed ?? 1;
    // A few at a time: most are noticed soon.
    for (let seed = first; seed < first + count && noticed[breakage.checker] === undefined;) {
      const some = Math.min(STEP, first + count - seed);
      const seeds = ['--seed', String(seed), '--count', String(some), '--json', json];
      spawnSync(process.execPath, [bundle, ...seeds], { stdio: 'ignore' });
      for (const { failures } of failedIn(json))
        for (const checker of new Set(failures.map((f) => f.checker)))
          noticed[checker] = (noticed[checker] ?? 0) + 1;
      seed += some;
    }
    const isNoticed = noticed[breakage.checker] !== undefined;
    const by = Object.entries(noticed).map(([checker, times]) => `${checker} ${times}`);
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
