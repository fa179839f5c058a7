/** What nights take: STR-02 and STR-06. */
import { metricOf, unitOf } from '../../metrics/index.ts';
import type { Pool } from '../../measure/population.ts';
import type { Resamples } from '../statistics/bootstrap.ts';
import { backupWindowMs } from '../window.ts';
import { differenceFigure, metricFigure, plainFigure } from './figures.ts';
import { alwaysSo, claimsSide, metricDirection, together } from './judging.ts';
import type { ClaimAnswer, ClaimFigure, ClaimPart, Curve, CurveCell } from './shapes.ts';
import { answer } from './texts.ts';

/** A night that is longer than the usual one by less than this is as long as that. */
const SAME_NIGHT_MS = 300_000;

export interface Years {
  readonly pools: Readonly<Record<string, Pool>>;
  readonly resamples: Resamples;
}

/** STR-02: nights are shorter, and run less into maintenance. */
export function shorterNights(years: Years, incremental: string, daily: string): ClaimAnswer {
  const less = (says: string, metric: string): ClaimPart =>
    metricPart(years, says, metric, incremental, daily, 'less');
  const parts = [
    less('its nights are shorter', 'backup.duration'),
    less('its backups take less of the hours of online maintenance', 'backup.maintenanceLost'),
  ];
  const beside = [
    less('databases wait less long for maintenance to complete', 'backup.sinceMaintenance'),
    less('fewer of its jobs overrun', 'backup.overruns'),
  ];
  return answer('STR-02', {
    verdict: together(parts),
    because:
      'the first two of these, over the simulated years; what collisions lead to stands below',
    parts: [...parts, ...beside],
    tables: [],
  });
}

/** STR-06: nights are longer, overrun where the source is slow, and need a reserve. */
export function longerNights(
  years: Years,
  daily: string,
  weekly: string,
  curve: Curve,
): ClaimAnswer {
  const parts = [
    metricPart(years, 'its nights are longer', 'backup.duration', daily, weekly, 'more'),
    overrunPart(curve, daily, weekly),
    reservePart(years, daily),
  ];
  return answer('STR-06', {
    verdict: together(parts),
    because: `the simulated years, and ${curve.replications} replications at each rate of the source`,
    parts,
    tables: [],
  });
}

function metricPart(
  { pools, resamples }: Years,
  says: string,
  metric: string,
  of: string,
  minus: string,
  wanted: 'less' | 'more',
): ClaimPart {
  const direction = metricDirection(pools, of, minus, metric, resamples);
  const unit = unitOf(metricOf(metric)!, 'replication');
  const figures = [
    metricFigure(pools[of], of, metric, 'replication', resamples),
    metricFigure(pools[minus], minus, metric, 'replication', resamples),
    differenceFigure(direction, `${of} - ${minus}`, metric, unit),
  ];
  return { says, ...claimsSide(direction, wanted), figures };
}

/** At some rate its overruns lie clearly above the other's. */
function overrunPart(
  { points, own, replications }: Curve,
  daily: string,
  weekly: string,
): ClaimPart {
  const says = 'it overruns where the other does not yet';
  const cells = points.flatMap(({ value, cells: at }) =>
    at[daily] === undefined ? [] : [{ value, of: at[daily], minus: at[weekly] }],
  );
  const apart = cells.filter(
    ({ of, minus }) =>
      of.overrunsCi95 !== null && (minus.overrunsCi95?.[1] ?? 1) < of.overrunsCi95[0],
  );
  const share = (of: string, value: number, cell: CurveCell): ClaimFigure => ({
    ...{ of, what: `overruns at ${value / 1e6} MB/s`, unit: 'share' },
    ...{ value: cell.overruns, ci95: cell.overrunsCi95, n: replications },
  });
  const figures = cells
    .filter(({ value }) => value === own || value === apart.at(-1)?.value)
    .flatMap(({ value, of, minus }) => [share(daily, value, of), share(weekly, value, minus)]);
  const found = { says, figures };
  const rates = (list: readonly { value: number }[]): string =>
    list.map(({ value }) => `${value / 1e6}`).join(', ');
  if (apart.length > 0) {
    return { ...found, verdict: 'yes', because: `its share lies above at ${rates(apart)} MB/s` };
  }
  const never = cells.every(({ of }) => of.overruns === 0);
  const because = never
    ? `no overrun at ${rates(cells)} MB/s`
    : 'the intervals overlap at every rate';
  return { ...found, verdict: never ? 'no' : 'not decided by this run', because };
}

/** Mount errors, failed jobs and their repetition make some nights longer than the usual one. */
function reservePart({ pools }: Years, daily: string): ClaimPart {
  const { plan, results } = pools[daily];
  const usual = results.map(({ jobs }) => (jobs.nights === 0 ? 0 : jobs.nightsMs / jobs.nights));
  const cases = results.map(({ jobs }, replication) => ({
    replication,
    isSo: jobs.longestNightMs > usual[replication] + SAME_NIGHT_MS,
  }));
  const found = alwaysSo(cases, results.length, 'replications with a longer night than usual');
  const longest = Math.max(0, ...results.map(({ jobs }) => jobs.longestNightMs));
  const mean = usual.reduce((sum, each) => sum + each, 0) / Math.max(1, usual.length);
  const n = results.length;
  return {
    says: 'some nights take longer than usual, so a window needs a reserve',
    ...{ verdict: found.verdict, because: found.because },
    figures: [
      plainFigure(daily, 'usual night', 'ms', mean, n),
      plainFigure(daily, 'longest night', 'ms', longest, n),
      plainFigure(daily, 'reserve that it used', 'ms', longest - mean, n),
      plainFigure(daily, 'window', 'ms', backupWindowMs(plan), n),
    ],
  };
}
