// Runs every check, reports all that fail, and ends with 1 if any did. `--only name[,name]` runs
// some.
// @ts-check
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { checkArrows } from './arrows.mjs';
import { checkBanned } from './banned.mjs';
import { checkLength } from './length.mjs';
import { describe, readTree } from './tree.mjs';
/** @import { SourceFile, Finding } from './tree.mjs' */
/** @typedef {{ failed: boolean, output: string }} Outcome */

const FOLDERS = ['sim', 'viz', 'test', 'scenarios'];

// Correctness and suspicious code, minus matters of taste and rules that misread this project.
const TASTE = [
  'no-shadow',
  'no-underscore-dangle',
  'consistent-function-scoping',
  // Arrays are sorted in place where they are one's own, and made at their final size.
  'no-array-sort',
  'no-array-reverse',
  'no-new-array',
  // Keeps a long list in lines.
  'no-useless-spread',
  // Published coefficients keep the digits they were published with.
  'no-loss-of-precision',
  // A step of a procedure says with `then` which one follows; it is a name, never a function.
  'no-thenable',
  // Is about windows of a browser; worker threads have no origin.
  'require-post-message-target-origin',
  // Takes every method called `fill` for that of an array.
  'no-array-fill-with-reference-type',
];
const LINT = ['correctness', 'suspicious']
  .flatMap((category) => ['-D', category])
  .concat(TASTE.flatMap((name) => ['-A', name]))
  .concat('--deny-warnings', '--report-unused-disable-directives', '--format', 'unix');

const FORMAT = FOLDERS.map((folder) => `${folder}/**/*.{ts,mjs,css,json}`).concat(
  '*.ts',
  'package.json',
  'tsconfig.json',
);

/** @type {Record<string, () => Promise<Outcome>>} */
const CHECKS = {
  types: () => tool('tsc', ['--noEmit', '-p', 'tsconfig.json']),
  'types of viz': () =>
    existsSync('viz/tsconfig.json')
      ? tool('tsc', ['--noEmit', '-p', 'viz/tsconfig.json'])
      : Promise.resolve({ failed: false, output: '' }),
  lint: () => tool('oxlint', [...LINT, ...FOLDERS.filter((folder) => existsSync(folder))]),
  format: () =>
    tool('prettier', [
      '--check',
      '--log-level',
      'warn',
      '--no-error-on-unmatched-pattern',
      ...FORMAT,
    ]),
  arrows: () => rule(['sim', 'viz'], checkArrows),
  banned: () => rule(['sim'], checkBanned),
  length: () => rule(['sim', 'viz', 'test'], checkLength),
};

/** @param {string} name @param {string[]} args @returns {Promise<Outcome>} */
function tool(name, args) {
  return new Promise((resolve) => {
    const child = spawn(`node_modules/.bin/${name}`, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const hear = (/** @type {Buffer} */ text) => (output += text);
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', (error) =>
      resolve({ failed: true, output: `${error.message}: has npm ci run?` }),
    );
    child.on('close', (code) => resolve({ failed: code !== 0, output }));
  });
}

/**
 * @param {string[]} folders
 * @param {(file: SourceFile) => Finding[]} check
 * @returns {Promise<Outcome>}
 */
async function rule(folders, check) {
  const findings = readTree('.', folders, /\.ts$/).flatMap(check);
  return { failed: findings.length > 0, output: findings.map(describe).join('\n') };
}

const wanted = process.argv[2] === '--only' ? process.argv[3].split(',') : Object.keys(CHECKS);
const unknown = wanted.filter((name) => !CHECKS[name]);
if (unknown.length > 0) {
  console.error(
    `check: no check named ${unknown.join(', ')}; there are ${Object.keys(CHECKS).join(', ')}`,
  );
  process.exit(2);
}
// All at once: the slowest decides how long one waits.
const outcomes = await Promise.all(
  wanted.map(async (name) => ({ name, ...(await CHECKS[name]()) })),
);
for (const { name, failed, output } of outcomes) {
  if (failed) console.error(`\n--- ${name}\n${output.trimEnd()}`);
}
const failed = outcomes.filter((each) => each.failed).map((each) => each.name);
const names = failed.length > 0 ? `: ${failed.join(', ')}` : '';
console.log(`\ncheck: ${outcomes.length - failed.length} passed, ${failed.length} failed${names}`);
process.exitCode = failed.length > 0 ? 1 : 0;
