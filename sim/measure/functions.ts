/** Mailbox-time inside the horizon in which functions beside mail failed: after moves, or everywhere (RST-52, RST-55). */
import { clip, measure, union } from '../engine/intervals.ts';
import type { Ms } from '../engine/types.ts';
import type { Plan } from '../org/plan.ts';
import type { Heard } from './heard.ts';
import { stateOf } from './heard.ts';

interface Functions {
  /** What fails, by server or for -1 everywhere: since when, and whose. */
  failing: { server: number; databases: number[]; since: Ms }[];
  /** Stretches that are over, by database, as sets of intervals. */
  over: { database: number; spans: number[] }[];
}

function functions(sim: Heard): Functions {
  return stateOf(sim, 'functions', () => ({ failing: [], over: [] }));
}

export function hearFunctions(sim: Heard): void {
  const state = functions(sim);
  sim.on('functions.impaired', ({ server, databases, at }) => {
    state.failing.push({ server, databases: [...databases], since: at });
  });
  sim.on('functions.restored', ({ server, at }) => {
    const i = state.failing.findIndex((each) => each.server === server);
    if (i < 0) return;
    const [{ databases, since }] = state.failing.splice(i, 1);
    add(state.over, databases, since, at);
  });
}

function add(over: Functions['over'], databases: readonly number[], from: Ms, to: Ms): void {
  if (from >= to) return;
  for (const database of databases) {
    const known = over.find((each) => each.database === database);
    if (known === undefined) over.push({ database, spans: [from, to] });
    else known.spans = union(known.spans, [from, to]);
  }
}

export function impairedMailboxMs(sim: Heard, plan: Plan): number {
  const { start, end } = plan.clock;
  const { failing, over } = functions(sim);
  const all = over.map((each) => ({ ...each }));
  for (const { databases, since } of failing) add(all, databases, since, sim.now);
  return all.reduce(
    (sum, { database, spans }) =>
      sum + measure(clip(spans, start, end)) * plan.databases[database].mailboxCount,
    0,
  );
}
