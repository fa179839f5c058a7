/** The suite that the README shows, as somebody writes it who has the package installed. */
import { describe, expect, it } from 'vitest';
import { compare, formatProblem, load } from 'dialtone';

const HOUR = 3_600_000;

async function simulate(path: string) {
  const loaded = await load(path);
  if (!loaded.ok) throw new Error(loaded.problems.map(formatProblem).join('\n'));
  return compare(loaded.scenario, { replications: 2 });
}

describe('when a server loses its databases and logs on a Thursday afternoon', () => {
  it('a nightly full brings everything back within a day, and loses no more than since last night', async () => {
    const { strategies } = await simulate('scenarios/incidents/both-volumes-die-thursday.yaml');
    const { metrics } = strategies['daily-full'];
    expect(metrics['recovery.data'].censored).toBe(0);
    expect(metrics['recovery.data'].max).toBeLessThan(24 * HOUR);
    expect(metrics['loss.window'].max).toBeLessThan(20 * HOUR);
  });
});

describe('the plan of next year', () => {
  it('is still a plan: mistakes come with their place', async () => {
    const text = 'dialtone: 1\nextends: scenarios/contoso.yaml\nhorizon: 0 weeks\n';
    const loaded = await load({ text, path: 'next-year.yaml' });
    const problems = loaded.ok ? [] : loaded.problems;
    expect(problems.map(({ file, line }) => `${file}:${line}`)).toEqual(['next-year.yaml:3']);
  });
});
