// Builds what ships: dist/dialtone.js (the command), dist/index.js and dist/types/ (what other
// programs import), dist/worker.js and dist/suite-worker.js (worker threads), dist/report.html (the
// page without its data), and the licenses of the packages inside of them.
// @ts-check
import { build } from 'esbuild';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { bundleForNode } from './bundle.mjs';
import { licensesOf } from './licenses.mjs';
import { writeTypes } from './types.mjs';

const COMMAND = 'dist/dialtone.js';
/** @type {Record<string, string>} */
const NODE = {
  [COMMAND]: 'sim/cli/main.ts',
  'dist/index.js': 'sim/api/index.ts',
  // Beside the two, which start it by its address.
  'dist/worker.js': 'sim/experiment/pool/worker.ts',
  'dist/suite-worker.js': 'sim/cli/suite/worker.ts',
};
const PAGE = {
  script: 'viz/report/main.ts',
  style: 'viz/report/style.css',
  html: 'viz/report/page.html',
};

/** @returns {Promise<string[]>} the files that went into it */
async function buildNode() {
  const inputs = [];
  for (const [outfile, entry] of Object.entries(NODE)) {
    inputs.push(...(await bundleForNode(entry, outfile, outfile === COMMAND)));
    console.log(`build: ${outfile}`);
  }
  chmodSync(COMMAND, 0o755);
  return inputs;
}

/**
 * Puts style and script into the template. The marker of the data stays: the command fills it.
 * @param {string} html @param {string} style @param {string} script
 */
export function assemblePage(html, style, script) {
  for (const marker of ['/*STYLE*/', '/*SCRIPT*/', '/*DATA*/']) {
    const count = html.split(marker).length - 1;
    if (count !== 1)
      throw new Error(`${PAGE.html}: marker ${marker} stands ${count} times, expected once`);
  }
  // Replacement functions, because `$&` and the like in a minified script would be read as
  // patterns; and `</script` inside a string of the script would end its element.
  return html
    .replace('/*STYLE*/', () => style.trim())
    .replace('/*SCRIPT*/', () => script.trim().replaceAll('</script', '<\\/script'));
}

/** @returns {Promise<string[]>} the files that went into it */
async function buildPage() {
  if (!existsSync(PAGE.script)) {
    console.log(`build: no page, since ${PAGE.script} does not exist`);
    return [];
  }
  const [script, style] = await Promise.all([
    build({
      entryPoints: [PAGE.script],
      bundle: true,
      platform: 'browser',
      format: 'iife',
      target: 'es2022',
      minify: true,
      charset: 'utf8',
      legalComments: 'none',
      logLevel: 'warning',
      metafile: true,
      write: false,
    }),
    build({
      entryPoints: [PAGE.style],
      bundle: true,
      minify: true,
      logLevel: 'warning',
      write: false,
    }),
  ]);
  const html = readFileSync(PAGE.html, 'utf8');
  writeFileSync(
    'dist/report.html',
    assemblePage(html, style.outputFiles[0].text, script.outputFiles[0].text),
  );
  console.log('build: dist/report.html');
  return Object.keys(script.metafile.inputs);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  // Remove first, so that a failed build cannot leave yesterday's file behind.
  rmSync('dist', { recursive: true, force: true });
  mkdirSync('dist', { recursive: true });
  try {
    const inputs = [...(await buildNode()), ...(await buildPage())];
    writeFileSync('dist/LICENSES.txt', licensesOf(inputs));
    await writeTypes('sim/api/index.ts', 'dist/types');
    console.log('build: dist/types');
  } catch (error) {
    console.error(`build: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}
