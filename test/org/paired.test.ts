/** Strategies meet the same root causes: what strikes on the calendar does so at one instant, under one key. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { causes, type CauseKey } from '../../sim/org/causes.ts';
import { createOrganization } from '../../sim/org/wiring.ts';
import { loadScenario } from '../../sim/scenario/index.ts';

/** Often enough that each strikes; what is drawn on occasions (a job, a mount, a set read) is left out. */
const RATES =
  'volume-lost: 3 /year, page-damage: 3 /year, operator-destroys: 6 /year, job-silently-wrong: 1 /year, drive-failed: 8 /year';

it('every strategy of the flagship meets the same strikes, key by key, and says so of each', () => {
  const text = readFileSync('scenarios/weekly-or-daily.yaml', 'utf8')
    .replace('hazards: default', `hazards: { ${RATES}, others: none }`)
    .replace('horizon: 52 weeks', 'horizon: 8 weeks')
    .replace(
      'strategies:',
      'strategies:\n  other-hands:\n    operations: { drills: { weekly: { when: Wed 09:00 } } }\n    backup: { jobs: { full: { type: full, when: Wed 20:00, keep: 2 weeks } } }',
    );
  const loaded = loadScenario('test.yaml', () => text);
  if (!loaded.ok) throw new Error('the scenario is refused');
  const met = loaded.scenario.strategies.map(({ plan }) => {
    const sim = createOrganization(plan, { seed: 11, replication: 2 });
    const keys: string[] = [];
    sim.on('cause.struck', ({ at, key, cause }) => {
      if (causes[cause].unit === '/year') keys.push(`${at} ${key}`);
    });
    sim.runUntil(plan.clock.end);
    return keys.sort();
  });
  expect(met.length).toBe(4);
  for (const keys of met) expect(keys).toEqual(met[0]);
  const seen = (cause: CauseKey): boolean => met[0].some((key) => key.includes(`:${cause}:`));
  for (const cause of [
    'volume-lost',
    'page-damage',
    'operator-destroys',
    'job-silently-wrong',
    'drive-failed',
  ] as const)
    expect(seen(cause), cause).toBe(true);
});
