import { beforeAll, expect, it } from 'vitest';
import { SHORT } from '../report/small.ts';
import { demandBuild, dialtone, folderWith } from './command.ts';

let cwd: string;
beforeAll(() => {
  demandBuild();
  cwd = folderWith({ 'short.yaml': SHORT });
});

it('compare --claims answers every claim in results and table, alike for any number of workers', () => {
  const run = (workers: string) => {
    const few = ['--replications', '2', '--exposure', '3', '--workers', workers];
    const args = ['compare', 'short.yaml', '--claims', '--json', '-', ...few];
    return dialtone(args, { cwd });
  };
  const { code, out, err } = run('2');
  expect(code, err).toBe(0);
  expect(err).toContain("The book's claims");
  const { claims } = JSON.parse(out);
  expect(claims.roles).toEqual({ incremental: 'weekly', daily: 'daily', differential: null });
  const verdicts = ['yes', 'no', 'not decided by this run', 'does not apply'];
  for (const { verdict } of claims.answers) expect(verdicts).toContain(verdict);
  expect(claims.answers.map(({ id }: { id: string }) => id)).toEqual(
    [2, 3, 4, 5, 6, 7, 8].map((n) => `STR-0${n}`),
  );
  // One bad set is met in the worlds of the exposure, which years of two weeks would never show.
  const [, sets, incremental, full] = claims.answers;
  expect(sets.because).toContain('injected');
  expect(incremental.parts[0].figures[0].n).toBeGreaterThan(0);
  expect(full.parts[0].figures[0].n).toBeGreaterThan(0);
  expect(claims.curve.points).toHaveLength(7);
  expect(run('1').out).toBe(out);
});

it('without --claims nothing of them is simulated or shown', () => {
  const { out, err } = dialtone(['compare', 'short.yaml', '--exposure', '0', '--json', '-'], {
    cwd,
  });
  expect(JSON.parse(out).claims).toBe(undefined);
  expect(err).not.toContain('claims');
});
