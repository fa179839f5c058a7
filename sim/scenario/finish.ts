import { formatDuration } from '../engine/clock.ts';
import { settlePlain } from '../engine/shape.ts';
import { causeKeys } from '../org/causes.ts';
import type { Plan } from '../org/plan.ts';
import { NOT_YET } from './block.ts';
import type { Drafted } from './assemble.ts';
import type { Note } from './builder.ts';
import { defaultWarmup } from './cycles.ts';
import { digestOf } from './digest.ts';
import { clockOf } from './plan.ts';
import { checkPositions } from './positions.ts';
import type { Reporter } from './problem.ts';
import type { Frame } from './read-frame.ts';
import { resolve } from './resolved.ts';
import type { Scenario, Strategy } from './scenario.ts';
import { buildExpectations } from './sections/expectations.ts';
import { PATCHED, SHARED, type FrameDoc } from './sections/frame.ts';
import { buildPrices } from './sections/prices.ts';
import type { CauseState } from './sections/hazards.ts';
import { toPlain, type Plain, type Tree } from './tree.ts';
import { TIME, writeQuantity } from './units.ts';
import { warnOfPlan } from './unwise.ts';

interface Parts {
  readonly doc: FrameDoc;
  readonly tree: Tree;
  readonly frame: Frame;
  readonly drafted: readonly Drafted[];
  readonly baseline: string;
  readonly path: string;
  readonly reporter: Reporter;
}

/** Puts the strategies on one clock and the scenario together. Null after mistakes, which were reported. */
export function finish(parts: Parts): Omit<Scenario, 'origin'> | null {
  const { doc, frame, drafted, reporter } = parts;
  const notes = notesOf(parts);
  const known = knownOf(drafted, doc.prices !== undefined);
  const expectations = buildExpectations('expect', doc.expect ?? [], known, reporter);
  if (doc.size !== undefined) reporter.errorAtKey(['size'], { message: `'size' is ${NOT_YET}` });
  if (doc.subjectTo !== undefined) {
    reporter.errorAtKey(['subjectTo'], { message: `'subjectTo' is ${NOT_YET}` });
    buildExpectations('subjectTo', doc.subjectTo, known, reporter);
  }
  if (reporter.problems.errors > 0) return null;
  const warmupMs = warmupOf(parts);
  const priced = buildPrices(doc.prices);
  const clock = clockOf(frame.start, warmupMs, frame.horizonMs, frame.runOutMs);
  for (const { draft, reporter: own } of drafted) checkPositions(draft, clock, own);
  if (reporter.problems.errors > 0) return null;
  const strategies = drafted.map((each): Strategy => {
    const plan = settlePlain<Plan>({ ...each.draft, clock, prices: priced });
    const resolved = resolve(each.document, each.defaults);
    return { name: each.name, label: each.label, plan, resolved, defaults: each.defaults };
  });
  warnOf(parts, warmupMs);
  const { name, seed, replications, start, horizonMs, runOutMs } = frame;
  const prices = doc.prices ?? null;
  const core = { name, seed, replications, baseline: parts.baseline, expectations, prices };
  return {
    ...core,
    ...{ path: parts.path, start, horizonMs, warmupMs, runOutMs, strategies },
    digest: digestOf({ ...core, strategies, notModelled: notes }),
    notModelled: notes,
    causes: causesOf(strategies[0].plan),
    resolved: resolvedOf(parts, strategies),
    defaults: frame.defaults,
  };
}

function knownOf(
  drafted: readonly Drafted[],
  prices: boolean,
): Parameters<typeof buildExpectations>[2] {
  const names = (of: (each: Drafted) => readonly { readonly name: string }[]): string[] => [
    ...new Set(drafted.flatMap((each) => of(each).map(({ name }) => name))),
  ];
  return {
    strategies: drafted.map((each) => each.name),
    classes: names((each) => each.draft.classes),
    sites: names((each) => each.draft.sites),
    servers: names((each) => each.draft.servers),
    prices,
  };
}

function warmupOf({ frame, drafted }: Parts): number {
  if (frame.warmupMs !== null) return frame.warmupMs;
  const value = defaultWarmup(
    drafted.map((each) => each.draft.jobs),
    frame.start,
  );
  const source = 'the larger of two cycles of the longest plan and retention + one cycle';
  frame.defaults.push({
    path: 'warmup',
    value: writeQuantity(TIME, value),
    source,
    assumed: false,
  });
  return value;
}

function warnOf({ frame, drafted, reporter }: Parts, warmupMs: number): void {
  const span = { start: frame.start, horizonMs: frame.horizonMs, warmupMs };
  for (const each of drafted) {
    warnOfPlan(each.draft, span, (path, what) => {
      const own = path[0] === 'horizon' ? reporter : each.reporter;
      own.warning(path, what);
    });
  }
  if (warmupMs < Math.max(...drafted.flatMap((each) => each.draft.jobs.map((job) => job.keepMs)))) {
    const message =
      "the warm-up is shorter than the longest 'keep': the first weeks have fewer sets";
    reporter.warning(['warmup'], { message, value: formatDuration(warmupMs) });
  }
}

/** Notes of all strategies, each once. */
function notesOf({ drafted }: Parts): Note[] {
  const notes = new Map<string, Note>();
  for (const each of drafted) for (const note of each.notes) notes.set(note.path, note);
  return [...notes.values()];
}

/** The table is one; hazards are the same under every strategy. */
function causesOf(plan: Plan): CauseState[] {
  return causeKeys.map((key) => {
    if (!Object.hasOwn(plan.hazards, key)) return { key, simulated: false, why: 'not modelled' };
    const simulated = plan.hazards[key] !== null;
    return { key, simulated, why: simulated ? null : 'switched off' };
  });
}

/** What was given for the run, where the command line may have gone before the file. */
function given(frame: Frame): { [key: string]: Plain } {
  const { seed, replications, horizonMs, defaults } = frame;
  const run = { seed, replications, horizon: writeQuantity(TIME, horizonMs) };
  const filled = new Set(defaults.map((each) => each.path));
  return Object.fromEntries(Object.entries(run).filter(([key]) => !filled.has(key)));
}

function resolvedOf({ tree, frame, baseline }: Parts, strategies: readonly Strategy[]): Plain {
  const plain = toPlain(tree) as { [key: string]: Plain };
  const apart: readonly string[] = [...PATCHED, ...SHARED, 'extends'];
  const around = Object.fromEntries(Object.entries(plain).filter(([key]) => !apart.includes(key)));
  const own: { [key: string]: Plain } = {};
  let shared: { [key: string]: Plain } = {};
  for (const { name, label, resolved } of strategies) {
    const blocks = Object.entries(resolved as { [key: string]: Plain });
    const isShared = ([key]: [string, Plain]): boolean =>
      (SHARED as readonly string[]).includes(key);
    own[name] = { label, ...Object.fromEntries(blocks.filter((each) => !isShared(each))) };
    shared = Object.fromEntries(blocks.filter(isShared));
  }
  const document = { ...around, ...given(frame), ...shared, strategies: own, baseline };
  return resolve(document, frame.defaults);
}
