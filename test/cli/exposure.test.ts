/** `dialtone exposure` as users type it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { SHORT } from '../report/small.ts';
import { demandBuild, dialtone, folderWith } from './command.ts';

const text = SHORT.replace(
  /hazards: .*/,
  'hazards: { volume-lost: 1 /year, set-unreadable: 5 %, others: none }',
);
let cwd: string;
let told: string;
beforeAll(() => {
  demandBuild();
  cwd = folderWith({
    'short.yaml': text,
    'other.yaml': text.replace('size: 47 GiB', 'size: 46 GiB'),
    'calm.yaml': SHORT.replace(/hazards: .*/, 'hazards: none'),
  });
  const args = ['exposure', 'short.yaml', '--exposure', '12', '--json', 'e.json'];
  const { code, out, err } = dialtone(args, { cwd });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  told = out;
}, 120_000);

const file = (name: string): string => readFileSync(join(cwd, name), 'utf8');
const refused = (...args: string[]): string => {
  const { code, out, err } = dialtone(['exposure', ...args], { cwd });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  return err;
};

describe('dialtone exposure', () => {
  it('tells what a strike of each cause leads to, the week as a table, and a year', () => {
    expect(told).toContain('168 strikes injected in 12 base runs, seed 11');
    expect(told).toMatch(/volume-lost \(4 a year; 168 injected\)/);
    expect(told).toMatch(/loss\.window weekly +168 /);
    expect(told).toMatch(/switched off: [\s\S]*page-damage/);
    expect(told.match(/^ {2}\d\d:00( +[\d.]+[hd] +[\d.]+[hd]){7}$/gm)).toHaveLength(48);
    expect(told).toContain('A year, composed of all causes by their rates');
  });

  it('writes a file with its format, the same for one worker', () => {
    expect(JSON.parse(file('e.json'))).toMatchObject({
      schema: 'dialtone/exposure/1',
      ...{ injections: 168, replications: 12, hours: 168, baseline: 'weekly' },
    });
    const args = ['short.yaml', '--exposure', '12', '--workers', '1', '--json', '-', '--quiet'];
    expect(dialtone(['exposure', ...args], { cwd }).out).toBe(file('e.json'));
  }, 120_000);

  it('rescales what was written without simulating, as if it had been asked for at once', () => {
    const rate = ['--rate', 'volume-lost=3/year', '--json', '-', '--quiet'];
    const { out } = dialtone(['exposure', 'short.yaml', '--from', 'e.json', ...rate], { cwd });
    const before = JSON.parse(file('e.json'));
    const after = JSON.parse(out);
    const lost = (of: { composed: { rows: { figures: Record<string, { mean: number }> }[] } }) =>
      of.composed.rows[0].figures['loss.messages'].mean;
    // Four volumes: 1 a year each, then 3.
    expect(lost(after) / lost(before)).toBeCloseTo(3, 6);
    expect(after.moments).toEqual(before.moments);
    const again = dialtone(['exposure', 'short.yaml', '--from', 'e.json', '--no-color'], { cwd });
    expect(again.out).toBe(told);
  });

  it('prints all 168 hours when told to', () => {
    const { out } = dialtone(['exposure', 'short.yaml', '--from', 'e.json', '--hours'], { cwd });
    expect(out.match(/^ {2}(Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d\d:00 /gm)).toHaveLength(168);
  });

  it('refuses another scenario, format or damage of the file, by name', () => {
    expect(refused('other.yaml', '--from', 'e.json')).toMatch(
      /cannot read e\.json: it was made of/,
    );
    writeFileSync(join(cwd, 'old.json'), '{ "schema": "dialtone/results/1" }');
    expect(refused('short.yaml', '--from', 'old.json')).toContain(
      `its format is "dialtone/results/1", and not 'dialtone/exposure/1'`,
    );
    const { moments: _, ...rest } = JSON.parse(file('e.json'));
    writeFileSync(join(cwd, 'part.json'), JSON.stringify(rest));
    expect(refused('short.yaml', '--from', 'part.json')).toContain("damaged: 'moments' is missing");
    writeFileSync(join(cwd, 'torn.json'), file('e.json').slice(0, 100));
    expect(refused('short.yaml', '--from', 'torn.json')).toContain('it is no JSON');
    expect(refused('short.yaml', '--from', 'no.json')).toContain(
      'cannot read no.json: no such file',
    );
  });

  it('refuses options that have no effect, causes and rates that nobody knows', () => {
    const from = ['short.yaml', '--from', 'e.json'];
    expect(refused(...from, '--exposure', '3')).toContain('--exposure has no effect beside --from');
    expect(refused('short.yaml', '--cause', 'volume-lots')).toContain(
      "Did you mean 'volume-lost'?",
    );
    expect(refused('short.yaml', '--cause', 'slip')).toContain("No cause 'slip' can be injected");
    expect(refused(...from, '--rate', 'volume-lost=2')).toContain('volume-lost=0.02/year');
    expect(refused(...from, '--rate', 'page-damage=2/year')).toMatch(
      /--rate: no strikes of page-damage were injected; there are volume-lost/,
    );
    expect(refused('short.yaml', '--exposure', '0')).toContain('from 1 to');
    expect(refused('calm.yaml')).toContain('calm.yaml: there is nothing to inject');
  });

  it('injects into one base run alone', () => {
    const { code, out } = dialtone(['exposure', 'short.yaml', '--replication', '5'], { cwd });
    expect(code).toBe(0);
    expect(out).toContain('14 strikes injected in 1 base run, seed');
  });
});

it('compare asks both ways unless it is told not to', () => {
  const args = ['compare', 'short.yaml', '--replications', '2', '--json', '-', '--quiet'];
  const both = JSON.parse(dialtone([...args, '--exposure', '2'], { cwd }).out);
  const years = JSON.parse(dialtone([...args, '--exposure', '0'], { cwd }).out);
  expect(both.exposure.replications).toBe(2);
  expect(both.strategies.daily.exposure.length).toBeGreaterThan(0);
  expect(years.exposure).toBeNull();
  expect(years.strategies.weekly.fingerprint).toBe(both.strategies.weekly.fingerprint);
}, 120_000);
