import { EngineError, show } from './errors.ts';
import { hashString, hex32 } from './hash.ts';
import { copyPlain } from './plain.ts';
import { MAX_RANK } from './ties.ts';
import type { Model, Sealing } from './types.ts';

/**
 * A model made ready to run: kinds numbered by sorted name, everything else in arrays by that
 * number.
 */
export interface Registry<W> {
  readonly names: readonly string[];
  readonly numbers: ReadonlyMap<string, number>;
  readonly ranks: readonly number[];
  readonly byOwner: readonly boolean[];
  readonly handlers: readonly ((world: W, a: number, b: number) => void)[];
  readonly news: ReadonlyMap<string, readonly ((world: W, a: number, b: number) => void)[]>;
  /** Digest of the names of the kinds: a snapshot of another model is refused by it. */
  readonly digest: string;
  /** An independent state; what the model calls sealed is shared with the original. */
  copyOrg<Org>(org: Org): Org;
  /** The plan that a state goes by. */
  planOf<Plan, Org>(plan: Plan, org: Org): Plan;
}

/**
 * Numbers the kinds of a model. Handlers are called bare, without their table as `this`: a bound
 * function would cost more than most handlers do. Ranks are integers 0 to 511, else EngineError.
 */
export function registryOf<W>(model: Model<W>): Registry<W> {
  const names = Object.keys(model.events).sort(byCodeUnits);
  const numbers = new Map(names.map((name, number) => [name, number]));
  const ranks = names.map((name) => {
    const rank = model.events[name].rank;
    if (Number.isInteger(rank) && rank >= 0 && rank <= MAX_RANK) return rank;
    const message = `rank of '${name}' must be an integer 0 to ${MAX_RANK}, not ${show(rank)}`;
    throw new EngineError('bad-argument', message);
  });
  const byOwner = names.map((name) => model.events[name].byOwner === true);
  const handlers = names.map((name) => model.events[name].run);
  const news = new Map(
    Object.keys(model.news)
      .sort(byCodeUnits)
      .map((name) => [name, [...model.news[name]]]),
  );
  const lanes = hashString(names.join('\n'));
  return {
    names,
    numbers,
    ranks,
    byOwner,
    handlers,
    news,
    digest: hex32(lanes.x) + hex32(lanes.y),
    copyOrg: copierOf(model.sealing as Sealing<unknown> | undefined),
    planOf: plannerOf(model.planOf as Planner | undefined),
  };
}

/** A model knows its own state; here it is of any type. */
function copierOf(sealing: Sealing<unknown> | undefined): <Org>(org: Org) => Org {
  return sealing === undefined ? copyPlain : (org) => sealing.copy(org) as typeof org;
}

type Planner = (plan: unknown, org: unknown) => unknown;

function plannerOf(planOf: Planner | undefined): <Plan, Org>(plan: Plan, org: Org) => Plan {
  return planOf === undefined ? (plan) => plan : (plan, org) => planOf(plan, org) as typeof plan;
}

/**
 * The default order of strings compares code units, unlike localeCompare, which differs between
 * machines.
 */
function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
