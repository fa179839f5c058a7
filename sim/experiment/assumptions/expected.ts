/** What becomes of the scenario's expectations at every end. */
import type { Expectation } from '../../scenario/index.ts';
import { expectationsOf } from '../expect.ts';
import type { ExpectationResult } from '../shapes.ts';
import type { Resamples } from '../statistics/bootstrap.ts';
import type { EndRun } from './changes.ts';
import type { Change, ExpectationChange } from './shapes.ts';

type Outcome = ExpectationResult['outcome'];

/** Outcomes of the whole run; those that only an exposure decides are not asked, since years are re-run. */
export interface Expected {
  readonly expectations: readonly Expectation[];
  readonly names: readonly string[];
  /** In the order in which `expectationsOf` gives them. */
  readonly outcomes: readonly ExpectationResult[];
}

export function askedByYears(expectations: readonly Expectation[]): readonly Expectation[] {
  return expectations.filter(({ given }) => given !== 'exposure');
}

/** Those that change at this end, as far as the replications re-run tell. */
export function expectationChanges(
  { expectations, names, outcomes }: Expected,
  { figure, end, pools, untouched, replications }: EndRun,
  resamples: Resamples,
): ExpectationChange[] {
  const before = expectationsOf(untouched, names, expectations, resamples);
  const after = expectationsOf(pools, names, expectations, resamples);
  return after.flatMap((each, i) => {
    const { name, strategy, unit, outcome: to, measured, ci95 } = each;
    const from = outcomes[i].outcome;
    const crossed = crosses(before[i], each);
    const { change, because } = kindOf(from, before[i].outcome, to, crossed);
    if (change === 'none') return [];
    const found = { name, strategy, unit, from, to, change, measured, ci95, replications, because };
    return [{ path: figure.path, end, ...found }];
  });
}

/**
 * `whole`: the outcome of all replications; `same`: of those re-run, as they were; `to`: of the same at the end. What so
 * few replications cannot decide even as things are is no change; only a value beyond the limit makes it one that is open.
 */
export function kindOf(
  whole: Outcome,
  same: Outcome,
  to: Outcome,
  crossed: boolean,
): { readonly change: Change; readonly because: string } {
  const open = 'the value crosses the limit; not decided by the replications re-run';
  if (to === whole) return { change: 'none', because: 'the same outcome' };
  if (to !== 'undecided') {
    const change = whole !== 'undecided' ? 'flips' : same === 'undecided' ? 'begins' : 'none';
    return { change, because: `${same} in the same replications as they are` };
  }
  return crossed ? { change: 'open', because: open } : { change: 'none', because: 'too few' };
}

/** Whether the value itself goes from one side of a limit to the other. */
function crosses(before: ExpectationResult, after: ExpectationResult): boolean {
  const { atMost = Infinity, atLeast = -Infinity } = before.limit;
  if (before.measured === null || after.measured === null) return false;
  const inside = ({ measured }: ExpectationResult): boolean =>
    measured! <= atMost && measured! >= atLeast;
  return inside(before) !== inside(after);
}
