import { insideTree, resolvePath, type Read } from './files.ts';
import { limits } from './limits.ts';
import { desugarServers } from './merge.ts';
import type { Problems } from './problem.ts';
import type { Position, Tree } from './tree.ts';
import { child } from './tree.ts';
import { tooLarge } from './size.ts';
import { readYaml } from './yaml.ts';

export interface Source {
  /** Path of the scenario, as problems name it. */
  readonly path: string;
  readonly read: Read;
  /** Lets `extends` and traces leave the tree of the current directory. */
  readonly allowPath: boolean;
}

/** The documents of a scenario from the root of its `extends` to the file itself. Null when one cannot be read. */
export function readChain(source: Source, problems: Problems, first?: Tree): Tree[] | null {
  const chain: Tree[] = [];
  const visited = [source.path];
  let path = source.path;
  let askedAt: Position = { file: path, line: 0, column: 0 };
  for (;;) {
    const tree =
      first !== undefined && chain.length === 0 ? first : readOne(source, path, askedAt, problems);
    if (tree === null) return null;
    if (!acceptable(tree, path, problems)) return null;
    chain.unshift(desugarServers(tree));
    const parent = child(tree, 'extends');
    if (parent === undefined) return chain;
    const complain = (message: string): null => {
      problems.error(parent.at, ['extends'], {
        message,
        expected: 'a path such as ./contoso.yaml',
      });
      return null;
    };
    if (parent.kind !== 'leaf' || typeof parent.value !== 'string' || parent.value === '') {
      return complain('extends names one file');
    }
    const next = resolvePath(path, parent.value);
    if (!source.allowPath && !insideTree(source.path, next)) {
      return complain(`'${next}' lies outside of the current directory (--allow-path permits it)`);
    }
    if (visited.includes(next)) return complain(`a cycle: ${[...visited, next].join(' extends ')}`);
    if (visited.push(next) > limits.extends) return complain(`at most ${limits.extends} files`);
    askedAt = parent.at;
    path = next;
  }
}

function readOne(source: Source, path: string, askedAt: Position, problems: Problems): Tree | null {
  let text: string;
  try {
    text = source.read(path);
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    problems.error(askedAt, [], { message: `cannot read '${path}': ${why}` });
    return null;
  }
  return readYaml(path, text, problems);
}

/** What every file of a chain must be, before anything in it is expanded. */
function acceptable(tree: Tree, path: string, problems: Problems): boolean {
  if (tree.kind !== 'dict') {
    problems.error({ file: path, line: 1, column: 1 }, [], {
      message: 'not a scenario',
      expected: "a map that begins with 'dialtone: 1'",
    });
    return false;
  }
  const version = child(tree, 'dialtone');
  if (version?.kind !== 'leaf' || version.value !== 1) {
    problems.error(version?.at ?? tree.at, ['dialtone'], {
      message: version === undefined ? 'no version' : 'a version that this program does not read',
      expected: "'dialtone: 1' as the first key",
      ...(version?.kind === 'leaf' ? { value: version.text } : {}),
    });
    return false;
  }
  const why = tooLarge(tree);
  if (why !== null) problems.error(tree.at, [], { message: why });
  return why === null;
}
