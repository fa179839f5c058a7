import { readFileSync } from 'node:fs';
import { DAY, HOUR } from '../../sim/engine/clock.ts';
import { History } from '../../sim/engine/history.ts';
import { recordWindow } from '../../sim/engine/recorder.ts';
import type { Plan } from '../../sim/org/plan.ts';
import { createOrganization, type OrganizationSim } from '../../sim/org/wiring.ts';
import { loadScenario } from '../../sim/scenario/index.ts';
import { measureApart, median, mediansOf } from './bench.ts';
import type { Bench, Measured } from './bench.ts';

/** Forks, recorded windows and histories of the shipped scenarios: what the page and the way back in time cost. */
const ROUNDS = 3;
const INCIDENT = 'scenarios/incidents/both-volumes-die-thursday.yaml';
const FLAGSHIP = 'scenarios/weekly-or-daily.yaml';

function planOf(path: string): Plan {
  const loaded = loadScenario(path, (name) => readFileSync(name, 'utf8'));
  if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join('\n'));
  return loaded.scenario.strategies[0].plan;
}

function begin(plan: Plan): OrganizationSim {
  return createOrganization(plan, { seed: 2007, replication: 0 });
}

/** Median milliseconds, after the compiler has seen enough. */
function medianMs(warm: number, runs: number, prepare: () => () => void): number {
  const times: number[] = [];
  for (let i = 0; i < warm + runs; i++) {
    const run = prepare();
    const began = performance.now();
    run();
    if (i >= warm) times.push(performance.now() - began);
  }
  return median(times);
}

function forkMs(): number {
  const plan = planOf(FLAGSHIP);
  const sim = begin(plan);
  sim.runUntil((plan.clock.start + plan.clock.end) / 2);
  return medianMs(200, 200, () => () => void sim.fork());
}

/** The window that a story records: from the night before the failure to the night after the recovery. */
function windowMs(): number {
  const plan = planOf(INCIDENT);
  const { at } = plan.faults[0];
  const sim = begin(plan);
  sim.runUntil(at - 30 * HOUR);
  const closed: number[] = [];
  const probe = sim.fork();
  probe.on('incident.closed', (fact) => closed.push(fact.at));
  probe.runUntil(at + 7 * DAY);
  return medianMs(8, 15, () => {
    const fork = sim.fork();
    return () => void recordWindow(fork, closed[0] + DAY);
  });
}

/** Any instant of a year: half a week is run again on average. */
function stateAtMs(): number {
  const { history, plan } = yearWithHistory();
  let share = 0;
  return medianMs(50, 100, () => {
    share = (share + 0.618) % 1;
    const at = Math.floor(plan.clock.start + share * (plan.clock.end - plan.clock.start));
    return () => void history.stateAt(at);
  });
}

function yearWithHistory() {
  const plan = planOf(FLAGSHIP);
  const history = new History(begin(plan));
  history.runUntil(plan.clock.end);
  return { history, plan };
}

/** What a year's keyframes hold, in megabytes. */
function keyframeMegabytes(): number {
  const collect = (globalThis as { gc?: () => void }).gc;
  if (collect === undefined) throw new Error('run with --expose-gc');
  yearWithHistory();
  collect();
  const before = process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
  const { history } = yearWithHistory();
  collect();
  const after = process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
  return history.keyframes > 0 ? (after - before) / 1e6 : 0;
}

const FIGURES: Readonly<Record<string, readonly [unit: string, most: number, run: () => number]>> =
  {
    'fork-mid-year': ['ms', 1, forkMs],
    'window-of-incident': ['ms', 100, windowMs],
    'state-at-any-instant': ['ms', 2, stateAtMs],
    'keyframes-of-a-year': ['MB', 60, keyframeMegabytes],
  };

export const recorder: Bench = {
  name: 'recorder',
  async run() {
    const medians = await mediansOf(
      ROUNDS,
      Object.fromEntries(
        Object.keys(FIGURES).map((name) => [name, () => measureApart('recorder', name)]),
      ),
    );
    return Object.entries(FIGURES).map(([name, [unit, most]]): Measured => ({
      ...{ name, value: medians[name], unit, ratioTo: {} },
      atMost: { itself: most },
    }));
  },
  apart: (name) => FIGURES[name][2](),
};
