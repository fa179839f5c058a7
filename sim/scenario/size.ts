import { limits } from './limits.ts';
import { expandRange, isRange } from './names.ts';
import type { Tree } from './tree.ts';

interface Size {
  readonly objects: number;
  readonly values: number;
}

/**
 * How large a tree gets once its ranges and aliases are expanded, without expanding them: shared parts are measured
 * once, so ten levels of ten aliases cost ten steps.
 */
function expandedSize(tree: Tree, known: Map<Tree, Size>): Size {
  const measured = known.get(tree);
  if (measured !== undefined) return measured;
  let objects = tree.kind === 'leaf' ? 0 : 1;
  let values = tree.kind === 'leaf' ? 1 : 0;
  const add = (part: Tree, times: number): void => {
    const size = expandedSize(part, known);
    objects += times * size.objects;
    values += times * size.values;
  };
  if (tree.kind === 'list') for (const item of tree.items) add(item, 1);
  if (tree.kind === 'dict') {
    for (const [key, entry] of tree.entries) add(entry.value, isRange(key) ? timesOf(key) : 1);
  }
  const size = { objects, values };
  known.set(tree, size);
  return size;
}

function timesOf(key: string): number {
  const range = expandRange(key);
  return range.ok ? range.names.length : 1;
}

/** How many maps and lists a tree has once it is expanded. */
export function objectsIn(tree: Tree): number {
  return expandedSize(tree, new Map()).objects;
}

/** Why a tree is too large to be expanded; null when it is not. */
export function tooLarge(tree: Tree): string | null {
  const { objects, values } = expandedSize(tree, new Map());
  if (objects > limits.objects) {
    return `${objects} maps and lists after expansion; at most ${limits.objects}`;
  }
  if (values > limits.values) return `${values} values after expansion; at most ${limits.values}`;
  return null;
}
