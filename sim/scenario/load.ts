import { baseOf, draftStrategy, type Drafted } from './assemble.ts';
import { readChain, type Source } from './chain.ts';
import { check } from './check.ts';
import { finish } from './finish.ts';
import { limits } from './limits.ts';
import { Merger, MergeTooLarge } from './merge.ts';
import { nearest, oneOf } from './nearest.ts';
import { Problems, Reporter } from './problem.ts';
import { readFrame, type Frame } from './read-frame.ts';
import type { LoadOptions, LoadResult, Origin } from './scenario.ts';
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
      return build({ chain, source }, options, problems);
    }
  } catch (thrown) {
    if (!(thrown instanceof MergeTooLarge)) throw thrown;
    const message = 'ranges, globs and patches together expand to too much';
    problems.error({ file: source.path, line: 0, column: 0 }, [], { message });
  }
  return { ok: false, problems: problems.sorted() };
}

/** What is changed in the documents before anything is built of them. */
export interface Changes {
  /** On the shared blocks. */
  readonly shared: Tree;
  /** On the blocks of these strategies, after all patches of their own. */
  readonly own: Tree;
  readonly strategies: readonly string[];
}

/** Builds a scenario of documents that were read. */
export function build(
  origin: Origin,
  options: LoadOptions,
  problems: Problems,
  changes: Changes | null = null,
): LoadResult {
  const scenario = assembled(origin, options, problems, changes);
  const all = problems.sorted();
  if (scenario === null || problems.errors > 0) return { ok: false, problems: all };
  return { ok: true, scenario: { ...scenario, origin }, warnings: all };
}

function assembled(
  { chain, source }: Origin,
  options: LoadOptions,
  problems: Problems,
  changes: Changes | null,
): ReturnType<typeof finish> {
  const merger = new Merger(problems);
  const { frame, strategies } = collectStrategies(chain, merger, problems);
  const tree = changes === null ? frame : merger.merge(frame, changes.shared);
  const reporter = new Reporter(tree, problems);
  const { value: doc } = check(frameSchema, reporter);
  if (doc === null) return null;
  const refuse = reporter.error.bind(reporter);
  const around = readFrame(doc, source.path, options.overrides ?? {}, refuse);
  const shop = { base: baseOf(tree), frame: around, source, merger, problems, objects: 0 };
  const all = strategies.length > 0 ? strategies : [onlyStrategy(tree)];
  if (tooMany(all, reporter)) return null;
  const byName = new Map(all.map((each) => [each.name, each]));
  const drafts = all.map((each) => {
    const patches = patchesOf(each, byName, problems);
    const changed = changes?.strategies.includes(each.name) ?? false;
    return draftStrategy(shop, each, changed ? [...patches, changes!.own] : patches);
  });
  const baseline = baselineOf(doc, all, reporter, around);
  const drafted = drafts.filter((each): each is Drafted => each !== null);
  if (drafted.length < drafts.length) return null;
  return finish({ doc, tree, frame: around, drafted, baseline, path: source.path, reporter });
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
