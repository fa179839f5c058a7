/** Output files: tried before the run, written beside their target, then renamed, so that none is ever half-written. */
import {
  closeSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Failure } from './failure.ts';

export const STANDARD_OUTPUT = '-';

/** Characters that are written at a time. */
const LARGE = 1 << 20;

export interface Output {
  readonly path: string;
  /** Takes the whole text, or its pieces: a large one does not fit into one string. */
  write(text: string | Iterable<string>): void;
}

/** Files that a run has begun; an interrupted one removes them. */
const temporary = new Set<string>();

export function removeTemporary(): void {
  for (const path of temporary) rmSync(path, { force: true });
  temporary.clear();
}

/** Opens an output. Throws Failure at once when it cannot be written. */
export function openOutput(path: string): Output {
  if (path === STANDARD_OUTPUT) {
    return {
      path,
      write: (text) => {
        for (const piece of piecesOf(text)) writeStandard(piece);
      },
    };
  }
  if (path === '') throw new Failure('cannot write to a file without a name');
  const found = guarded(path, () => statSync(path, { throwIfNoEntry: false }));
  if (found?.isDirectory() === true) throw new Failure(`cannot write ${path}: it is a directory`);
  // A device or a pipe is written to as it is: renaming a file over it would replace it.
  if (found !== undefined && !found.isFile()) {
    return { path, write: (text) => guarded(path, () => writePieces(path, text)) };
  }
  const beside = `${path}.${process.pid}.tmp`;
  guarded(path, () => {
    if (found !== undefined) closeSync(openSync(path, 'r+'));
    mkdirSync(dirname(resolve(path)), { recursive: true });
    closeSync(openSync(beside, 'wx'));
  });
  temporary.add(beside);
  return {
    path,
    write: (text) =>
      guarded(path, () => {
        try {
          writePieces(beside, text);
          renameSync(beside, path);
        } finally {
          rmSync(beside, { force: true });
          temporary.delete(beside);
        }
      }),
  };
}

/** Small pieces joined to larger ones: a call of the system for each would cost more than what it writes. */
function* piecesOf(text: string | Iterable<string>): Generator<string, void> {
  if (typeof text === 'string') {
    yield text;
    return;
  }
  let joined = '';
  for (const piece of text) {
    joined += piece;
    if (joined.length < LARGE) continue;
    yield joined;
    joined = '';
  }
  yield joined;
}

function writePieces(path: string, text: string | Iterable<string>): void {
  const descriptor = openSync(path, 'w');
  try {
    for (const piece of piecesOf(text)) writeFileSync(descriptor, piece);
  } finally {
    closeSync(descriptor);
  }
}

/** Refuses one target for two outputs: the second would overwrite the first. */
export function demandDistinct(paths: readonly (string | undefined)[]): void {
  const seen = new Set<string>();
  for (const path of paths) {
    if (path === undefined) continue;
    const key = path === STANDARD_OUTPUT ? path : resolve(path);
    if (seen.has(key)) {
      const name = path === STANDARD_OUTPUT ? 'standard output' : path;
      throw new Failure(`two outputs cannot both go to ${name}`);
    }
    seen.add(key);
  }
}

/** Writes everything to standard output before it returns: a pipe may take less than it is given at a time. */
export function writeStandard(text: string, descriptor = 1): void {
  const bytes = Buffer.from(text, 'utf8');
  let from = 0;
  while (from < bytes.length) {
    try {
      from += writeSync(descriptor, bytes, from);
    } catch (thrown) {
      const { code } = thrown as NodeJS.ErrnoException;
      if (code === 'EAGAIN') continue;
      // Whoever read has seen enough, as `head` does.
      if (code === 'EPIPE') return;
      throw new Failure(`cannot write to standard output: ${(thrown as Error).message}`);
    }
  }
}

function guarded<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (thrown) {
    throw new Failure(`cannot write ${path}: ${reasonOf(thrown)}`);
  }
}

/** 'no space left on device' out of 'ENOSPC: no space left on device, write'. */
function reasonOf(thrown: unknown): string {
  const { message } = thrown as Error;
  return message.replace(/^[A-Z]+: /, '').replace(/, \w+( '.*')?$/, '');
}
