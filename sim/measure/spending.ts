/** What a run spends inside the horizon: hands, and what had to be bought again. Prices come later. */
import type { Ms } from '../engine/types.ts';
import type { Heard } from './heard.ts';
import { stateOf } from './heard.ts';
import type { Spending } from './rows.ts';

type Sums = { -readonly [K in keyof Spending]: Spending[K] };

function sums(sim: Heard): Sums {
  return stateOf(sim, 'spending', () => ({ operatorMs: 0, drives: 0, cartridges: 0 }));
}

export function hearSpending(sim: Heard, start: Ms, end: Ms): void {
  const spent = sums(sim);
  const counted = (at: Ms): boolean => at >= start && at < end;
  sim.on('person.worked', (fact) => {
    spent.operatorMs += Math.max(0, Math.min(fact.at, end) - Math.max(fact.from, start));
  });
  sim.on('drive.replaced', (fact) => {
    if (counted(fact.at)) spent.drives += 1;
  });
  sim.on('cartridge.replaced', (fact) => {
    if (counted(fact.at)) spent.cartridges += 1;
  });
}

export function spendingOf(sim: Heard): Spending {
  return { ...sums(sim) };
}
