import { Builder, type Default, type Note } from './builder.ts';
import type { Source } from './chain.ts';
import { check } from './check.ts';
import { buildFigures } from './figures.ts';
import { insideTree, resolvePath } from './files.ts';
import { readTrace } from './laws.ts';
import { limits } from './limits.ts';
import type { Merger } from './merge.ts';
import { buildPlan, type Draft } from './plan.ts';
import { Reporter, type Path, type Problems } from './problem.ts';
import type { Frame } from './read-frame.ts';
import { PATCHED, SHARED } from './sections/frame.ts';
import type { ReadTrace } from './sections/hazards.ts';
import { objectsIn, tooLarge } from './size.ts';
import { strategyDocSchema } from './strategy-schema.ts';
import { patchedBlocks, spreadJobDefaults, type StrategySource } from './strategies.ts';
import { dict, locate, toPlain, type Plain, type Tree } from './tree.ts';

/** A strategy with everything but the clock. */
export interface Drafted {
  readonly name: string;
  readonly label: string;
  readonly draft: Draft;
  readonly reporter: Reporter;
  readonly document: Plain;
  readonly defaults: readonly Default[];
  readonly notes: readonly Note[];
}

/** What all strategies of a scenario have in common while they are drafted. */
export interface Workshop {
  readonly base: Tree;
  readonly frame: Frame;
  readonly source: Source;
  readonly merger: Merger;
  readonly problems: Problems;
  /** Maps and lists of the strategies drafted so far. */
  objects: number;
}

/** Applies a strategy's patches to the base; null where the result is too large. */
function patchedTree(
  shop: Workshop,
  strategy: StrategySource,
  patches: readonly Tree[],
): Tree | null {
  const { merger } = shop;
  const tree = patches.reduce((sum, patch) => merger.merge(sum, patchedBlocks(patch)), shop.base);
  shop.objects += objectsIn(tree);
  const tooMany = shop.objects > limits.together;
  const why = tooMany
    ? `the strategies together have more than ${limits.together} maps and lists`
    : tooLarge(tree);
  if (why === null) return spreadJobDefaults(tree, merger);
  shop.problems.error(strategy.at, ['strategies', strategy.name], { message: why });
  return null;
}

/** Turns a strategy into a plan, all but its clock. Null where that cannot be done. */
export function draftStrategy(
  shop: Workshop,
  strategy: StrategySource,
  patches: readonly Tree[],
): Drafted | null {
  const { frame, source, merger, problems } = shop;
  const tree = patchedTree(shop, strategy, patches);
  if (tree === null) return null;
  const reporter = new Reporter(tree, problems);
  const { value: doc, mended } = check(strategyDocSchema, reporter);
  if (doc === null || problems.full) return null;
  for (const path of merger.broken) mended.add(path);
  const version = doc.organization.version ?? 'exchange-2007';
  const { figures, defaults } = buildFigures(doc.parameters, version);
  const builder = new Builder(
    reporter,
    shop.base,
    mended,
    version,
    figures,
    doc.organization.servicePack,
  );
  if (Object.keys(doc.backup?.jobs ?? {}).length === 0 && !builder.mended(['backup'])) {
    problems.error(strategy.at, ['strategies', strategy.name], {
      message: `the strategy '${strategy.name}' has no backup`,
      expected: 'at least one job under backup.jobs',
    });
  }
  const { start, horizonMs } = frame;
  const trace = traceReader(tree, source);
  const around = {
    scenario: frame.name,
    strategy: strategy.name,
    start,
    horizonMs,
    readTrace: trace,
  };
  const draft = buildPlan(doc, around, builder);
  const all = [...defaults, ...builder.defaults.values()];
  return {
    ...{ name: strategy.name, label: strategy.label, draft, reporter },
    ...{ document: toPlain(tree), defaults: all, notes: builder.notes },
  };
}

/** The blocks of the base that a strategy patches or shares. */
export function baseOf(frame: Tree): Tree {
  if (frame.kind !== 'dict') return dict(new Map(), frame.at);
  const wanted: readonly string[] = [...PATCHED, ...SHARED];
  return dict(new Map([...frame.entries].filter(([key]) => wanted.includes(key))), frame.at);
}

/** Traces are named from the file that names them, and stay inside the tree like everything else. */
function traceReader(tree: Tree, source: Source): ReadTrace {
  return (path: Path, file: string) => {
    const resolved = resolvePath(locate(tree, path).at.file, file);
    if (!source.allowPath && !insideTree(source.path, resolved)) {
      const message = `'${resolved}' lies outside of the current directory (--allow-path permits it)`;
      return { ok: false, message };
    }
    let text: string;
    try {
      text = source.read(resolved);
    } catch (thrown) {
      const why = thrown instanceof Error ? thrown.message : String(thrown);
      return { ok: false, message: `cannot read '${resolved}': ${why}` };
    }
    if (text.length > limits.fileBytes) {
      return { ok: false, message: `a trace has at most ${limits.fileBytes} bytes` };
    }
    return readTrace(text);
  };
}
