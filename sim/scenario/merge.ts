import { expandRange, isGlob, isRange, matchesGlob } from './names.ts';
import type { Path, Problems } from './problem.ts';
import type { Dict, Entry, Position, Tree } from './tree.ts';
import { dict, isNull } from './tree.ts';
import { nearest, oneOf } from './nearest.ts';

/** Entries that one merge may write: a glob over many maps with a large patch would otherwise not end. */
const MOST_WRITES = 1_000_000;

const NOWHERE: Position = { file: '', line: 0, column: 0 };
const EMPTY: Dict = dict(new Map(), NOWHERE);

type Keys = Record<'globs' | 'ranges' | 'exact', [string, Entry][]>;

/** Thrown when a merge writes more than any scenario of legal size can need. */
export class MergeTooLarge extends Error {}

/**
 * JSON merge patch (RFC 7396) on trees: maps merge, lists and scalars replace, null deletes. Keys may be globs and
 * ranges; in one map the more exact key patches what the less exact one wrote: `*`, then `exch1..exch4`, then `exch2`.
 */
export class Merger {
  private readonly problems: Problems;
  /** What becomes of a patch that meets nothing, so that 10,000 members of a range share one tree. */
  private readonly fresh = new Map<Tree, Tree>();
  private readonly keys = new Map<Dict, Keys>();
  private writes = 0;
  /** Keys that could not be expanded: what is then missing is no further mistake. */
  readonly broken: Path[] = [];

  constructor(problems: Problems) {
    this.problems = problems;
  }

  /** Undefined base: the patch stands alone, which expands its ranges. */
  merge(base: Tree | undefined, patch: Tree, path: Path = []): Tree {
    if (patch.kind !== 'dict') return patch;
    if (base?.kind === 'dict') return this.mergeDicts(base, patch, path);
    const known = this.fresh.get(patch);
    if (known !== undefined) return known;
    const merged = this.mergeDicts(EMPTY, patch, path);
    this.fresh.set(patch, merged);
    return merged;
  }

  private mergeDicts(base: Dict, patch: Dict, path: Path): Dict {
    const entries = new Map(base.entries);
    this.writes += base.entries.size;
    const { globs, ranges, exact } = this.sorted(patch);
    this.many(entries, globs, path, (key) => this.globTargets(base, key, path, patch));
    this.many(entries, ranges, path, (key) => this.rangeTargets(key, path, patch));
    for (const [key, entry] of exact) this.write(entries, key, entry, path);
    return dict(entries, base === EMPTY ? patch.at : base.at);
  }

  /** The keys of a patch by how exact they are; known after the first time, since globs apply one patch often. */
  private sorted(patch: Dict): Keys {
    const known = this.keys.get(patch);
    if (known !== undefined) return known;
    const keys: Keys = { globs: [], ranges: [], exact: [] };
    for (const each of patch.entries) {
      const kind = isGlob(each[0]) ? 'globs' : isRange(each[0]) ? 'ranges' : 'exact';
      keys[kind].push(each);
    }
    this.keys.set(patch, keys);
    return keys;
  }

  private many(
    entries: Map<string, Entry>,
    keys: readonly (readonly [string, Entry])[],
    path: Path,
    targetsOf: (key: string) => readonly string[],
  ): void {
    const writer = new Map<string, string>();
    for (const [key, entry] of keys) {
      const targets = targetsOf(key);
      const twice = targets.find((name) => writer.has(name));
      if (twice !== undefined) {
        const message = `'${key}' and '${writer.get(twice)}' both cover '${twice}'`;
        this.problems.error(entry.keyAt, [...path, key], { message });
      }
      for (const name of targets) {
        writer.set(name, key);
        this.write(entries, name, entry, path);
      }
    }
  }

  private write(entries: Map<string, Entry>, name: string, patch: Entry, path: Path): void {
    if (++this.writes > MOST_WRITES) throw new MergeTooLarge();
    const before = entries.get(name);
    if (!isNull(patch.value)) {
      const value = this.merge(before?.value, patch.value, [...path, name]);
      entries.set(name, { keyAt: before?.keyAt ?? patch.keyAt, value });
    } else if (before !== undefined) {
      entries.delete(name);
    }
  }

  private rangeTargets(key: string, path: Path, patch: Dict): readonly string[] {
    const range = expandRange(key);
    if (range.ok) return range.names;
    const at = patch.entries.get(key)!.keyAt;
    const complaint = { message: `not a range: ${range.why}`, value: `'${key}'` };
    this.problems.error(at, [...path, key], complaint);
    this.broken.push([...path, key]);
    return [];
  }

  private globTargets(base: Dict, key: string, path: Path, patch: Dict): readonly string[] {
    const names = [...base.entries.keys()];
    const targets = names.filter((name) => matchesGlob(key, name));
    if (targets.length > 0) return targets;
    const complaint = {
      message: `'${key}' matches nothing that this patches`,
      expected: `a pattern that matches ${oneOf(names)}`,
      nearest: nearest(key, names),
    };
    this.problems.error(patch.entries.get(key)!.keyAt, [...path, key], complaint);
    return [];
  }
}

/** `volumes:` directly under a server is short for `nodes: { a: { volumes } }`; also in a patch. */
export function desugarServers(document: Tree): Tree {
  return mapChild(document, 'organization', (organization) =>
    mapChild(organization, 'servers', (servers) => {
      if (servers.kind !== 'dict') return servers;
      const entries = new Map<string, Entry>();
      for (const [key, entry] of servers.entries) {
        entries.set(key, { ...entry, value: desugarServer(entry.value) });
      }
      return dict(entries, servers.at);
    }),
  );
}

function mapChild(tree: Tree, key: string, change: (child: Tree) => Tree): Tree {
  if (tree.kind !== 'dict') return tree;
  const entry = tree.entries.get(key);
  if (entry === undefined) return tree;
  const entries = new Map(tree.entries);
  entries.set(key, { ...entry, value: change(entry.value) });
  return dict(entries, tree.at);
}

/** Leaves both in place where a server writes both: the schema then refuses the short form by its key. */
function desugarServer(server: Tree): Tree {
  if (server.kind !== 'dict') return server;
  const short = server.entries.get('volumes');
  if (short === undefined) return server;
  const nodes = server.entries.get('nodes')?.value ?? dict(new Map(), short.keyAt);
  const a =
    (nodes.kind === 'dict' && nodes.entries.get('a')?.value) || dict(new Map(), short.keyAt);
  if (nodes.kind !== 'dict' || a.kind !== 'dict' || a.entries.has('volumes')) return server;
  const entries = new Map(server.entries);
  entries.delete('volumes');
  const filled = dict(new Map(a.entries).set('volumes', short), a.at);
  const withA = new Map(nodes.entries).set('a', { keyAt: short.keyAt, value: filled });
  entries.set('nodes', { keyAt: short.keyAt, value: dict(withA, nodes.at) });
  return dict(entries, server.at);
}
