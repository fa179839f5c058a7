/** The book's claims with their verdicts, and the curve and the weekdays behind them. */
import type { ClaimAnswer, ClaimFigure, Claims, Curve, WeekdayTable } from '../data.ts';
import { amount, figure, interval, percent } from './amount.ts';
import { grid, wrap } from './grid.ts';
import type { Paint } from './paint.ts';

const WIDTH = 100;
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

export function claimLines(claims: Claims | undefined, paint: Paint): string[] {
  if (claims === undefined) return [];
  const tables = claims.answers.flatMap((answer) => answer.tables);
  const shown = tables.filter(
    (table, i) => tables.findIndex((each) => each.what === table.what) === i,
  );
  return [
    paint.bold("The book's claims"),
    ...claims.answers.flatMap((answer) => answerLines(answer, paint)),
    ...shown.flatMap((table) => tableLines(table, paint)),
    ...curveLines(claims.curve, paint),
  ];
}

function answerLines({ id, claim, verdict, because, parts }: ClaimAnswer, paint: Paint): string[] {
  const colour = { yes: paint.good, no: paint.bad, 'does not apply': paint.dim };
  const mark = (colour as Record<string, (text: string) => string>)[verdict] ?? paint.open;
  const [first, ...more] = wrap(`${id} ${claim}: ${verdict} (${because})`, WIDTH, '', '    ');
  const lines = [`  ${first.replace(`: ${verdict}`, `: ${mark(verdict)}`)}`, ...more];
  for (const part of parts) {
    const text = `${part.says}: ${part.verdict}; ${part.because}`;
    lines.push(...wrap(text, WIDTH, '    - ', '      '));
    const figures = part.figures.map(figureText).join('; ');
    if (figures !== '') lines.push(...wrap(figures, WIDTH, '      ').map(paint.dim));
  }
  return lines;
}

function figureText({ of, what, unit, value, ci95, n }: ClaimFigure): string {
  const bounds = ci95 === null ? '' : ` ${interval(ci95, unit)}`;
  return `${of}: ${what} ${amount(value, unit)}${bounds} (n ${figure(n)})`;
}

function tableLines({ what, unit, rows }: WeekdayTable, paint: Paint): string[] {
  const lines = rows.map(({ strategy, days }) => [
    strategy,
    ...days.map((value) =>
      unit === 'sets' && value !== null ? figure(value) : amount(value, unit),
    ),
  ]);
  const [first, ...rest] = grid([['', ...DAYS], ...lines]);
  return [paint.bold(`  ${what}`), paint.dim(first), ...rest];
}

/** A row for each rate: the mean night and the share of jobs that overrun, by strategy. */
function curveLines({ points, replications, own }: Curve, paint: Paint): string[] {
  const names = [...new Set(points.flatMap(({ cells }) => Object.keys(cells)))];
  const rows = points.map(({ value, because, cells }) => [
    `${value === own ? '*' : ' '} ${figure(value / 1e6)} MB/s`,
    ...names.map((name) => {
      const cell = cells[name];
      if (cell === undefined) return because ?? '–';
      const share = cell.overruns === null ? '–' : percent(cell.overruns);
      return `${amount(cell.nightMs, 'ms')}, ${share}`;
    }),
  ]);
  const [first, ...lines] = grid([['', ...names], ...rows]);
  const about = ` (mean night, share of jobs that overrun; ${replications} replications each; * the scenario's own)`;
  return [
    paint.bold('  by what the source delivers') + paint.dim(about),
    paint.dim(first),
    ...lines,
  ];
}
