import { desugarServers, type Merger } from './merge.ts';
import { check } from './check.ts';
import { Reporter, type Path, type Problems } from './problem.ts';
import { expandRange, isRange, NAME } from './names.ts';
import { nearest, oneOf } from './nearest.ts';
import { PATCHED, strategySchema } from './sections/frame.ts';
import {
  child,
  descend,
  dict,
  isNull,
  withoutEntry,
  type Dict,
  type Entry,
  type Position,
  type Tree,
} from './tree.ts';

/** A strategy as the chain of files writes it: its patches in order, and its own two words. */
export interface StrategySource {
  readonly name: string;
  readonly at: Position;
  readonly patches: readonly Tree[];
  readonly label: string;
  readonly parent: string | null;
}

/** The chain without its strategies, merged; and the strategies, each with the patches that the files give it. */
export function collectStrategies(
  chain: readonly Tree[],
  merger: Merger,
  problems: Problems,
): { readonly frame: Tree; readonly strategies: readonly StrategySource[] } {
  const found = new Map<string, { at: Position; patches: Tree[] }>();
  let frame: Tree | undefined;
  for (const document of chain) {
    frame = merger.merge(frame, withoutEntry(document as Dict, 'strategies'));
    const written = child(document, 'strategies');
    if (written === undefined || isNull(written)) continue;
    if (written.kind !== 'dict') {
      problems.error(written.at, ['strategies'], {
        message: 'not a map of strategies',
        expected: 'a map',
      });
      continue;
    }
    for (const [key, entry] of written.entries) {
      for (const name of namesOf(key, entry, problems)) {
        if (isNull(entry.value)) {
          if (!found.delete(name)) warnOfNothing(name, entry, problems);
          continue;
        }
        const known = found.get(name) ?? { at: entry.keyAt, patches: [] };
        known.patches.push(entry.value);
        found.set(name, known);
      }
    }
  }
  const strategies = [...found].map(([name, each]) => describe(name, each, problems));
  return { frame: frame!, strategies };
}

function namesOf(key: string, entry: Entry, problems: Problems): readonly string[] {
  const range = isRange(key) ? expandRange(key) : null;
  if (range?.ok === true) return range.names;
  if (NAME.test(key) && key !== 'all') return [key];
  const message = `'${key}' is not a name for a strategy`;
  problems.error(entry.keyAt, ['strategies', key], {
    message,
    expected: 'small letters, digits and -',
  });
  return [];
}

function warnOfNothing(name: string, entry: Entry, problems: Problems): void {
  const message = `no strategy '${name}' to drop`;
  problems.add('warning', entry.keyAt, ['strategies', name], { message });
}

function describe(
  name: string,
  found: { readonly at: Position; readonly patches: readonly Tree[] },
  problems: Problems,
): StrategySource {
  let label = name;
  let parent: string | null = null;
  for (const patch of found.patches) {
    // A document of its own, so that problems are shown at 'strategies/<name>/…'.
    const holder = nest('strategies', nest(name, patch, found.at), found.at);
    const { value } = check(strategySchema, new Reporter(holder, problems), ['strategies', name]);
    label = value?.label ?? label;
    parent = value?.extends ?? parent;
  }
  return { name, at: found.at, patches: found.patches, label, parent };
}

function nest(key: string, value: Tree, at: Position): Tree {
  return dict(new Map([[key, { keyAt: at, value }]]), at);
}

/** All patches of a strategy, from the ones it extends to its own. Reports unknown parents and cycles. */
export function patchesOf(
  strategy: StrategySource,
  all: ReadonlyMap<string, StrategySource>,
  problems: Problems,
): readonly Tree[] {
  const line: StrategySource[] = [strategy];
  for (let each = strategy; each.parent !== null;) {
    const at = positionOfExtends(each);
    const path: Path = ['strategies', each.name, 'extends'];
    const next = all.get(each.parent);
    if (next === undefined) {
      const known = [...all.keys()];
      const message = `no strategy '${each.parent}'`;
      problems.error(at, path, {
        message,
        expected: oneOf(known),
        nearest: nearest(each.parent, known),
      });
      break;
    }
    if (line.includes(next)) {
      const names = [...line, next].map(({ name }) => name).join(' extends ');
      problems.error(at, path, { message: `a cycle: ${names}` });
      break;
    }
    line.push(next);
    each = next;
  }
  return line.reverse().flatMap((each) => each.patches);
}

function positionOfExtends(strategy: StrategySource): Position {
  for (const patch of [...strategy.patches].reverse()) {
    const written = child(patch, 'extends');
    if (written !== undefined) return written.at;
  }
  return strategy.at;
}

/** The part of a patch that changes the organization and its plans. */
export function patchedBlocks(patch: Tree): Tree {
  if (patch.kind !== 'dict') return dict(new Map(), patch.at);
  const entries = [...patch.entries].filter(([key]) =>
    (PATCHED as readonly string[]).includes(key),
  );
  return desugarServers(dict(new Map(entries), patch.at));
}

/** `backup.defaults` merged under each job. */
export function spreadJobDefaults(document: Tree, merger: Merger): Tree {
  const backup = child(document, 'backup');
  if (document.kind !== 'dict' || backup?.kind !== 'dict') return document;
  const defaults = backup.entries.get('defaults')?.value;
  const jobs = descend(backup, ['jobs']);
  if (defaults === undefined) return document;
  const rest = withoutEntry(backup, 'defaults');
  const spread = new Map(rest.entries);
  if (defaults.kind === 'dict' && jobs?.kind === 'dict') {
    const merged = [...jobs.entries].map(([name, job]): [string, Entry] => {
      // A job that is no map keeps its mistake.
      if (job.value.kind !== 'dict') return [name, job];
      const value = merger.merge(defaults, job.value, ['backup', 'jobs', name]);
      return [
        name,
        { ...job, value: value.kind === 'dict' ? dict(value.entries, job.value.at) : value },
      ];
    });
    spread.set('jobs', { ...backup.entries.get('jobs')!, value: dict(new Map(merged), jobs.at) });
  } else if (defaults.kind !== 'dict') {
    // Keeps the mistake where the schema finds it.
    return document;
  }
  const entries = new Map(document.entries);
  entries.set('backup', { ...entries.get('backup')!, value: dict(spread, backup.at) });
  return dict(entries, document.at);
}
