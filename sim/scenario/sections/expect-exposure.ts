import type { Metric, Over, Stat } from '../../metrics/index.ts';
import type { Complaint } from '../problem.ts';
import type { ExpectationDoc } from './expect-schema.ts';

/**
 * What cannot be asked given exposure, by the key that asks it: strikes lead to incidents and to nothing else, and two
 * strategies are compared world by world.
 */
export function notExposable(
  doc: ExpectationDoc,
  metric: Metric,
  over: Over,
  stat: Stat,
): readonly (Complaint & { readonly key: string })[] {
  const wrong: (Complaint & { key: string })[] = [];
  if (!metric.over.includes('incident')) {
    const message = `exposure asks what a strike leads to, and no incident has '${metric.name}'`;
    wrong.push({ key: 'given', message, expected: 'given: years' });
  } else if (over !== 'incident') {
    const message = `exposure asks what a strike leads to: it has no ${over}s`;
    const key = doc.over === undefined ? 'given' : 'over';
    wrong.push({ key, message, expected: 'over: incident' });
  }
  if (stat === 'total') {
    const expected = 'mean, p50, p95, p99, max or probability';
    wrong.push({ key: 'stat', message: 'strikes that are forced have no total', expected });
  }
  if (doc.difference === undefined) return wrong;
  if (stat !== 'mean' && stat !== 'probability') {
    const message = `world by world there is no difference of ${stat}`;
    wrong.push({ key: 'stat', message, expected: 'mean or probability' });
  }
  if (doc.per === 'database') {
    const message = 'differences given exposure are paired by incident';
    wrong.push({ key: 'per', message, expected: 'per: incident' });
  }
  return wrong;
}
