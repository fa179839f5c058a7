/** Runs the built command as users do. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const COMMAND = resolve('dist/dialtone.js');

/** `npm test` builds first; a single test file that is run by hand may come before any build. */
export function demandBuild(): void {
  if (!existsSync(COMMAND)) execFileSync(process.execPath, ['test/tools/build.mjs']);
}

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

interface Surroundings {
  readonly cwd?: string;
  readonly env?: Record<string, string>;
  /** Options of Node itself. */
  readonly node?: readonly string[];
  /** The built command; the one in dist/ when absent. */
  readonly command?: string;
}

export function dialtone(
  args: readonly string[],
  { cwd = process.cwd(), env = {}, node = [], command = COMMAND }: Surroundings = {},
): Ended {
  const { NO_COLOR: _, FORCE_COLOR: __, ...rest } = process.env;
  const ended = spawnSync(process.execPath, [...node, command, ...args], {
    ...{ cwd, encoding: 'utf8', env: { ...rest, ...env } },
    maxBuffer: 1 << 28,
  });
  return { code: ended.status, out: ended.stdout, err: ended.stderr };
}

export function commandPath(): string {
  return COMMAND;
}

/** A directory of its own with the given files in it. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'dialtone-cli-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}
