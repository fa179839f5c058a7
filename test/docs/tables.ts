/** Tables of the documents that the code knows better than any author: written by `npm run docs`, compared by a test. */
import { metricTable } from '../../sim/metrics/table.ts';
import type { Metric, MetricUnit, Over } from '../../sim/metrics/types.ts';
import { causeKeys, causes } from '../../sim/org/causes.ts';
import { figureTables, writeFigure } from '../../sim/scenario/figures.ts';
import { ofVersion, type Parameter } from '../../sim/org/parameter.ts';
import { slips, type Slip } from '../../sim/org/recovery/slips/table.ts';
import { INTENSITY, SHARE, writeQuantity } from '../../sim/scenario/units.ts';
import { limits } from '../../sim/scenario/limits.ts';
import { writeRate } from '../../sim/scenario/sections/hazards.ts';
import { formatDuration } from '../../sim/engine/clock.ts';

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line)].join('\n');
}

function causesTable(): string {
  const rows = causeKeys.map((key) => {
    const { per, does, noticed, source, assumed, modelled } = causes[key];
    const rate = `${writeRate(causes[key])} ${causes[key].unit === '/year' ? `per ${per}` : `of each ${per}`}`;
    const { band, unit } = causes[key];
    const [low, high] = band.map((end) => writeQuantity(unit === '/year' ? INTENSITY : SHARE, end));
    const from = `${assumed ? 'assumed' : source} (${low} to ${high})`;
    return [`\`hazards/${key}\``, rate, from, does, noticed, modelled ? 'yes' : 'not yet'];
  });
  return table(['key', 'default', 'source (band)', 'what it does', 'noticed', 'simulated'], rows);
}

function parametersTable(): string {
  const rows = Object.entries(figureTables).flatMap(([trade, figures]) =>
    Object.entries(figures).map(([name, figure]) => [
      `\`parameters/${trade}/${name}\``,
      inBoth(figure, (each) => `\`${writeFigure(each, each.value)}\``),
      inBoth(figure, (each) => `${each.assumed ? 'assumed' : each.source}${bandOf(each)}`),
      figure.doc,
    ]),
  );
  return table(['key', 'default', 'source (band)', 'meaning'], rows);
}

/** What holds for one version, and for the other where it differs. */
function inBoth(figure: Parameter, say: (each: Parameter) => string): string {
  const [of2007, of2003] = [say(figure), say(ofVersion(figure, 'exchange-2003'))];
  return of2007 === of2003 ? of2007 : `${of2007}; 2003: ${of2003}`;
}

/** Both ends, as a scenario would write them. */
function bandOf(figure: Parameter): string {
  if (figure.band === undefined) return '';
  const [low, high] = figure.band.map((end) => writeFigure(figure, end));
  return ` (${low} to ${high})`;
}

function mistakesTable(): string {
  const rows = Object.entries(slips as Readonly<Record<string, Slip>>).map(([name, slip]) => [
    name, slip.does, slip.sees, slip.costs, slip.byChance ? 'yes' : 'no', slip.facts.join(' '),
  ]); // prettier-ignore
  const head = [
    'mistake',
    'what is done',
    'what is seen then',
    'what it costs',
    'by chance',
    'facts',
  ];
  return table(head, rows);
}

function limitsTable(): string {
  const rows = Object.entries(limits).map(([name, most]) => [name, most.toLocaleString('en')]);
  return table(['what', 'at most'], rows);
}

/** Families whose members differ by name only are one row each. */
const FAMILIES = ['waterfall', 'causes', 'sla', 'cost'];

function metricsTable(): string {
  const single = metricTable.filter(({ name }) => !FAMILIES.includes(name.split('.')[0]));
  const rows = single.map(metricRow);
  return table(['metric', 'over: unit', 'interval of the mean', 'tie', 'better', 'meaning'], rows);
}

function familiesTable(): string {
  const rows = FAMILIES.flatMap((family) => {
    const members = metricTable.filter(({ name }) => name.startsWith(`${family}.`));
    return members.map((metric) => [
      `\`${metric.name}\``,
      metric.available ? overs(metric) : 'not yet',
      metric.available ? metric.doc : (metric.because ?? ''),
    ]);
  });
  return table(['metric', 'over: unit', 'meaning'], rows);
}

function metricRow(metric: Metric): string[] {
  if (!metric.available) {
    return [`\`${metric.name}\``, 'not yet', '', '', '', metric.because ?? ''];
  }
  const { over, tie, better, doc } = metric;
  const methods = [...new Set(over.map((each) => methodOf(metric, each)))];
  return [`\`${metric.name}\``, overs(metric), methods.join('; '), tieOf(metric, tie), better, doc];
}

function unitAt(metric: Metric, over: Over): MetricUnit {
  return metric.unitOver?.[over] ?? metric.unit;
}

function overs(metric: Metric): string {
  return metric.over.map((over) => `${over}: ${unitAt(metric, over)}`).join('; ');
}

function methodOf(metric: Metric, over: Over): string {
  const unit = unitAt(metric, over);
  if (unit === 'count' || unit === '/year') return 'Poisson';
  if (over === 'job' && unit === 'share') return 'Clopper-Pearson';
  return metric.rareTail === true ? 'mean, from 149 events' : 'mean';
}

function tieOf(metric: Metric, tie: Metric['tie']): string {
  if (typeof tie === 'string') return `one ${tie}`;
  if (tie === 0) return 'none';
  return metric.unit === 'ms' ? formatDuration(tie) : `${tie} ${metric.unit}`;
}

/** By the name between the marks of a document. */
export const tables: Readonly<Record<string, () => string>> = {
  causes: causesTable,
  parameters: parametersTable,
  limits: limitsTable,
  mistakes: mistakesTable,
  metrics: metricsTable,
  families: familiesTable,
};

export const documents = ['scenarios/LANGUAGE.md', 'sim/metrics/MEASURES.md'] as const;

/** A document with every marked table as the code would write it. */
export function rewritten(text: string): string {
  return text.replace(/<!-- (\w+) -->\n[\s\S]*?<!-- \/\1 -->/g, (found, name: string) =>
    Object.hasOwn(tables, name)
      ? `<!-- ${name} -->\n\n${tables[name]()}\n\n<!-- /${name} -->`
      : found,
  );
}
