// One file for Node out of TypeScript, whoever needs one.
// @ts-check
import { build } from 'esbuild';

// An ES module has no `require`, but packages written as CommonJS still ask for Node's own modules
// with it.
const SHEBANG = '#!/usr/bin/env node';
const BANNER = [
  "import { createRequire as dialtoneRequire } from 'node:module';",
  'const require = dialtoneRequire(import.meta.url);',
].join('\n');

/**
 * One file for Node with everything that it needs, packages included. Answers what went into it.
 * @param {string} entry @param {string} outfile @param {boolean} [program] whether a shell starts it
 * @returns {Promise<string[]>}
 */
export async function bundleForNode(entry, outfile, program = false) {
  const { metafile } = await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // Loaded only when a scenario is a TypeScript file; its binary cannot be bundled.
    external: ['esbuild'],
    banner: { js: program ? `${SHEBANG}\n${BANNER}` : BANNER },
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
  });
  return Object.keys(metafile.inputs);
}
