/** Years in batches, as users ask for them. */
import { beforeAll, describe, expect, it } from 'vitest';
import { SHORT } from '../report/small.ts';
import { demandBuild, dialtone, folderWith } from './command.ts';

let cwd: string;
beforeAll(() => {
  demandBuild();
  cwd = folderWith({ 'short.yaml': SHORT });
});

const compare = (...args: string[]) =>
  dialtone(['compare', 'short.yaml', '--exposure', '0', ...args], { cwd });

describe('dialtone compare in batches', () => {
  it('goes on to its bound where nothing is decided, and says how many looks that took', () => {
    const batches = ['--until-decided', '--replications', '2', '--max-replications', '8'];
    const { code, out, err } = compare(...batches, '--quiet', '--json', '-');
    expect(code, err).toBe(0);
    const { replications, sequential } = JSON.parse(out);
    expect(sequential).toMatchObject({ replications });
    expect(replications).toBeGreaterThanOrEqual(2);
    expect(replications).toBeLessThanOrEqual(8);
    expect(sequential.level).toBeGreaterThan(0.95);
  });

  it.each([
    [['--max-replications', '8'], 'goes with --precision'],
    [['--precision', '5%', '--replications', '9', '--max-replications', '8'], 'has 9 already'],
    [['--until-decided', '--replication', '1'], 'one future alone'],
    [['--precision', '5'], '--precision'],
  ])('refuses %j', (args, words) => {
    const { code, err } = compare(...args);
    expect(code).toBe(2);
    expect(err).toContain(words);
  });
});
