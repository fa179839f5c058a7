/** The same scenario with a few figures changed: what a curve over a figure, or a doubt about one, is made of. */
import { DAY, YEAR } from '../engine/clock.ts';
import { causes, type Cause, type CauseKey } from '../org/causes.ts';
import { diskLife } from '../org/hardware/parameters.ts';
import type { ParameterTable } from '../org/parameter.ts';
import { figureTables, writeFigure } from './figures.ts';
import { lawParts } from './laws.ts';
import { build } from './load.ts';
import { Problems } from './problem.ts';
import type { LoadResult, Scenario } from './scenario.ts';
import { descend, type Plain, type Tree } from './tree.ts';
import { INTENSITY, SHARE, TIME, writeQuantity } from './units.ts';
import { fromValue } from './value.ts';

/**
 * Figures by the paths under which defaults are listed, in base units: `parameters/backup/sourceBytesPerSecond` in
 * bytes a second, `hazards/volume-lost` in strikes a year (a share, where the cause strikes on occasions).
 */
export type Override = Readonly<Record<string, number>>;

/**
 * Builds a scenario once more, from the documents that it was built from, with some figures changed: whatever follows
 * from a figure (a default, a warm-up) follows from the new one. Figures change under the named strategies (all, when
 * none is named), whatever these say themselves; rates of causes are the same under every strategy. Seed, replications and
 * horizon stay those of the scenario. The result lists what is wrong with a changed scenario, as loading does.
 *
 * Throws RangeError for a path that names no figure, and TypeError for a value that is no number from 0 on.
 */
export function variantOf(
  scenario: Scenario,
  override: Override,
  strategies: readonly string[] = scenario.strategies.map(({ name }) => name),
): LoadResult {
  const parameters: Record<string, Record<string, Plain>> = {};
  const rates: Record<string, Plain> = {};
  for (const [path, value] of Object.entries(override)) {
    if (!Number.isFinite(value) || value < 0) throw new TypeError(`${path}: no figure is ${value}`);
    const [block, first, name, ...rest] = path.split('/');
    const table = figureTables[first as keyof typeof figureTables] as ParameterTable | undefined;
    if (block === 'hazards' && Object.hasOwn(causes, first) && name === undefined) {
      rates[first] = lawOf(scenario, first as CauseKey, value, override);
    } else if (block === 'parameters' && rest.length === 0 && table && Object.hasOwn(table, name)) {
      (parameters[first] ??= {})[name] = writeFigure(table[name], value);
    } else {
      throw new RangeError(`'${path}' names no figure`);
    }
  }
  const problems = new Problems();
  const tree = (value: unknown): Tree => fromValue(scenario.path, value, problems)!;
  const hazards =
    Object.keys(rates).length === 0 ? {} : { hazards: { ...othersOf(scenario), ...rates } };
  const changes = { shared: tree(hazards), own: tree({ parameters }), strategies };
  const { seed, replications, horizonMs } = scenario;
  const overrides = { seed, replications, horizonDays: horizonMs / DAY };
  return build(scenario.origin, { overrides }, problems, changes);
}

/** A word for all hazards gives way to a map, which then has to say the same of the others. */
function othersOf({ origin }: Scenario): { readonly others?: Plain } {
  for (const document of [...origin.chain].reverse()) {
    const written = descend(document, ['hazards']);
    if (written === undefined) continue;
    return written.kind === 'leaf' && written.value === 'none' ? { others: 'none' } : {};
  }
  return {};
}

/** Disks wear out: a rate of theirs is the one at the age that they have by default, as in the default law. */
function lawOf(scenario: Scenario, key: CauseKey, rate: number, override: Override): Plain {
  const cause: Cause = causes[key];
  if (rate === 0) return 'none';
  if (key !== 'disk-failed') {
    return writeQuantity(cause.unit === '/year' ? INTENSITY : SHARE, rate);
  }
  const given = override['parameters/hardware/diskAgeMs'];
  const ageMs = given ?? scenario.strategies[0].plan.figures.hardware.diskAgeMs;
  const { shape, scale } = diskLife(rate, ageMs || YEAR);
  // A patch adds to a law that the scenario may have written: no other one may be left beside this.
  const others = Object.keys(lawParts).map((name) => [name, null] as const);
  return { ...Object.fromEntries(others), weibull: { shape, scale: writeQuantity(TIME, scale) } };
}
