/** The week hour by hour: what a strike of one cause leads to, by the hour at which it comes. */
import { DAY, HOUR } from '../../engine/clock.ts';
import type { CauseKey } from '../../org/causes.ts';
import type { ExposureResult, HourlySeries } from '../../experiment/exposure/result-shapes.ts';
import { figure } from './amount.ts';
import { grid } from './grid.ts';
import type { Paint } from './paint.ts';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const METRIC = 'loss.window';

/** Blocks of lines: 24 rows of 7 days for each strategy, or all 168 hours with the strategies side by side. */
export function weekBlocks(result: ExposureResult, all: boolean, paint: Paint): string[][] {
  const cause = shownCause(result);
  if (cause === null) return [];
  const series = result.hourly.filter((each) => each.cause === cause && each.metric === METRIC);
  if (all) return [hoursBlock(series, cause, paint)];
  return series.map((each) => weekBlock(each, cause, paint));
}

/** The cause that costs the baseline most mail a year: a table for each would be long. */
function shownCause({ composed, baseline }: ExposureResult): CauseKey | null {
  const row = composed.rows.find(({ of, minus }) => of === baseline && minus === null);
  let most: CauseKey | null = null;
  let lost = 0;
  for (const { cause, figures } of row?.byCause ?? []) {
    if (figures['loss.messages'] <= lost) continue;
    most = cause;
    lost = figures['loss.messages'];
  }
  return most;
}

function weekBlock(series: HourlySeries, cause: CauseKey, paint: Paint): string[] {
  const rows = HOURS.map((hour) => [
    `${String(hour).padStart(2, '0')}:00`,
    ...DAYS.map((_, day) => cellOf(series, day * 24 + hour)),
  ]);
  const [first, ...lines] = grid([['', ...DAYS], ...rows]);
  const what = ` (${METRIC} after ${cause}, by the hour at which it strikes: mean, worst)`;
  return [paint.bold(series.strategy) + paint.dim(what), paint.dim(first), ...lines];
}

function hoursBlock(series: readonly HourlySeries[], cause: CauseKey, paint: Paint): string[] {
  const rows = DAYS.flatMap((day, d) =>
    HOURS.map((hour) => [
      `${day} ${String(hour).padStart(2, '0')}:00`,
      ...series.map((each) => cellOf(each, d * 24 + hour)),
    ]),
  );
  const [first, ...lines] = grid([['', ...series.map(({ strategy }) => strategy)], ...rows]);
  const title = paint.bold(`The week, hour by hour`);
  return [
    title + paint.dim(` (${METRIC} after ${cause}: mean, worst)`),
    paint.dim(first),
    ...lines,
  ];
}

function cellOf({ mean, max }: HourlySeries, hour: number): string {
  return `${length(mean[hour])} ${length(max[hour]).padStart(6)}`;
}

/** Three digits that matter, in hours or days: short enough for seven columns. */
function length(ms: number | null): string {
  if (ms === null) return '–';
  return ms < 3 * DAY ? `${figure(round(ms / HOUR))}h` : `${figure(round(ms / DAY))}d`;
}

const round = (value: number): number => (value < 10 ? Math.round(value * 10) / 10 : value);
