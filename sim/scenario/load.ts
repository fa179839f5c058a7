import { baseOf, draftStrategy, type Drafted } from './assemble.ts';
import { readChain, type Source } from './chain.ts';
import { check } from './check.ts';
import { finish } from './finish.ts';
import { limits } from './limits.ts';
import { Merger, MergeTooLarge } from './merge.ts';
import { nearest, oneOf } from './nearest.ts';
import { Problems, Reporter } from './problem.ts';
import { readFrame, type Frame } from './read-frame.ts';
import type { LoadOptions, LoadResult } from './scenario.ts';
import { frameSchema, type FrameDoc } from './sections/frame.ts';
import { collectStrategies, patchesOf, type StrategySource } from './strategies.ts';
import type { Read } from './files.ts';
import type { Tree } from './tree.ts';
import { fromValue } from './value.ts';

/** Reads a scenario and everything that it extends. All mistakes come at once, each with its place. */
export function loadScenario(path: string, read: Read, options: LoadOptions = {}): LoadResult {
  return load({ path, read, allowPath: options.allowPath ?? false }, options, () => undefined);
}

/** The same for a value in place of a text: the default export of a TypeScript module. `path` names it. */
export function loadValue(
  value: unknown,
  path: string,
  read: Read,
  options: LoadOptions = {},
): LoadResult {
  const source = { path, read, allowPath: options.allowPath ?? false };
  return load(source, options, (problems) => fromValue(path, value, problems));
}

type First = (problems: Problems) => Tree | null | undefined;

function load(source: Source, options: LoadOptions, first: First): LoadResult {
  const problems = new Problems();
  try {
    const tree = first(problems);
    const chain = tree === null ? null : readChain(source, problems, tree);
    if (chain !== null) {
      const result = build(chain, source, options, problems);
      if (result !== null && problems.errors === 0) {
        const warnings = problems.sorted();
        return { ok: true, scenario: result, warnings };
      }
    }
  } catch (thrown) {
    if (!(thrown instanceof MergeTooLarge)) throw thrown;
    const message = 'ranges, globs and patches together expand to too much';
    problems.error({ file: source.path, line: 0, column: 0 }, [], { message });
  }
  return { ok: false, problems: problems.sorted() };
}

function build(
  chain: readonly Tree[],
  source: Source,
  options: LoadOptions,
  problems: Problems,
): ReturnType<typeof finish> {
  const merger = new Merger(problems);
  const { frame: tree, strategies } = collectStrategies(chain, merger, problems);
  const reporter = new Reporter(tree, problems);
  const { value: doc } = check(frameSchema, reporter);
  if (doc === null) return null;
  const refuse = reporter.error.bind(reporter);
  const frame = readFrame(doc, source.path, options.overrides ?? {}, refuse);
  const shop = { base: baseOf(tree), frame, source, merger, problems, objects: 0 };
  const all = strategies.length > 0 ? strategies : [onlyStrategy(tree)];
  if (tooMany(all, reporter)) return null;
  const byName = new Map(all.map((each) => [each.name, each]));
  const drafts = all.map((each) => draftStrategy(shop, each, patchesOf(each, byName, problems)));
  const baseline = baselineOf(doc, all, reporter, frame);
  const drafted = drafts.filter((each): each is Drafted => each !== null);
  if (drafted.length < drafts.length) return null;
  return finish({ doc, tree, frame, drafted, baseline, path: source.path, reporter });
}

/** Every strategy is a whole organization of its own. */
function tooMany(all: readonly StrategySource[], reporter: Reporter): boolean {
  if (all.length <= limits.strategies) return false;
  reporter.error(['strategies'], {
    message: `${all.length} strategies; at most ${limits.strategies}`,
  });
  return true;
}

/** A scenario without strategies has one: its base. */
function onlyStrategy(tree: Tree): StrategySource {
  return { name: 'plan', at: tree.at, patches: [], label: 'plan', parent: null };
}

function baselineOf(
  doc: FrameDoc,
  all: readonly StrategySource[],
  reporter: Reporter,
  frame: Frame,
): string {
  const names = all.map((each) => each.name);
  const { baseline } = doc;
  if (baseline === undefined) {
    const source = 'the first strategy';
    frame.defaults.push({ path: 'baseline', value: names[0], source, assumed: false });
    return names[0];
  }
  if (!names.includes(baseline)) {
    const near = nearest(baseline, names);
    reporter.error(['baseline'], {
      message: `no strategy '${baseline}'`,
      expected: oneOf(names),
      nearest: near,
    });
  }
  return baseline;
}
