/** Cost from prices: by hand for one replication, in results and on the terminal, and not without prices. */
import { describe, expect, it } from 'vitest';
import { analyse } from '../../sim/experiment/analyse.ts';
import type { ReplicationResult } from '../../sim/measure/index.ts';
import { costOf } from '../../sim/measure/cost.ts';
import { attachMeasures, readMeasures } from '../../sim/measure/index.ts';
import { DAY, HOUR } from '../../sim/engine/clock.ts';
import { costLines } from '../../sim/report/terminal/costs.ts';
import type { Plan } from '../../sim/org/plan.ts';
import { fakePlan, FakeSim, sayIncident, START } from './fake.ts';

const prices = {
  ...{ currency: 'EUR', cartridge: 40, drive: 3500, operatorHour: 60 },
  ...{ mailboxHourDown: 5, lostMailboxHour: 10 },
};
const YEARS = (52 * 7) / 365;

function planWith(given: Plan['prices']): Plan {
  const plan = fakePlan({ prices: given });
  const operations = { writeOffMs: 5 * 365 * DAY };
  return { ...plan, figures: { ...plan.figures, operations } as unknown as Plan['figures'] };
}

/** A year: four hours of work, three cartridges, a drive replaced, two of 100 mailboxes' days lost. */
function result(plan: Plan): ReplicationResult {
  const sim = new FakeSim();
  attachMeasures(sim, plan);
  for (const cartridge of [1, 2, 3]) {
    const taken = { cartridge, drive: 0, overwritten: false, because: '' };
    sim.say(START + DAY, 'cartridge.taken', taken);
  }
  sim.say(START + 2 * DAY, 'drive.replaced', { drive: 1 });
  sim.say(START + 3 * DAY, 'cartridge.replaced', { cartridge: 9, because: 'it was lost' });
  const lost = { from: START + 4 * DAY, to: START + 5 * DAY, messages: 10 };
  sayIncident(sim, { at: START + 6 * DAY, key: 'a', databases: [0, 1], dataMs: 6 * HOUR, lost });
  sim.say(START + 7 * DAY, 'person.worked', { team: 0, from: START + 7 * DAY - 4 * HOUR });
  // Before the horizon and after it: counted for the part inside.
  sim.say(START + HOUR, 'person.worked', { team: 0, from: START - HOUR });
  return readMeasures(sim, plan, 0);
}

describe('cost', () => {
  it('is worked out by hand', () => {
    const plan = planWith(prices);
    const cost = costOf(plan, result(plan))!;
    const stock = (2 * 3500 + 3 * 40) / 5;
    expect(cost.outlay).toBeCloseTo(stock + (3500 + 40 + 5 * 60) / YEARS, 9);
    const down = 2 * 100 * 6 * 5;
    const lost = 2 * 100 * 24 * 10;
    expect(cost.penalty).toBeCloseTo((down + lost) / YEARS, 9);
  });

  it('counts what has no price as nothing', () => {
    const nothing = {
      cartridge: 0,
      drive: 0,
      operatorHour: 0,
      mailboxHourDown: 0,
      lostMailboxHour: 0,
    };
    const plan = planWith({ currency: null, ...nothing });
    expect(costOf(plan, result(plan))).toEqual({ outlay: 0, penalty: 0 });
  });

  const analysed = (given: Plan['prices']) => {
    const plan = planWith(given);
    const results = [0, 1].map((replication) => ({ ...result(plan), replication }));
    const pool = { plan, results, durations: {} };
    return analyse({
      ...{ seed: 1, replications: 2, baseline: 'a', expectations: [] },
      strategies: [
        { name: 'a', label: 'a' },
        { name: 'b', label: 'b' },
      ],
      pools: { a: pool, b: pool },
    });
  };
  const paint = { bold: (s: string) => s, dim: (s: string) => s } as never;

  it('stands in results with its currency, paired against the baseline', () => {
    const found = analysed(prices);
    for (const part of ['outlay', 'penalty', 'total']) {
      expect(found.strategies[0].metrics[`cost.${part}`][0]).toMatchObject({
        unit: 'EUR/year',
        n: 2,
      });
      expect(found.differences.find((d) => d.metric === `cost.${part}`)).toMatchObject({
        ...{ of: 'b', minus: 'a', mean: 0, unit: 'EUR/year' },
      });
    }
    const text = costLines({ ...found, baseline: 'a' }, paint).join('\n');
    expect(text).toContain('EUR/year');
    expect(text).toMatch(/\* a +\d/);
  });

  it('is nowhere without prices', () => {
    const found = analysed(null);
    expect(Object.keys(found.strategies[0].metrics).some((name) => name.startsWith('cost.'))).toBe(
      false,
    );
    expect(found.differences.some((d) => d.metric.startsWith('cost.'))).toBe(false);
    expect(costLines({ ...found, baseline: 'a' }, paint)).toEqual([]);
  });
});
