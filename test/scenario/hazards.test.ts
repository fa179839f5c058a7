import { describe, expect, it } from 'vitest';
import { causeKeys, causes } from '../../sim/org/causes.ts';
import type { Plan } from '../../sim/org/plan.ts';
import { good, loadFiles, loadText, problemsOf, SMALL } from './helper.ts';

const plan = (text: string): Plan => good(loadText(text)).strategies[0].plan;
const YEAR = 365 * 86_400_000;

describe('hazards', () => {
  const hazards = (text: string): Plan['hazards'] => plan(`${SMALL}hazards: ${text}\n`).hazards;

  it('none switches every one off', () => {
    const laws = hazards('none');
    expect(Object.keys(laws)).toEqual(causeKeys.filter((key) => causes[key].modelled));
    expect(new Set(Object.values(laws))).toEqual(new Set([null]));
    const scenario = good(loadText(`${SMALL}hazards: none\n`));
    expect(scenario.causes.find((each) => each.key === 'volume-lost')?.why).toBe('switched off');
    expect(scenario.causes.find((each) => each.key === 'site-lost')?.why).toBe('not modelled');
  });

  it('a map changes what it names; `others` says what holds for the rest', () => {
    expect(hazards('{ volume-lost: 2 %/year, job-failed: none }')).toMatchObject({
      'volume-lost': { type: 'exponential', mean: YEAR / 0.02 },
      'job-failed': null,
      'mount-failed': { type: 'constant', value: 0.005 },
    });
    const { 'volume-lost': lost, ...others } = hazards('{ volume-lost: 0.5 /year, others: none }');
    expect(lost).toEqual({ type: 'exponential', mean: 2 * YEAR });
    expect(new Set(Object.values(others))).toEqual(new Set([null]));
  });

  it.each([
    [
      '{ weibull: { shape: 1.12, scale: 461386 h } }',
      { type: 'weibull', shape: 1.12, scale: 461_386 * 3_600_000 },
    ],
    ['{ exponential: { mean: 3 year } }', { type: 'exponential', mean: 3 * YEAR }],
    [
      '{ lognormal: { median: 68 min, mean: 352 min } }',
      { type: 'lognormal', median: 4_080_000, mean: 21_120_000 },
    ],
    ['{ uniform: { from: 5 min, to: 20 min } }', { type: 'uniform', from: 300_000, to: 1_200_000 }],
    ['3 weeks', { type: 'constant', value: 21 * 86_400_000 }],
    ['0 /year', null],
  ])('takes the law %s', (text, law) => {
    expect(hazards(`{ volume-lost: ${text} }`)['volume-lost']).toEqual(law);
  });

  it.each([
    ['{ weibul: { shape: 1, scale: 1 h } }', "no law 'weibul'"],
    ['{ weibull: { shape: 1 } }', 'weibull lacks scale'],
    ['{ weibull: { shape: 1 h, scale: 1 h } }', 'shape: a number from 0.05 to 100'],
    ['{ exponential: { mean: 3 } }', 'mean: a time needs a unit'],
    ['{ lognormal: { median: 3 h, mean: 2 h } }', 'mean must be a number of at least'],
    ['{ uniform: { from: 3 h, to: 2 h } }', 'to must be a number of at least'],
    ['{ exponential: { mean: 3 h, sigma: 1 h } }', "'sigma' is no part of exponential"],
    ['{ trace: gone.csv }', "cannot read 'gone.csv'"],
    ['{ trace: ../x.csv }', 'outside of the current directory'],
    ['0 h', 'a strike a minute at most'],
  ])('refuses the law %s', (text, says) => {
    const [problem] = problemsOf(loadText(`${SMALL}hazards: { volume-lost: ${text} }\n`));
    expect(problem.message).toContain(says);
    expect(problem).toMatchObject({ path: 'hazards/volume-lost', line: 18, column: 25 });
  });

  it('reads a trace beside the file that names it', () => {
    const files = {
      'dir/lives.csv': 'life\n3 year\n"400 d"\n\n',
      'dir/base.yaml': `${SMALL}hazards: { volume-lost: { trace: lives.csv } }\n`,
      'a.yaml': 'dialtone: 1\nextends: dir/base.yaml\n',
    };
    const [strategy] = good(loadFiles(files)).strategies;
    expect(strategy.plan.hazards['volume-lost']).toEqual({
      type: 'trace',
      values: [3 * YEAR, 400 * 86_400_000],
    });
  });
});
