/** What the table of metrics says may be asked is what the measures can answer, metric by metric. */
import { describe, expect, it } from 'vitest';
import {
  isPerDatabase,
  isShareOfJobs,
  metrics,
  splitsOf,
  whereKeys,
} from '../../sim/metrics/index.ts';
import { readerOf } from '../../sim/measure/incident-values.ts';
import { populationOf } from '../../sim/measure/population.ts';
import { fakePool } from '../experiment/fake-pool.ts';

const available = Object.values(metrics).filter((each) => each.available && !each.needsPrices);
const pool = fakePool([[{ dataMs: 1 }], []]);

describe('what may be asked of a metric', () => {
  it('is split by `where` exactly as its population is', () => {
    for (const metric of available) {
      for (const over of metric.over) {
        const splits = whereKeys.filter(
          (key) => populationOf(pool, metric, over, { [key]: 'x' }).kind !== 'refused',
        );
        expect(splits, `${metric.name} over ${over}`).toEqual([...splitsOf(metric, over)]);
      }
    }
  });

  it('has a value for each database exactly where its reader has one', () => {
    for (const metric of available) {
      const reader = readerOf(metric.name);
      expect(isPerDatabase(metric), metric.name).toBe(reader?.database !== undefined);
    }
  });

  it('is a share of jobs exactly where its population is', () => {
    for (const metric of available) {
      for (const over of metric.over) {
        const { kind } = populationOf(pool, metric, over, {});
        expect(isShareOfJobs(metric, over), `${metric.name} over ${over}`).toBe(kind === 'shares');
      }
    }
  });
});
