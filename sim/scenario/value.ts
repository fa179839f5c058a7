import { limits } from './limits.ts';
import type { Problems } from './problem.ts';
import { dict, type Entry, type Position, type Tree } from './tree.ts';

/** A plain value, such as the default export of a TypeScript module, as a tree. Its place is the file as a whole. */
export function fromValue(file: string, value: unknown, problems: Problems): Tree | null {
  const at: Position = { file, line: 0, column: 0 };
  const refuse = (message: string): null => {
    problems.error(at, [], { message });
    return null;
  };
  let budget: number = limits.values;
  const convert = (part: unknown, depth: number): Tree | null => {
    if (depth > limits.depth) return refuse(`nested deeper than ${limits.depth} levels`);
    if (--budget < 0) return refuse(`at most ${limits.values} values`);
    if (part === null || part === undefined) return { kind: 'leaf', value: null, text: '', at };
    if (typeof part === 'string' || typeof part === 'number' || typeof part === 'boolean') {
      return { kind: 'leaf', value: part, text: String(part), at };
    }
    if (typeof part !== 'object') return refuse(`a scenario is plain data: found a ${typeof part}`);
    if (Array.isArray(part)) {
      const items: Tree[] = [];
      for (const item of part) {
        const tree = convert(item, depth + 1);
        if (tree === null) return null;
        items.push(tree);
      }
      return { kind: 'list', items, at };
    }
    const entries = new Map<string, Entry>();
    for (const [key, each] of Object.entries(part)) {
      if (each === undefined) continue;
      if (key === '__proto__') return refuse('a key is a plain word');
      const tree = convert(each, depth + 1);
      if (tree === null) return null;
      entries.set(key, { keyAt: at, value: tree });
    }
    return dict(entries, at);
  };
  return convert(value, 0);
}
