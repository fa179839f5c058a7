import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { causeKeys, causes } from '../../sim/org/causes.ts';
import { figureTables } from '../../sim/scenario/figures.ts';
import {
  formatProblem,
  variantOf,
  type Override,
  type Scenario,
} from '../../sim/scenario/index.ts';
import { flagshipText, good, loadText, SMALL, small } from './helper.ts';

const flagship = good(loadText(flagshipText));
const vary = (scenario: Scenario, override: Override, strategies?: readonly string[]): Scenario =>
  good(variantOf(scenario, override, strategies));
const SOURCE = 'parameters/backup/sourceBytesPerSecond';

describe('variantOf(scenario, override)', () => {
  it('without a change answers the same scenario', () => {
    expect(vary(flagship, {}).digest).toBe(flagship.digest);
  });

  it('changes a figure under every strategy, and nothing else', () => {
    const slow = vary(flagship, { [SOURCE]: 10e6 });
    expect(slow.digest).not.toBe(flagship.digest);
    slow.strategies.forEach(({ plan, name }, i) => {
      const before = flagship.strategies[i].plan;
      const backup = { ...before.figures.backup, sourceBytesPerSecond: 10e6 };
      expect(name).toBe(flagship.strategies[i].name);
      expect(plan).toEqual({ ...before, figures: { ...before.figures, backup } });
    });
  });

  it('equals the scenario that says so itself', () => {
    const written = `${SMALL}parameters: { backup: { sourceBytesPerSecond: 12.5 MB/s } }\nhazards: { volume-lost: 7 %/year }\n`;
    const varied = vary(good(loadText(SMALL)), { [SOURCE]: 12.5e6, 'hazards/volume-lost': 0.07 });
    expect(varied.digest).toBe(good(loadText(written)).digest);
  });

  it('goes before what a strategy says itself, and leaves strategies alone that are not named', () => {
    const text = flagshipText
      .replace(
        '  daily-full:\n',
        '  daily-full:\n    parameters: { backup: { sourceBytesPerSecond: 50 MB/s } }\n',
      )
      .replace('  weekly-differential:\n', '  weekly-differential:\n    extends: daily-full\n');
    const scenario = good(loadText(text));
    const rates = (of: Scenario): number[] =>
      of.strategies.map(({ plan }) => plan.figures.backup.sourceBytesPerSecond);
    expect(rates(scenario)).toEqual([30e6, 50e6, 50e6]);
    expect(rates(vary(scenario, { [SOURCE]: 5e6 }))).toEqual([5e6, 5e6, 5e6]);
    expect(rates(vary(scenario, { [SOURCE]: 5e6 }, ['daily-full']))).toEqual([30e6, 5e6, 50e6]);
  });

  it('lets what follows from a figure follow from the new one', () => {
    const scenario = good(loadText(SMALL));
    const kept = vary(scenario, { 'parameters/backup/keepMs': 8 * 604_800_000 });
    expect(kept.warmupMs).toBeGreaterThan(scenario.warmupMs);
    const before = scenario.strategies[0].plan.hazards['disk-failed'];
    const { plan } = vary(scenario, { 'parameters/hardware/diskAgeMs': 31_536_000_000 })
      .strategies[0];
    expect(plan.hazards['disk-failed']).not.toEqual(before);
    expect(plan.disks[0].volume).toBe(scenario.strategies[0].plan.disks[0].volume);
  });

  it.each([
    ['nothing is said of hazards', ''],
    ['they are the default', 'hazards: default\n'],
    [
      'they are a map',
      'hazards: { page-damage: 3 %/year, disk-failed: { exponential: { mean: 9 years } } }\n',
    ],
  ])('changes the rate of one cause where %s', (_, hazards) => {
    const before = good(loadText(SMALL + hazards));
    for (const key of causeKeys.filter((each) => causes[each].modelled)) {
      const law = vary(before, { [`hazards/${key}`]: 0.125 }).strategies[0].plan.hazards;
      for (const other of causeKeys.filter((each) => each !== key)) {
        expect(law[other]).toEqual(before.strategies[0].plan.hazards[other]);
      }
      expect(law[key]).not.toEqual(before.strategies[0].plan.hazards[key]);
      expect(vary(before, { [`hazards/${key}`]: 0 }).strategies[0].plan.hazards[key]).toBe(null);
    }
  });

  it('keeps the others off where all are off, and gives disks the law of lives', () => {
    const before = good(loadText(`${SMALL}hazards: none\n`));
    const { hazards } = vary(before, { 'hazards/disk-failed': 0.03 }).strategies[0].plan;
    const on = Object.keys(hazards).filter((key) => hazards[key as 'disk-failed'] !== null);
    expect(on).toEqual(['disk-failed']);
    const usual = good(loadText(SMALL)).strategies[0].plan.hazards;
    expect(hazards['disk-failed']).toEqual(usual['disk-failed']);
  });

  it('keeps the seed, replications and horizon that the command line gave', () => {
    const overrides = { seed: 99, replications: 3, horizonDays: 100.5 };
    const scenario = good(loadText(flagshipText, { overrides }));
    const { seed, replications, horizonMs, digest } = vary(scenario, {});
    expect({ seed, replications, horizonMs }).toEqual({
      ...{ seed: 99, replications: 3, horizonMs: 100.5 * 86_400_000 },
    });
    expect(digest).toBe(scenario.digest);
  });

  it('takes every figure of every table, whatever its unit', () => {
    const figures = Object.entries(figureTables).flatMap(([trade, table]) =>
      Object.entries(table).map(([name, parameter]) => ({ trade, name, parameter })),
    );
    const scenario = good(loadText(small('daily 20:00', 'Sat 20:00')));
    fc.assert(
      fc.property(fc.constantFrom(...figures), fc.boolean(), ({ trade, name, parameter }, high) => {
        const value = parameter.band?.[high ? 1 : 0] ?? parameter.value;
        const result = variantOf(scenario, { [`parameters/${trade}/${name}`]: value });
        if (!result.ok)
          throw new Error(`${name}: ${result.problems.map(formatProblem).join('\n')}`);
        const { figures: of } = result.scenario.strategies[0].plan;
        expect((of as unknown as Record<string, Record<string, number>>)[trade][name]).toBe(value);
      }),
      { numRuns: 200 },
    );
  });

  it('says what is wrong with a changed scenario, and refuses what is no figure', () => {
    const none = variantOf(flagship, { 'parameters/store/logBytes': 0 });
    expect(none.ok).toBe(false);
    for (const path of [
      'parameters/backup/source',
      'parameters/backup',
      'hazards/fire',
      'seed',
      SOURCE + '/x',
    ]) {
      expect(() => variantOf(flagship, { [path]: 1 })).toThrow(`'${path}' names no figure`);
    }
    expect(() => variantOf(flagship, { [SOURCE]: -1 })).toThrow('no figure is -1');
  });
});
