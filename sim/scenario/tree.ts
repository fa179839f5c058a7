import type { Path } from './problem.ts';

/** A place in a file; line and column count from 1. Line 0: the file as a whole. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/**
 * A document as it was written, each value with the place that wrote it. Trees are never changed: a merge takes the
 * nodes of both sides, so a value keeps its place through `extends`, ranges and strategies.
 */
export type Tree = Leaf | List | Dict;

export interface Leaf {
  readonly kind: 'leaf';
  readonly value: string | number | boolean | null;
  /** The text as it was written, which a number such as 0x10 loses. */
  readonly text: string;
  readonly at: Position;
}

export interface List {
  readonly kind: 'list';
  readonly items: readonly Tree[];
  readonly at: Position;
}

export interface Dict {
  readonly kind: 'dict';
  readonly entries: ReadonlyMap<string, Entry>;
  readonly at: Position;
}

export interface Entry {
  readonly keyAt: Position;
  readonly value: Tree;
}

export function dict(entries: ReadonlyMap<string, Entry>, at: Position): Dict {
  return { kind: 'dict', entries, at };
}

export function isNull(tree: Tree): boolean {
  return tree.kind === 'leaf' && tree.value === null;
}

/** The value under a key of a map; undefined where the tree is no map or lacks the key. */
export function child(tree: Tree | undefined, key: string): Tree | undefined {
  return tree?.kind === 'dict' ? tree.entries.get(key)?.value : undefined;
}

/** The value that a chain of keys leads to. */
export function descend(tree: Tree | undefined, keys: readonly string[]): Tree | undefined {
  return keys.reduce(child, tree);
}

/** A map with one entry set; keeps the order of the others. */
export function withEntry(tree: Dict, key: string, entry: Entry): Dict {
  const entries = new Map(tree.entries);
  entries.set(key, entry);
  return dict(entries, tree.at);
}

/** A map without one entry. */
export function withoutEntry(tree: Dict, key: string): Dict {
  const entries = new Map(tree.entries);
  entries.delete(key);
  return dict(entries, tree.at);
}

/** Where a path stands: its node, or null with the place of the deepest part of the path that exists. */
export function locate(
  tree: Tree,
  path: Path,
): { readonly node: Tree | null; readonly at: Position; readonly keyAt: Position } {
  let node = tree;
  let keyAt = tree.at;
  for (const segment of path) {
    let next: Tree | undefined;
    if (node.kind === 'dict') {
      const entry = node.entries.get(String(segment));
      if (entry !== undefined) keyAt = entry.keyAt;
      next = entry?.value;
    } else if (node.kind === 'list') {
      next = node.items[Number(segment)];
      if (next !== undefined) keyAt = next.at;
    }
    // What is missing is shown where it should have stood: at the key of the map that lacks it.
    if (next === undefined) return { node: null, at: keyAt, keyAt };
    node = next;
  }
  return { node, at: node.at, keyAt };
}

/** A value as it reads in a message. */
export function sourceText(tree: Tree): string {
  if (tree.kind === 'dict') return 'a map';
  if (tree.kind === 'list') return 'a list';
  if (tree.value === null) return 'nothing';
  const text = tree.text.length > 80 ? `${tree.text.slice(0, 77)}...` : tree.text;
  return typeof tree.value === 'string' ? `'${text}'` : text;
}

/** Plain data: maps become objects without a prototype, so that no name of a scenario can meet one of JavaScript's. */
export type Plain = string | number | boolean | null | Plain[] | { [key: string]: Plain };

export function toPlain(tree: Tree): Plain {
  if (tree.kind === 'leaf') return tree.value;
  if (tree.kind === 'list') return tree.items.map(toPlain);
  const object = Object.create(null) as { [key: string]: Plain };
  for (const [key, entry] of tree.entries) object[key] = toPlain(entry.value);
  return object;
}
