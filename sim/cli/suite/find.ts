/** Which files a suite is made of. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { limits } from '../../scenario/limits.ts';
import { nearest } from '../../scenario/nearest.ts';
import { Failure } from '../failure.ts';
import { folderOf, isPattern, matcherOf } from './glob.ts';

const TEXTS = ['.yaml', '.yml'];

/**
 * The files of the given names, folders and patterns in order of their paths, each once. A folder (the current one where
 * nothing is given) stands for the scenarios in and under it that write `expect:` themselves. Throws Failure for what
 * matches nothing, unless `tolerant`.
 */
export function findFiles(asked: readonly string[], tolerant: boolean): string[] {
  const found = new Set<string>();
  for (const each of asked.length === 0 ? ['.'] : asked) {
    const files = filesOf(each);
    if (files.length === 0 && !tolerant) throw new Failure(nothing(each));
    for (const file of files) found.add(file);
  }
  return [...found].sort(compare);
}

/** Files of shards: named, or by a pattern whatever their names end in. Throws Failure for what matches nothing. */
export function findParts(asked: readonly string[]): string[] {
  return asked.flatMap((each) => {
    const path = tidy(each);
    if (!isPattern(path) || statSync(path, { throwIfNoEntry: false }) !== undefined) return [path];
    const found = filesUnder(folderOf(path)).filter(matcherOf(path)).sort(compare);
    if (found.length === 0) throw new Failure(`no file matches '${each}'`);
    return found;
  });
}

function filesOf(asked: string): string[] {
  const path = tidy(asked);
  // A file may be called like a pattern.
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat?.isDirectory() === true) return filesUnder(path).filter(asksSomething);
  if (stat !== undefined) return [path];
  if (!isPattern(path)) return [];
  // Results and baselines are JSON too, so that and modules have to be asked for by name.
  const ends = ['.json', '.ts', '.mts', '.js', '.mjs'].includes(extname(path)) ? [] : TEXTS;
  const matches = matcherOf(path);
  return filesUnder(folderOf(path)).filter(
    (file) => matches(file) && (ends.length === 0 || ends.includes(extname(file))),
  );
}

/** 'a/b' of './a//b/'; an absolute path stays one. */
function tidy(path: string): string {
  const tidied = path
    .replaceAll('\\', '/')
    .replace(/\/+/g, '/')
    .replace(/^(?:\.\/)+/, '');
  return tidied.length > 1 ? tidied.replace(/\/$/, '') : tidied === '' ? '.' : tidied;
}

/** Every file in and under a folder; not what packages bring, nor what is hidden. */
function filesUnder(folder: string): string[] {
  const files: string[] = [];
  const walk = (path: string): void => {
    const entries = readdirSync(path === '' ? '.' : path, { withFileTypes: true });
    for (const entry of entries) {
      const own = path === '' || path === '.' ? entry.name : join(path, entry.name);
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      if (entry.isDirectory()) walk(own);
      else if (entry.isFile()) files.push(own.replaceAll('\\', '/'));
    }
  };
  if (folder === '' || statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) {
    walk(folder);
  }
  return files;
}

/** Whether a file is a scenario that writes expectations itself: an organization that others extend has none. */
function asksSomething(path: string): boolean {
  if (!TEXTS.includes(extname(path))) return false;
  if (statSync(path).size > limits.fileBytes) return false;
  const text = readFileSync(path, 'utf8');
  return /^dialtone\s*:/m.test(text) && /^expect\s*:/m.test(text);
}

function nothing(asked: string): string {
  if (isPattern(asked)) return `no scenario matches '${asked}'`;
  const path = tidy(asked);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) {
    return `no scenario in '${asked}' writes 'expect:'`;
  }
  const folder = folderOf(path);
  const near = nearest(path, filesUnder(folder));
  return `no such file: '${asked}'${near === null ? '' : `; did you mean '${near}'?`}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
