import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { RunTests, TestRun } from './runner.ts';

const LEFT_BEHIND = ['node_modules', '.git', 'out'];

/**
 * A copy of the project that may be changed. Outside node_modules, where vitest looks for no tests;
 * the packages are shared. `dist` is copied as it is: a test that runs the built command cannot
 * notice a mutation.
 */
export function makeCopy(root: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'dialtone-mutants-'));
  cpSync(root, copy, {
    recursive: true,
    filter: (path) => !LEFT_BEHIND.includes(relative(root, path)),
  });
  symlinkSync(resolve(root, 'node_modules'), join(copy, 'node_modules'), 'dir');
  return copy;
}

export function removeCopy(copy: string): void {
  // Tries again, since a runner that was just killed may still have a file in its hands.
  rmSync(copy, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}

/** What vitest's JSON reporter writes, as far as it is read here. */
interface Report {
  testResults: {
    name: string;
    message?: string;
    status: string;
    assertionResults: { title: string; status: string }[];
  }[];
}

export const runVitest: RunTests = async (copy, files, pattern, limitMs) => {
  const report = join(copy, 'mutants.json');
  rmSync(report, { force: true });
  const args = ['run', '--reporter=json', `--outputFile=${report}`, '--maxWorkers=1'];
  const end = await runNode(copy, limitMs, [
    'node_modules/vitest/vitest.mjs',
    ...args,
    '-t',
    pattern,
    ...files,
  ]);
  if (end.timedOut) return { tests: [], broken: null, timedOut: true };
  let read: Report;
  try {
    read = JSON.parse(readFileSync(report, 'utf8')) as Report;
  } catch {
    return { tests: [], broken: `vitest wrote no report:\n${end.output}`, timedOut: false };
  }
  return readReport(read);
};

export function readReport(report: Report): TestRun {
  const tests = report.testResults.flatMap((file) =>
    file.assertionResults
      .filter((test) => test.status === 'passed' || test.status === 'failed')
      .map((test) => ({ title: test.title, passed: test.status === 'passed' })),
  );
  const broken = report.testResults.find(
    (file) =>
      file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  // In one plain line: the bundler paints its messages, whatever it is told.
  const message = stripVTControlCharacters(broken?.message ?? '').replace(/\s+/g, ' ');
  const why = broken ? `${broken.name} does not run: ${message.slice(0, 200)}`.trim() : null;
  return { tests, broken: why, timedOut: false };
}

function runNode(
  cwd: string,
  limitMs: number,
  args: readonly string[],
): Promise<{ output: string; timedOut: boolean }> {
  return new Promise((done, fail) => {
    let output = '';
    let timedOut = false;
    // A group of its own, so that a test in an endless loop ends with its runner.
    const child = spawn(process.execPath, args, {
      cwd,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const end = () => {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
    };
    const timer = setTimeout(() => {
      timedOut = true;
      end();
    }, limitMs);
    // Before the copy is removed, should that be what ends.
    process.prependOnceListener('exit', end);
    child.stdout.on('data', (text: Buffer) => (output += text.toString()));
    child.stderr.on('data', (text: Buffer) => (output += text.toString()));
    child.on('error', fail);
    child.on('close', () => {
      clearTimeout(timer);
      process.removeListener('exit', end);
      done({ output, timedOut });
    });
  });
}
