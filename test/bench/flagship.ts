import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createOrganization } from '../../sim/org/wiring.ts';
import type { Plan } from '../../sim/org/plan.ts';
import { loadScenario } from '../../sim/scenario/index.ts';
import type { Scenario } from '../../sim/scenario/index.ts';
import { model } from '../../sim/experiment/model.ts';
import { runStrategies } from '../../sim/experiment/run.ts';
import { measureApart, mediansOf } from './bench.ts';
import type { Bench, Measured } from './bench.ts';

/** A year (and its warm-up) of the shipped scenario, one strategy, on the fast path without listeners. */
const ROUNDS = 3;
const WARM_RUNS = 12;
const MEASURED_RUNS = 15;

function scenarioText(servers: number): string {
  const text = readFileSync(resolve('scenarios/weekly-or-daily.yaml'), 'utf8');
  if (servers === 4) return text;
  // Ten times the organization: servers, drives and cartridges in proportion.
  return text
    .replace('exch1..exch4', `exch01..exch${servers}`)
    .replace('2 x lto-3, cartridges: 100', '20 x lto-3, cartridges: 1000');
}

export function load(servers: number): Scenario {
  return loadText(scenarioText(servers));
}

/** The scenario of a text. Throws with every problem if it is refused. */
export function loadText(text: string): Scenario {
  const loaded = loadScenario('bench.yaml', () => text);
  if (!loaded.ok) throw new Error(loaded.problems.map((p) => p.message).join('\n'));
  return loaded.scenario;
}

function year(plan: Plan, replication: number): number {
  const began = performance.now();
  const sim = createOrganization(plan, { seed: 2007, replication });
  sim.runUntil(plan.clock.end);
  return performance.now() - began;
}

/** Median milliseconds of a year, after the compiler has seen enough of them. */
function medianYearMs(strategy: string, servers: number): number {
  const plan = load(servers).strategies.find((s) => s.name === strategy)?.plan;
  if (plan === undefined) throw new Error(`the scenario has no strategy ${strategy}`);
  const runs = servers === 4 ? MEASURED_RUNS : 3;
  for (let i = 0; i < (servers === 4 ? WARM_RUNS : 2); i++) year(plan, 1000 + i);
  const times = Array.from({ length: runs }, (_, i) => year(plan, i)).sort((a, b) => a - b);
  return times[Math.floor(runs / 2)];
}

/** Resident memory after so many replications of one strategy, in megabytes. */
async function residentMegabytes(replications: number): Promise<number> {
  await runStrategies(model, load(4).strategies.slice(0, 1), { seed: 2007, replications });
  return process.memoryUsage().rss / 1e6;
}

export const flagship: Bench = {
  name: 'flagship',
  async run() {
    const years = await mediansOf(ROUNDS, {
      'weekly-incremental': () => measureApart('flagship', 'year', 'weekly-incremental', 4),
      'daily-full': () => measureApart('flagship', 'year', 'daily-full', 4),
      'forty-servers': () => measureApart('flagship', 'year', 'weekly-incremental', 40),
    });
    const results: Measured[] = Object.entries(years).map(([name, value]) => ({
      name: `year-${name}`,
      value,
      unit: 'ms',
      ratioTo: {},
      atMost: { itself: name === 'forty-servers' ? 500 : 25 },
    }));
    results.push({
      name: 'memory-1000-replications',
      value: await measureApart('flagship', 'memory', 1000),
      unit: 'MB',
      ratioTo: {},
      atMost: { itself: 200 },
    });
    return results;
  },
  apart: (variant, what, servers) =>
    variant === 'memory' ? residentMegabytes(Number(what)) : medianYearMs(what, Number(servers)),
};
