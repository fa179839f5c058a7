/** How often each cause struck inside the horizon, absorbed strikes included. */
import type { Ms } from '../engine/types.ts';
import type { Heard } from './heard.ts';
import { stateOf } from './heard.ts';

type Strikes = Record<string, { seen: number; absorbed: number }>;

export function strikesOf(sim: Heard): Strikes {
  return stateOf(sim, 'strikes', () => ({}) as Strikes);
}

export function hearStrikes(sim: Heard, start: Ms, end: Ms): void {
  const strikes = strikesOf(sim);
  sim.on('cause.struck', (fact) => {
    if (fact.at < start || fact.at >= end) return;
    const count = (strikes[fact.cause] ??= { seen: 0, absorbed: 0 });
    count.seen++;
    if (fact.absorbed) count.absorbed++;
  });
}
