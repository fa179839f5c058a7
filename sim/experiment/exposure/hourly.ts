/** The week hour by hour: what a strike at that hour leads to. */
import { metricOf, unitOf } from '../../metrics/index.ts';
import type { CauseKey } from '../../org/causes.ts';
import { HOURS_OF_A_WEEK } from './layout.ts';
import type { Layout } from './layout.ts';
import type { Readings } from './readings.ts';
import { readingsOf } from './readings.ts';
import type { HourlySeries } from './result-shapes.ts';

const SHOWN = ['loss.window', 'recovery.data'] as const;

/** Over incidents that strike at an hour; for all causes weighed by their rates. */
export function hourlyOf(layout: Layout, names: readonly string[]): HourlySeries[] {
  const causes: readonly (CauseKey | null)[] = [null, ...layout.causes];
  return names.flatMap((strategy) =>
    SHOWN.flatMap((metric) => {
      const asked = { metric, where: {}, per: 'incident', weight: 'mailbox' } as const;
      const readings = readingsOf(layout.exposure, strategy, asked);
      const unit = unitOf(metricOf(metric)!, 'incident');
      return causes.map((cause) => ({
        ...{ strategy, cause, metric, unit },
        ...hoursOf(layout, readings, cause),
      }));
    }),
  );
}

function hoursOf(layout: Layout, readings: Readings, cause: CauseKey | null) {
  const { exposure, worldsOf, injectionsOf, rates } = layout;
  const empty = (): number[] => new Array<number>(HOURS_OF_A_WEEK).fill(0);
  const [mass, sum, any, max] = [empty(), empty(), empty(), empty()];
  for (const each of cause === null ? layout.causes : [cause]) {
    const members = injectionsOf.get(each)!;
    const atHour = empty();
    for (const i of members) atHour[exposure.injections[i].hour]++;
    for (const i of members) {
      const { hour } = exposure.injections[i];
      const scale = rates.get(each)! / atHour[hour];
      for (const world of worldsOf[i]) {
        for (const { value, weight } of readings[world]) {
          const vote = scale * exposure.worlds[world].weight * weight;
          mass[hour] += vote;
          sum[hour] += vote * value;
          if (value > 0) any[hour] += vote;
          max[hour] = Math.max(max[hour], value);
        }
      }
    }
  }
  const known = (of: (hour: number) => number): (number | null)[] =>
    mass.map((each, hour) => (each > 0 ? of(hour) : null));
  return {
    mean: known((hour) => Math.round(sum[hour] / mass[hour])),
    max: known((hour) => max[hour]),
    any: known((hour) => Number((any[hour] / mass[hour]).toFixed(4))),
  };
}
