/** Root causes on the calendar are the same, key by key and at the same instant, under every strategy that ships. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CauseKey } from '../../sim/org/causes.ts';
import { createOrganization } from '../../sim/org/wiring.ts';
import type { Plan } from '../../sim/org/plan.ts';
import { formatProblem, loadScenario, type Scenario } from '../../sim/scenario/index.ts';

/** What strikes by itself; jobs, sets and tape mounts fail on occasions, which are the strategy's own. */
const ON_CALENDAR: readonly CauseKey[] = [
  'disk-failed',
  'sector-unreadable',
  'volume-lost',
  'page-damage',
  'server-failed',
  'controller-failed',
];

function load(path: string, change: (text: string) => string): Scenario {
  const read = (name: string): string => {
    const text = readFileSync(name, 'utf8');
    return name === path ? change(text) : text;
  };
  const loaded = loadScenario(path, read);
  if (!loaded.ok) throw new Error(loaded.problems.map(formatProblem).join('\n'));
  return loaded.scenario;
}

function struck(plan: Plan, seed: number, replication: number): { all: string[]; hit: string[] } {
  const sim = createOrganization(plan, { seed, replication });
  const all: string[] = [];
  const hit: string[] = [];
  sim.on('cause.struck', (fact) => {
    if (!ON_CALENDAR.includes(fact.cause)) return;
    all.push(`${fact.key} at ${fact.at}`);
    if (!fact.absorbed) hit.push(fact.key);
  });
  sim.runUntil(plan.clock.end);
  return { all: all.sort(), hit };
}

/** The same, with causes so frequent that they meet each other's recoveries. */
const OFTEN =
  'hazards: { volume-lost: 2 /year, page-damage: 2 /year, server-failed: 12 /year, controller-failed: 12 /year, disk-failed: { weibull: { shape: 1.12, scale: 1500 h } }, sector-unreadable: 1e-11 % }';

const paths = readdirSync('scenarios', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => `scenarios/${name}`)
  .sort();

describe('root causes', () => {
  it.each(paths)('of %s are the same under every strategy', (path) => {
    const scenario = load(path, (text) => text);
    for (let replication = 0; replication < 3; replication++) {
      const [first, ...others] = scenario.strategies.map(
        ({ plan }) => struck(plan, scenario.seed, replication).all,
      );
      for (const other of others) expect(other).toEqual(first);
    }
  });

  it('are the same also where they meet each other all the time, whatever is absorbed', () => {
    const scenario = load('scenarios/weekly-or-daily.yaml', (text) =>
      text.replace('hazards: default', OFTEN).replace('horizon: 52 weeks', 'horizon: 12 weeks'),
    );
    const runs = scenario.strategies.map(({ plan }) => struck(plan, scenario.seed, 0));
    expect(runs[0].all.length).toBeGreaterThan(100);
    for (const run of runs) expect(run.all).toEqual(runs[0].all);
    // Some are absorbed, and some are not, or this shows little.
    expect(runs[0].hit.length).toBeGreaterThan(20);
    expect(runs[0].hit.length).toBeLessThan(runs[0].all.length - 20);
  });
});
