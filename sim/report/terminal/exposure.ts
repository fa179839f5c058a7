/** What injected incidents say: by cause and strategy, world by world against the baseline, and as a year. */
import type {
  Conditional,
  ExposedEstimate,
  ExposureResult,
} from '../../experiment/exposure/result-shapes.ts';
import { amount, figure, interval, percent } from './amount.ts';
import { grid, wrap } from './grid.ts';
import type { Paint } from './paint.ts';

const WIDTH = 100;

/** Blocks of lines; none where nothing was injected. */
export function exposureBlocks(result: ExposureResult | null, paint: Paint): string[][] {
  if (result === null || result.injections === 0) return [];
  return [
    causeTable(result, 'loss.window', 'Mail lost by a strike', paint),
    causeTable(result, 'recovery.data', 'Data back after a strike', paint),
    pairTable(result, paint),
    yearTable(result, paint),
  ].filter((block) => block.length > 0);
}

/** A row for each cause, a column for each strategy: mean and p95, or the worst where p95 is not known. */
function causeTable(result: ExposureResult, metric: string, title: string, paint: Paint): string[] {
  const names = Object.keys(result.strategies);
  const causes = result.strategies[names[0]].map(({ cause }) => cause);
  const rows = causes.map((cause) => {
    const rate = result.causes.find((each) => each.cause === cause)?.perYear;
    const cells = names.map((name) =>
      cell(
        result.strategies[name].find((each) => each.cause === cause)!,
        metric,
      ),
    );
    return [cause ?? 'all, by their rates', rate === undefined ? '' : figure(rate), ...cells];
  });
  const [first, ...lines] = grid([['', 'a year', ...names], ...rows]);
  const about = `${result.injections} strikes injected in ${result.replications} base runs; mean, p95`;
  return [paint.bold(title) + paint.dim(` (${about})`), paint.dim(first), ...lines];
}

function cell({ metrics }: Conditional, metric: string): string {
  const found = metrics.find((each) => each.metric === metric);
  if (found === undefined) return 'no incident';
  return `${amount(found.mean, found.unit)}, ${tail(found)}`;
}

function tail({ p95, beyond, max, unit }: ExposedEstimate): string {
  if (p95 !== null) return amount(p95, unit);
  if (beyond?.p95 !== undefined) return `> ${amount(beyond.p95, unit)}`;
  return `at most ${amount(max, unit)} seen`;
}

/** Differences over all causes, by their rates. */
export function pairTable({ differences, baseline }: ExposureResult, paint: Paint): string[] {
  const shown = differences.filter(
    ({ cause, metric }) =>
      cause === null && (metric === 'loss.window' || metric === 'recovery.data'),
  );
  if (shown.length === 0) return [];
  const rows = shown.map((each) => [
    `${each.of} ${each.metric}`,
    [amount(each.mean, each.unit), interval(each.ci95, each.unit)].join(' ').trim(),
    percent(each.worse),
    percent(each.equal),
    percent(each.better),
  ]);
  const [first, ...lines] = grid([['', 'mean difference', 'worse', 'equal', 'better'], ...rows]);
  const open = shown
    .filter(({ verdict }) => verdict === 'not decided by this run')
    .flatMap(({ of, metric, because }) =>
      wrap(`${of}, ${metric}: not decided: ${because}`, WIDTH, '  ', '    '),
    );
  const title = paint.bold(`Against ${baseline}, strike by strike`);
  return [title, paint.dim(first), ...lines, ...open.map((line) => paint.open(line))];
}

const TOLD = ['incidents', 'loss.messages', 'downtime.service', 'downtime.data'] as const;

/** A year put together from all causes. */
export function yearTable({ composed, warnings }: ExposureResult, paint: Paint): string[] {
  const rows = composed.rows.flatMap(({ of, minus, figures, anyLoss }) => {
    if (minus !== null) return [];
    const told = TOLD.map((name) => {
      const { mean, ci95 } = figures[name];
      return ci95 === null ? figure(mean) : `${figure(mean)} [${ci95.map(figure).join(', ')}]`;
    });
    const any = anyLoss && [percent(anyLoss.value), interval(anyLoss.ci95, 'share')].join(' ');
    return [[of, ...told, any ?? '']];
  });
  const head = ['', 'incidents', 'messages lost', 'mailbox-h down', 'without data', 'any loss'];
  const [first, ...lines] = grid([head, ...rows]);
  return [
    paint.bold('A year, composed of all causes by their rates'),
    paint.dim(first),
    ...lines,
    ...withoutInterval(composed).map(paint.dim),
    ...wrap(`assumes that ${composed.assumes.join('; ')}`, WIDTH, '  ', '  ').map(paint.dim),
    ...warnings.flatMap((each) => wrap(`! ${each}`, WIDTH, '  ', '    ').map(paint.bad)),
  ];
}

/** Why figures of a year stand without an interval: 'no interval: a few injections make most of the spread'. */
function withoutInterval({ rows }: ExposureResult['composed']): string[] {
  const own = rows.filter(({ minus }) => minus === null);
  const values = own.flatMap(({ figures }) => TOLD.map((name) => figures[name]));
  const reasons = new Set(values.flatMap(({ ci95, because }) => (ci95 === null ? [because] : [])));
  const words = [...reasons].filter((because) => because !== undefined);
  return words.length === 0 ? [] : wrap(`no interval: ${words.join('; or ')}`, WIDTH, '  ');
}
