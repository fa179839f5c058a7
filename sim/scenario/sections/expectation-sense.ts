import { isPerDatabase, isShareOfJobs, splitsOf, whereKeys } from '../../metrics/index.ts';
import type { Metric } from '../../metrics/index.ts';
import { oneOf } from '../nearest.ts';
import type { Complaint, Path } from '../problem.ts';
import type { Expectation } from './expectation.ts';

/**
 * What no run can answer is a mistake of the scenario, and no outcome: each word is known, but together they mean
 * nothing.
 */
export function nonsenseIn(
  metric: Metric,
  { over, per, stat, where, difference, weight }: Expectation,
): { readonly path: Path; readonly what: Complaint }[] {
  const found: { path: Path; what: Complaint }[] = [];
  const say = (path: Path, message: string, expected: string): void =>
    void found.push({ path, what: { message, expected } });
  const splits = splitsOf(metric, over);
  for (const key of whereKeys.filter((each) => where[each] !== undefined)) {
    if (splits.includes(key)) continue;
    const known = splits.length === 0 ? 'no where' : oneOf(splits);
    say(['where', key], `'${metric.name}' over ${over} cannot be split by ${key}`, known);
  }
  if (per === 'database' && over === 'incident' && !isPerDatabase(metric)) {
    say(['per'], `'${metric.name}' has no value for a single database`, 'per: incident');
  }
  if (difference !== null) {
    if (stat !== 'mean' && stat !== 'max') {
      say(['stat'], `a difference is a paired mean, not the ${stat}`, 'stat: mean');
    }
    if (over === 'job') say(['over'], 'jobs of two plans are no pairs', 'over: replication');
    if (per === 'database') {
      say(['per'], 'differences pair whole incidents, not their databases', 'per: incident');
    }
    if (weight === 'database' && metric.weight !== 'database') {
      say(['weight'], 'differences are weighed by the mailbox', 'no weight');
    }
  } else if (isShareOfJobs(metric, over) && stat !== 'mean' && stat !== 'probability') {
    const what = `'${metric.name}' over job is one share of all jobs: it has no ${stat}`;
    say(['stat'], what, 'mean or probability');
  }
  return found;
}
