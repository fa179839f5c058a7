import { describe, expect, it } from 'vitest';
import { figuresOf } from '../../sim/experiment/assumptions/figures.ts';
import type { Cause } from '../../sim/org/causes.ts';
import { causeKeys, causes } from '../../sim/org/causes.ts';
import { ofVersion, type Parameter } from '../../sim/org/parameter.ts';
import { figureTables } from '../../sim/scenario/figures.ts';
import { formatProblem, variantOf } from '../../sim/scenario/index.ts';
import { good, loadText, small, SMALL } from './helper.ts';

const parameters: readonly (readonly [string, Parameter])[] = Object.entries(figureTables).flatMap(
  ([trade, table]) =>
    Object.entries(table).flatMap(([name, each]) =>
      (['exchange-2007', 'exchange-2003'] as const).map(
        (version) => [`parameters/${trade}/${name}`, ofVersion(each, version)] as const,
      ),
    ),
);

describe('bands', () => {
  it('belong to every assumed figure, or it says why it has none', () => {
    const without = parameters.filter(
      ([, { assumed, band, noBand }]) => assumed === true && band === undefined && !noBand,
    );
    expect(without.map(([path]) => path)).toEqual([]);
    const both = parameters.filter(([, { band, noBand }]) => band !== undefined && noBand);
    expect(both).toEqual([]);
  });

  it('hold the figure, and are wider than it', () => {
    const values = [
      ...parameters.flatMap(([path, { value, band }]) =>
        band === undefined ? [] : [[path, value, ...band] as const],
      ),
      ...causeKeys.map((key) => {
        const { rate, band }: Cause = causes[key];
        return [`hazards/${key}`, rate, ...band] as const;
      }),
    ];
    expect(values.length).toBeGreaterThan(60);
    for (const [path, value, low, high] of values) {
      expect(low, path).toBeLessThan(high);
      expect(low, path).toBeLessThanOrEqual(value);
      expect(high, path).toBeGreaterThanOrEqual(value);
    }
  });

  it('make a scenario at both ends, with the very figure', () => {
    const scenario = good(loadText(SMALL));
    for (const { path, low, high } of figuresOf(scenario).varied) {
      for (const end of [low, high]) {
        const result = variantOf(scenario, { [path]: end });
        if (!result.ok) throw new Error(result.problems.map(formatProblem).join('\n'));
        const [block, trade, name] = path.split('/');
        if (block !== 'parameters') continue;
        for (const { plan } of result.scenario.strategies) {
          const figures = plan.figures[trade as keyof typeof figureTables];
          expect(
            (figures as Readonly<Record<string, number>>)[name] / (end || 1),
            path,
          ).toBeCloseTo(end === 0 ? 0 : 1, 12);
        }
      }
    }
  });
});

describe('figures that are varied', () => {
  const of = (text: string) => figuresOf(good(loadText(text)));
  const paths = (text: string) => of(text).varied.map(({ path }) => path);
  const REPLAY = 'parameters/store/replayLogsPerSecond';

  it('are those that the scenario leaves to the tables; of the others it is said that it gives them', () => {
    expect(paths(SMALL)).toContain(REPLAY);
    const given = `${SMALL}parameters: { store: { replayLogsPerSecond: 3 logs/s } }\n`;
    expect(paths(given)).not.toContain(REPLAY);
    expect(of(given).unvaried).toContainEqual({ path: REPLAY, why: 'the scenario gives it' });
  });

  it('are rates only where the cause strikes', () => {
    const plain = SMALL.replace(/^hazards:.*\n/m, '');
    expect(paths(plain)).toContain('hazards/volume-lost');
    expect(paths(plain)).not.toContain('hazards/site-lost');
    const none = `${plain}hazards: { others: none, page-damage: 1 %/year, job-failed: none }\n`;
    expect(paths(none).filter((path) => path.startsWith('hazards/'))).toEqual([]);
    expect(of(none).unvaried.map(({ path }) => path)).toContain('hazards/page-damage');
  });

  it('are those of the version of Exchange, with its own band', () => {
    const old = small('organization:\n', 'organization:\n  version: exchange-2003\n');
    expect(of(old).varied.find(({ path }) => path === REPLAY)).toMatchObject({
      ...{ value: 0.25, low: 0.004, high: 1, assumed: false },
      written: { value: '0.25 log/s', low: '0.004 logs/s', high: '1 logs/s' },
    });
  });
});
