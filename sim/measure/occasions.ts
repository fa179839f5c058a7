/** How often a cause with a probability could have struck inside the horizon: what its expected count rests on. */
import type { Plan } from '../org/plan.ts';
import type { Heard } from './heard.ts';
import { stateOf } from './heard.ts';

function occasions(sim: Heard): Record<string, number> {
  return stateOf(sim, 'occasions', () => ({
    'job-failed': 0,
    'mount-failed': 0,
    'sector-unreadable': 0,
    'set-unreadable': 0,
    slip: 0,
  }));
}

export function hearOccasions(sim: Heard, plan: Plan): void {
  const state = occasions(sim);
  const { start, end } = plan.clock;
  sim.on('chance.drawn', (fact) => {
    if (fact.at >= start && fact.at < end) state[fact.cause] += fact.times ?? 1;
  });
}

/** Occasions by cause. */
export function occasionsOf(sim: Heard): Record<string, number> {
  return { ...occasions(sim) };
}
