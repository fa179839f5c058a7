/**
 * Golden stories: what `dialtone explain` prints of an incident, and below each line what backs it. A file begins with
 * the command; then come the lines of the story, each followed by one that begins with `^`: ids of facts (the table beside),
 * keys of `parameters:`, names of metrics, or `scenario` for what the scenario itself says.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FOLDER } from './told.ts';

const MARK = '      ^ ';
/** The text of a long line goes on below its beginning. */
const CONTINUES = /^ {26}/;

export interface Entry {
  /** One line of the story, with those on which it goes on. */
  readonly lines: readonly string[];
  readonly backing: readonly string[];
}

export interface Golden {
  readonly name: string;
  readonly key: string;
  readonly entries: readonly Entry[];
}

export const goldenPath = (name: string): string => join(FOLDER, `${name}.story`);

export const names: readonly string[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.story'))
  .map((file) => file.slice(0, -'.story'.length))
  .sort();

/** Each line of a story with those on which it goes on. */
export function entriesOf(lines: readonly string[]): string[][] {
  const entries: string[][] = [];
  for (const line of lines) {
    if (CONTINUES.test(line)) entries[entries.length - 1].push(line);
    else entries.push([line]);
  }
  return entries;
}

/** Headings, and what repeats the question: nothing that a fact could back. */
export const isFrame = (line: string): boolean =>
  line === '' || /^( {2}(strategy|key): |Critical path |What happened$|replay: )/.test(line);

export function readGolden(name: string): Golden {
  const [command, ...rest] = readFileSync(goldenPath(name), 'utf8').trimEnd().split('\n');
  const key = /^\$ dialtone explain \S+ --incident (\S+)$/.exec(command)?.[1];
  if (key === undefined) throw new Error(`${goldenPath(name)}: the first line is no command`);
  const entries: { lines: string[]; backing: string[] }[] = [];
  for (const line of rest) {
    const last = entries[entries.length - 1];
    if (line.startsWith(MARK)) last.backing.push(...line.slice(MARK.length).split(' '));
    else if (CONTINUES.test(line)) last.lines.push(line);
    else entries.push({ lines: [line], backing: [] });
  }
  return { name, key, entries };
}

export function formatGolden({ name, key, entries }: Golden): string {
  const lines = [`$ dialtone explain ${name}.yaml --incident ${key}`];
  for (const { lines: text, backing } of entries) {
    lines.push(...text);
    if (backing.length > 0) lines.push(`${MARK}${backing.join(' ')}`);
  }
  return `${lines.join('\n')}\n`;
}
