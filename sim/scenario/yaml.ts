import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Document, Node, Pair } from 'yaml';
import { limits } from './limits.ts';
import type { Problems } from './problem.ts';
import type { Entry, Position, Tree } from './tree.ts';
import { dict } from './tree.ts';

/** The key that JavaScript keeps for itself. */
const PROTO = '__proto__';

/** Reads YAML (JSON is YAML too) into a tree with positions. Null when it cannot be read at all; says why. */
export function readYaml(file: string, text: string, problems: Problems): Tree | null {
  if (text.length > limits.fileBytes) {
    const message = `a scenario file has at most ${limits.fileBytes} bytes`;
    problems.error({ file, line: 0, column: 0 }, [], { message, value: `${text.length}` });
    return null;
  }
  const counter = new LineCounter();
  const reader = new YamlReader(file, counter, problems);
  let document: Document;
  try {
    // uniqueKeys compares all pairs with each other; this reader does it with a map.
    document = parseDocument(text, {
      ...{ lineCounter: counter, uniqueKeys: false, prettyErrors: false, merge: false },
      ...{ version: '1.2', schema: 'core', logLevel: 'error' },
    });
  } catch (thrown) {
    return reader.failed(thrown);
  }
  for (const each of [...document.errors, ...document.warnings].slice(0, 20)) {
    problems.error(reader.at(each.pos[0]), [], { message: `not YAML: ${firstLine(each.message)}` });
  }
  if (document.errors.length + document.warnings.length > 0) return null;
  if (document.directives?.yaml.explicit === true && document.directives.yaml.version !== '1.2') {
    problems.error(reader.at(0), [], { message: 'scenarios are YAML 1.2', value: '%YAML 1.1' });
    return null;
  }
  try {
    return reader.read(document.contents as Node | null);
  } catch (thrown) {
    return reader.failed(thrown);
  }
}

function firstLine(text: string): string {
  return text.split('\n')[0];
}

class YamlReader {
  private readonly anchors = new Map<string, Tree>();
  private aliases = 0;
  private readonly file: string;
  private readonly counter: LineCounter;
  private readonly problems: Problems;

  constructor(file: string, counter: LineCounter, problems: Problems) {
    this.file = file;
    this.counter = counter;
    this.problems = problems;
  }

  at(offset: number): Position {
    const { line, col } = this.counter.linePos(offset);
    return { file: this.file, line: Math.max(1, line), column: Math.max(1, col) };
  }

  /** Only nesting can exhaust the stack; anything else is a mistake of this program and is thrown on. */
  failed(thrown: unknown): null {
    if (!(thrown instanceof RangeError)) throw thrown;
    this.problems.error(this.at(0), [], { message: `nested deeper than ${limits.depth} levels` });
    return null;
  }

  read(node: Node | null): Tree | null {
    const before = this.problems.errors;
    const tree = this.tree(node, 0);
    return this.problems.errors > before ? null : tree;
  }

  private tree(node: Node | null, depth: number): Tree {
    const at = this.at(node?.range?.[0] ?? 0);
    const leaf = (value: string | number | boolean | null, text: string): Tree =>
      this.keep(node, { kind: 'leaf', value, text, at });
    if (node === null) return leaf(null, '');
    if (depth > limits.depth) throw new RangeError('too deep');
    if (isAlias(node)) return this.alias(node.source, at);
    if (isMap(node)) return this.keep(node, dict(this.entries(node.items as Pair[], depth), at));
    if (isSeq(node)) {
      const items = node.items.map((item) => this.tree(item as Node, depth + 1));
      return this.keep(node, { kind: 'list', items, at });
    }
    const value = isScalar(node) ? node.value : undefined;
    const text = isScalar(node) ? (node.source ?? String(node.value)) : '';
    const simple = value === null || typeof value === 'string' || typeof value === 'boolean';
    if (simple || typeof value === 'number') return leaf(value as string, text);
    this.problems.error(at, [], { message: 'a scenario holds text, numbers, true and false' });
    return leaf(null, text);
  }

  private entries(pairs: readonly Pair[], depth: number): Map<string, Entry> {
    const entries = new Map<string, Entry>();
    for (const pair of pairs) {
      const keyNode = pair.key as Node | null;
      const keyAt = this.at(keyNode?.range?.[0] ?? 0);
      const value = this.tree(pair.value as Node | null, depth + 1);
      if (!isScalar(keyNode) || keyNode.value === null || keyNode.value === PROTO) {
        this.problems.error(keyAt, [], { message: 'a key is a plain word' });
        continue;
      }
      const key = String(keyNode.value);
      const given = entries.get(key);
      if (given !== undefined) {
        const message = `the key '${key}' stands twice in one map (first in line ${given.keyAt.line})`;
        this.problems.error(keyAt, [key], { message });
      }
      // A value that is not there stands at the end of its key.
      const valueAt = pair.value === null ? { ...value, at: keyAt } : value;
      entries.set(key, { keyAt, value: valueAt });
    }
    return entries;
  }

  /** An anchor is known only after its value was read, so a value cannot contain itself. */
  private keep(node: Node | null, tree: Tree): Tree {
    const anchor = node !== null && 'anchor' in node ? node.anchor : undefined;
    if (anchor !== undefined) this.anchors.set(anchor, tree);
    return tree;
  }

  private alias(name: string, at: Position): Tree {
    this.aliases++;
    if (this.aliases === limits.aliases + 1) {
      this.problems.error(at, [], { message: `at most ${limits.aliases} aliases` });
    }
    const tree = this.anchors.get(name);
    if (tree !== undefined) return tree;
    this.problems.error(at, [], { message: `no anchor '&${name}' before this alias` });
    return { kind: 'leaf', value: null, text: '', at };
  }
}
