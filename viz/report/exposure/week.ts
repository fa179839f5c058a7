/** What a strike leads to, hour by hour of the week: a carpet for each strategy, on one scale. */
import type {
  ExposureResult,
  HourlySeries,
} from '../../../sim/experiment/exposure/result-shapes.ts';
import type { ReportData } from '../../../sim/report/data.ts';
import { weekChart, weekLegend } from '../../charts/week.ts';
import { el } from '../../dom/elements.ts';
import { measure } from '../../format/measure.ts';
import { percent } from '../../format/number.ts';
import { metricTitle } from '../differences.ts';
import { strategyLabel, strategyName } from '../strategy-name.ts';
import { ALL, causesByLoss, LOOKS, type Look, seriesOf } from './choose.ts';

const LOOK_WORDS: Readonly<Record<Look, string>> = {
  mean: 'on average',
  max: 'at worst',
  any: 'share with any',
};

/** Carpets with what to choose above them. */
export function weekPart(data: ReportData, exposure: ExposureResult): HTMLElement {
  const causes = causesByLoss(exposure);
  const metrics = [...new Set(exposure.hourly.map(({ metric }) => metric))];
  const cause = choice(
    'Cause',
    [...causes, ALL].map((name) => [name, name === ALL ? 'all, by their rates' : name]),
  );
  const metric = choice(
    'Figure',
    metrics.map((name) => [name, metricTitle(name)]),
  );
  const look = choice(
    'Of it',
    LOOKS.map((name) => [name, LOOK_WORDS[name]]),
  );
  const carpets = el('div', { class: 'weeks' });
  const draw = (): void =>
    carpets.replaceChildren(
      ...draws(data, exposure, {
        cause: cause.value(),
        metric: metric.value(),
        look: look.value() as Look,
      }),
    );
  for (const { select } of [cause, metric, look]) select.addEventListener('change', draw);
  draw();
  return el(
    'div',
    {},
    el('h3', {}, 'The week, hour by hour'),
    el(
      'p',
      {},
      'What it comes to when the cause strikes at that hour. Point at an hour for its figures.',
    ),
    el('div', { class: 'week-choices' }, cause.label, metric.label, look.label),
    carpets,
  );
}

interface Wanted {
  readonly cause: string;
  readonly metric: string;
  readonly look: Look;
}

function draws(
  data: ReportData,
  exposure: ExposureResult,
  { cause, metric, look }: Wanted,
): HTMLElement[] {
  const series = data.strategies.map(({ name }) => seriesOf(exposure, name, cause, metric));
  const values = series.flatMap((each) => each?.[look] ?? []).filter((value) => value !== null);
  const high = look === 'any' ? 1 : values.reduce((most, value) => Math.max(most, value), 0);
  const unit = look === 'any' ? 'share' : (series.find((each) => each !== null)?.unit ?? 'ms');
  const figures = data.strategies.map(({ name }, i) => {
    const own = series[i];
    if (own === null) return null;
    const label = `${strategyLabel(data, name)}: ${metricTitle(metric)} ${LOOK_WORDS[look]}, by hour of the week`;
    const chart = weekChart({
      values: own[look],
      unit,
      high,
      label,
      note: (hour) => noteOf(own, hour),
    });
    return el('figure', {}, el('figcaption', {}, strategyName(data, name)), chart);
  });
  return [
    ...figures.filter((figure) => figure !== null),
    high === 0 ? el('p', { class: 'quiet' }, 'Nothing anywhere.') : weekLegend(high, unit),
  ];
}

function noteOf({ mean, max, any, unit }: HourlySeries, hour: number): string {
  const parts = [
    mean[hour] === null ? '' : `mean ${measure(mean[hour], unit)}`,
    max[hour] === null ? '' : `worst ${measure(max[hour], unit)}`,
    any[hour] === null ? '' : `any in ${percent(any[hour])}`,
  ];
  return ` (${parts.filter((part) => part !== '').join(', ')})`;
}

function choice(name: string, options: readonly (readonly [value: string, text: string])[]) {
  const select = el('select', {}, ...options.map(([value, text]) => el('option', { value }, text)));
  return { select, label: el('label', {}, `${name} `, select), value: () => select.value };
}
