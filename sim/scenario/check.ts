import type * as z from 'zod';
import { keysAt } from './block.ts';
import type { Refusal } from './fields.ts';
import { Mended } from './mended.ts';
import { nearest, oneOf } from './nearest.ts';
import type { Path, Reporter } from './problem.ts';
import { descend, toPlain, type Plain } from './tree.ts';

/** What became of a document: its value, and which paths were mended so that the rest could still be checked. */
export interface Checked<T> {
  /** Null where not even mending helps. */
  readonly value: T | null;
  readonly mended: Mended;
}

type Issue = z.core.$ZodIssue;

/** Each round mends every mistake that it sees, and sees what those had hidden. */
const ROUNDS = 8;

/** Unknown keys of one map that are named. */
const MOST_KEYS = 20;

/**
 * Checks a document against a schema and reports every mistake. What is wrong is then replaced by an example and
 * checked again: so the references and sizes of the rest are looked at in the same run.
 */
export function check<T>(schema: z.ZodType<T>, reporter: Reporter, under: Path = []): Checked<T> {
  const tree = descend(reporter.tree, under.map(String));
  const holder = { root: tree === undefined ? null : toPlain(tree) };
  const mended = new Mended();
  for (let round = 0; round < ROUNDS; round++) {
    const result = schema.safeParse(holder.root);
    if (result.success) return { value: result.data, mended };
    // Added after the round, so that no issue of this round hides another one.
    const found: Path[][] = [];
    for (const issue of result.error.issues) {
      const path = issue.path.map((key) => (typeof key === 'symbol' ? '' : key));
      if (!mended.covers(path)) report(schema, issue, [...under, ...path], path, reporter);
      found.push(mend(holder, issue, path), meant(schema, issue, path));
    }
    for (const paths of found) for (const path of paths) mended.add(path);
  }
  return { value: null, mended };
}

function report(
  schema: z.ZodType,
  issue: Issue,
  path: Path,
  inSchema: Path,
  reporter: Reporter,
): void {
  if (issue.code === 'unrecognized_keys') {
    const { known, refused } = keysAt(schema, inSchema);
    for (const key of issue.keys.slice(0, MOST_KEYS)) {
      const why = Object.hasOwn(refused, key) ? refused[key] : null;
      const message = why === null ? `unknown key '${key}'` : `'${key}' is ${why}`;
      const near = why === null ? { expected: oneOf(known), nearest: nearest(key, known) } : {};
      reporter.errorAtKey([...path, key], { message, ...near });
    }
  } else if (issue.code === 'invalid_key') {
    const key = String(path.at(-1));
    const expected = 'small letters, digits and -, a letter first: exch1';
    reporter.errorAtKey(path, { message: `'${key}' is not a name`, expected });
  } else if (issue.code === 'custom') {
    const { expected, nearest: near } = (issue.params ?? {}) as unknown as Refusal;
    reporter.error(path, { message: issue.message, expected, nearest: near ?? null });
  } else if (issue.code === 'invalid_value') {
    const values = issue.values.map(String);
    const written = descend(reporter.tree, path.map(String));
    const word = written?.kind === 'leaf' ? written.text : '';
    const message = written === undefined ? 'missing' : 'not one of the choices';
    reporter.error(path, { message, expected: oneOf(values), nearest: nearest(word, values) });
  } else if (issue.code === 'invalid_type') {
    const kinds: Record<string, string> = {
      object: 'a map',
      record: 'a map',
      array: 'a list',
      boolean: 'true or false',
    };
    const expected = kinds[issue.expected] ?? issue.expected;
    const missing = descend(reporter.tree, path.map(String)) === undefined;
    reporter.error(path, { message: missing ? 'missing' : `not ${expected}`, expected });
  } else {
    reporter.error(path, { message: issue.message });
  }
}

/** A mistyped key was meant to be another one: that this one is missing is no further mistake. */
function meant(schema: z.ZodType, issue: Issue, path: Path): Path[] {
  if (issue.code !== 'unrecognized_keys') return [];
  const { known } = keysAt(schema, path);
  return issue.keys.slice(0, MOST_KEYS).flatMap((key) => {
    const name = nearest(key, known);
    return name === null ? [] : [[...path, name]];
  });
}

/** Puts something legal where an issue is; returns the paths that it changed. */
function mend(holder: { root: Plain }, issue: Issue, path: Path): Path[] {
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) put(holder, [...path, key], undefined);
    return issue.keys.map((key) => [...path, key]);
  }
  if (issue.code === 'custom')
    put(holder, path, (issue.params as unknown as Refusal).example as Plain);
  else if (issue.code === 'invalid_value') put(holder, path, issue.values[0] as Plain);
  else if (issue.code === 'invalid_type') put(holder, path, emptyOf(issue.expected));
  else put(holder, path, undefined);
  return [path];
}

function emptyOf(expected: string): Plain {
  if (expected === 'array') return [];
  if (expected === 'boolean') return false;
  return Object.create(null) as { [key: string]: Plain };
}

/** Sets or (undefined) removes a value. Paths of lists keep their length, so that other paths stay right. */
function put(holder: { root: Plain }, path: Path, value: Plain | undefined): void {
  if (path.length === 0) {
    holder.root = value ?? null;
    return;
  }
  let parent: Plain | undefined = holder.root;
  for (const key of path.slice(0, -1)) {
    if (typeof parent !== 'object' || parent === null) return;
    parent = (parent as { [key: string]: Plain })[String(key)];
  }
  if (typeof parent !== 'object' || parent === null) return;
  const last = String(path[path.length - 1]);
  if (value === undefined) delete (parent as { [key: string]: Plain })[last];
  else (parent as { [key: string]: Plain })[last] = value;
}
