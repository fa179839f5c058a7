import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sparticuz from '@sparticuz/chromium';
import { chromium as playwright, type Browser } from 'playwright-core';

/**
 * A headless Chromium straight from npm: @sparticuz/chromium packs the browser, its fonts and the system libraries that
 * a bare machine lacks. Nothing is skipped when it does not start: the test that asked for it fails.
 */

const require = createRequire(import.meta.url);
const PACKAGE = '@sparticuz/chromium';

// As root there is no sandbox, and in a container /dev/shm is small. The package's own list is for AWS Lambda: its
// --single-process loses the browser when a second context closes.
const ARGS = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--hide-scrollbars'];

function version(): string {
  // The entry of the package lies in build/cjs; the package does not export its package.json.
  let folder = dirname(require.resolve(PACKAGE));
  while (!existsSync(join(folder, 'package.json')) || !existsSync(join(folder, 'bin'))) {
    folder = dirname(folder);
  }
  return (require(join(folder, 'package.json')) as { version: string }).version;
}

/** The package's own file names /tmp/fonts, where these fonts are not: pages would come out without any text. */
function fontConfig(home: string): string {
  const dir = `<dir>${join(home, 'fonts')}</dir>`;
  const cache = `<cachedir>${join(home, 'home', 'fonts')}</cachedir>`;
  return `<?xml version="1.0"?>\n<fontconfig>${dir}${cache}</fontconfig>\n`;
}

function complete(home: string): boolean {
  return ['chromium', 'fonts.conf', 'al2023/lib/libnss3.so', 'fonts'].every((part) =>
    existsSync(join(home, part)),
  );
}

/** Runs `work` with variables of the environment set, and puts them back. */
async function withEnv<T>(set: Record<string, string>, work: () => Promise<T>): Promise<T> {
  const before = Object.keys(set).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, set);
  try {
    return await work();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

/**
 * Unpacks the browser once per temporary folder and version. Into a folder of its own first, then renamed: test files run at
 * once, and the package takes a half-written file for a finished one.
 */
async function unpack(): Promise<string> {
  const home = join(tmpdir(), `dialtone-chromium-${version()}-${process.getuid?.() ?? 0}`);
  if (complete(home)) return home;
  const stage = mkdtempSync(join(tmpdir(), 'dialtone-chromium-'));
  // The package unpacks its system libraries only where it believes to be in AWS Lambda.
  const env = { TMPDIR: stage, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
  await withEnv(env, () => sparticuz.executablePath());
  writeFileSync(join(stage, 'fonts.conf'), fontConfig(home));
  try {
    renameSync(stage, home);
  } catch (error) {
    if (complete(home)) {
      // Another worker was quicker.
      rmSync(stage, { recursive: true, force: true });
      return home;
    }
    // Something swept through the temporary folder and left half of it.
    if (!existsSync(home)) throw error;
    rmSync(home, { recursive: true, force: true });
    renameSync(stage, home);
  }
  return home;
}

/** Starts the browser. Close it in `afterAll`. */
export async function startChromium(): Promise<Browser> {
  const home = await unpack();
  const scratch = join(home, 'home');
  mkdirSync(scratch, { recursive: true });
  return playwright.launch({
    executablePath: join(home, 'chromium'),
    args: ARGS,
    env: {
      ...process.env,
      HOME: scratch,
      FONTCONFIG_FILE: join(home, 'fonts.conf'),
      LD_LIBRARY_PATH: join(home, 'al2023', 'lib'),
    },
  });
}
