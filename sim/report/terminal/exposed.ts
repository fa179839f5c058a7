/** What `exposure` prints: what a strike of each cause leads to, the week, and a year composed of them. */
import type { Rates } from '../../experiment/exposure/compose.ts';
import type { ExposureResult } from '../../experiment/exposure/result-shapes.ts';
import { figure } from './amount.ts';
import { pairTable, yearTable } from './exposure.ts';
import { wrap } from './grid.ts';
import type { Paint } from './paint.ts';
import { strikeBlocks } from './strikes.ts';
import { weekBlocks } from './week.ts';

const WIDTH = 100;

export interface ExposedView {
  /** Whether every hour of the week gets a line. */
  readonly all: boolean;
  /** Rates that were given in place of the scenario's, a year over the whole organization. */
  readonly rates: Rates;
}

export function exposureText(
  name: string,
  result: ExposureResult,
  { all, rates }: ExposedView,
  paint: Paint,
): string {
  const { injections, worlds, replications, seed } = result;
  const counts = `${injections} strikes injected in ${replications} base ${replications === 1 ? 'run' : 'runs'}, seed ${seed}; with what nobody knows (a bad set, latent damage) weighed in, ${worlds} worlds`;
  const others = Object.entries(rates).map(([cause, rate]) => `${cause} ${figure(rate)} a year`);
  const given =
    others.length === 0
      ? ''
      : `a year is composed with ${others.join(', ')}, over the whole organization`;
  const blocks = [
    [paint.bold(name), ...wrap(counts, WIDTH, '').map(paint.dim), ...withoutStrikes(result, paint)],
    ...strikeBlocks(result, paint),
    ...weekBlocks(result, all, paint),
    // Over all causes, strikes were weighed by the rates of the scenario.
    given === '' ? pairTable(result, paint) : [],
    [...yearTable(result, paint), ...(given === '' ? [] : wrap(given, WIDTH, '  '))],
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}

/** Causes that were not injected, and why. */
function withoutStrikes({ causes }: ExposureResult, paint: Paint): string[] {
  const why = ['within the others', 'not asked', 'switched off', 'not modelled'] as const;
  return why.flatMap((status) => {
    const names = causes.filter((each) => each.status === status).map(({ cause }) => cause);
    if (names.length === 0) return [];
    return wrap(`${status}: ${names.join(', ')}`, WIDTH, '  ', '    ').map(paint.dim);
  });
}
