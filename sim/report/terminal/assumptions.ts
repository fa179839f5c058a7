/** Which guesses about figures would change the answer: worst first, one paragraph for each end of a band. */
import type {
  Assumptions,
  ClaimChange,
  End,
  ExpectationChange,
  RateChange,
  VariedFigure,
} from '../../experiment/assumptions/shapes.ts';
import { countOf } from '../../experiment/judge.ts';
import { figureOf } from '../assumptions.ts';
import { amount, interval } from './amount.ts';
import { wrap } from './grid.ts';
import type { Paint } from './paint.ts';

const WIDTH = 100;
/** More than these are for the results file. */
const MOST_SHOWN = 12;
/** Of one end. */
const MOST_ROWS = 4;

type Row = ClaimChange | RateChange | ExpectationChange;

export function assumptionLines(assumptions: Assumptions | null, paint: Paint): string[] {
  if (assumptions === null) return [];
  const { varied, replications } = assumptions;
  const { expectations, rates, ends } = assumptions;
  const rows: readonly Row[] = [...expectations, ...ends, ...rates];
  const sure = placesOf(rows.filter(({ change }) => change !== 'none' && change !== 'open'));
  const open = placesOf(rows.filter(({ change }) => change === 'open'));
  const changing = new Set(sure.map(({ path }) => path));
  const figures = new Map(varied.map((figure) => [figure.path, figure]));
  const assumed = varied.filter((figure) => figure.assumed).length;
  const count = `${countOf(varied.length, 'figure')}, ${assumed} of them assumed`;
  const told = sure.slice(0, MOST_SHOWN).flatMap((place) => paragraphOf(place, figures, paint));
  const hidden = sure.length - MOST_SHOWN;
  const still = new Set(open.map(({ path }) => path).filter((path) => !changing.has(path)));
  const rest = varied.length - changing.size - still.size;
  return [
    paint.bold('Assumptions that would change the answer') +
      paint.dim(` (${count}; one at a time, at both ends of its band)`),
    ...told,
    ...(hidden > 0 ? [paint.dim(`  and ${hidden} more ends, in the results`)] : []),
    ...openLines(open, figures, replications.confirmed, paint),
    ...wrap(restText(rest, varied.length, replications), WIDTH, '  ').map(paint.dim),
    ...(assumptions.unvaried.length + assumptions.refused.length === 0
      ? []
      : wrap(unvariedText(assumptions), WIDTH, '  ').map(paint.dim)),
  ];
}

interface Place {
  readonly path: string;
  readonly end: End;
  readonly rows: readonly Row[];
}

/** Ends in the order in which their worst row comes. */
function placesOf(rows: readonly Row[]): Place[] {
  const places = new Map<string, Row[]>();
  for (const row of rows) {
    const key = `${row.path} ${row.end}`;
    const known = places.get(key);
    if (known === undefined) places.set(key, [row]);
    else known.push(row);
  }
  return [...places.values()].map((own) => ({ path: own[0].path, end: own[0].end, rows: own }));
}

/** 'parameters/backup/sourceBytesPerSecond 30 MB/s -> 10 MB/s: daily-full: backup.overruns equal -> worse (…)'. */
function paragraphOf(
  { path, end, rows }: Place,
  figures: ReadonlyMap<string, VariedFigure>,
  paint: Paint,
): string[] {
  const figure = figures.get(path)!;
  const shown = rows.slice(0, MOST_ROWS);
  const hidden = rows.length - shown.length;
  const more = hidden === 0 ? [] : [`and ${hidden} more`];
  const head = `${path} ${figureOf(figure, 'value')} → ${figureOf(figure, end)}`;
  const [first, ...next] = wrap(
    `${head}: ${[...shown.map(rowText), ...more].join('; ')}`,
    WIDTH,
    '  ',
    '    ',
  );
  const mark = rows[0].change === 'flips' ? paint.bad('!') : paint.open('~');
  return [`  ${mark} ${first.trimStart()}`, ...next];
}

function rowText(row: Row): string {
  const value = 'metric' in row ? row.mean : row.measured;
  const bounds = interval(row.ci95, row.unit);
  const found = value === null ? '' : ` (${[amount(value, row.unit), bounds].join(' ').trim()})`;
  const turns = `${row.from} → ${row.to}`;
  if ('turnsAt' in row) return `${row.of} ${row.metric} of a composed year ${turns}${found}`;
  if ('metric' in row) return `${row.of} ${row.metric} ${turns}${found}`;
  const who = row.strategy === null ? '' : ` (${row.strategy})`;
  return `'${row.name}'${who} ${turns}${found}`;
}

function openLines(
  open: readonly Place[],
  figures: ReadonlyMap<string, VariedFigure>,
  replications: number,
  paint: Paint,
): string[] {
  if (open.length === 0) return [];
  const names = open.map(({ path, end, rows }) => {
    const metrics = new Set(rows.map((row) => ('metric' in row ? row.metric : `'${row.name}'`)));
    return `${path} at ${figureOf(figures.get(path)!, end)} (${[...metrics].join(', ')})`;
  });
  const what = `may change it, not decided by ${replications} replications: ${names.join('; ')}`;
  const [first, ...more] = wrap(what, WIDTH, '  ', '    ');
  return [`  ${paint.open('?')} ${first.trimStart()}`, ...more];
}

function restText(rest: number, varied: number, { screened }: Assumptions['replications']): string {
  const many =
    rest === varied ? `none of the ${varied} changes it` : `the other ${rest} change nothing`;
  return `${many} within its band, as far as ${screened} replications at each end show`.replace(
    'nothing within its band',
    'nothing within their bands',
  );
}

function unvariedText({ unvaried, refused }: Assumptions): string {
  const left = unvaried.map(({ path, why }) => `${path} (${why})`);
  const wrong = refused.map(({ path, end, why }) => `${path} at its ${end} end (${why})`);
  return `not varied: ${[...left, ...wrong].join(', ')}`;
}
