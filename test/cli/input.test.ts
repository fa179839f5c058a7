import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { version } from '../../sim/cli/version.ts';
import { SMALL } from '../report/small.ts';
import { demandBuild, dialtone, folderWith } from './command.ts';

let cwd: string;
beforeAll(() => {
  demandBuild();
  cwd = folderWith({ 'small.yaml': SMALL });
  mkdirSync(join(cwd, 'folder'));
});

describe('the command line', () => {
  it('refuses an unknown option or command with 2 and the nearest name', () => {
    const option = dialtone(['compare', 'small.yaml', '--sead', '3'], { cwd });
    expect(option).toMatchObject({ code: 2, out: '' });
    expect(option.err).toContain('Did you mean --seed?');
    const command = dialtone(['comapre', 'small.yaml'], { cwd });
    expect(command.code).toBe(2);
    expect(command.err).toContain('Did you mean compare?');
    expect(dialtone([], { cwd }).code).toBe(2);
  });

  it('refuses values that are no numbers, and names the option', () => {
    for (const [option, value] of [
      ['--seed', 'x'],
      ['--seed', '-1'],
      ['--replications', '0'],
      ['--replications', '1e9'],
      ['--horizon', '0'],
      ['--horizon', 'NaN'],
      ['--strategy', ','],
    ]) {
      // prettier-ignore
      const { code, err } = dialtone(['compare', 'small.yaml', option, value], { cwd });
      expect(code, `${option} ${value}`).toBe(2);
      expect(err).toContain(option);
    }
  });

  it('names the nearest strategy', () => {
    const { code, err } = dialtone(['compare', 'small.yaml', '--strategy', 'dialy'], { cwd });
    expect(code).toBe(2);
    expect(err).toContain("no strategy 'dialy'; did you mean 'daily'?");
  });

  it("has help and a version, which is the package's", () => {
    expect(dialtone(['--help']).code).toBe(0);
    expect(dialtone(['compare', '--help']).out).toContain('--replications <n>');
    expect(dialtone(['--version']).out.trim()).toBe(version);
    expect(JSON.parse(readFileSync('package.json', 'utf8')).version).toBe(version);
  });
});

describe('bad scenarios', () => {
  it('end with 2, every mistake with its place, and nothing written', () => {
    const text = SMALL.replace('horizon: 12 weeks', 'horizon: 0 weeks').replace(
      'seed: 11',
      'sead: 11',
    );
    const folder = folderWith({ 'bad.yaml': text });
    const args = ['compare', 'bad.yaml', '--json', 'r.json', '--html', 'r.html'];
    const { code, out, err } = dialtone(args, { cwd: folder });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/bad\.yaml:3:\d+: error: .*sead.*did you mean 'seed'/);
    expect(err).toMatch(/bad\.yaml:5:\d+: error: /);
    expect(readdirSync(folder)).toEqual(['bad.yaml']);
  });

  it('that cannot be read end with 2 and the path', () => {
    for (const path of ['nowhere.yaml', 'folder', '/dev/zero']) {
      const { code, err } = dialtone(['validate', path], { cwd });
      expect(code, path).toBe(2);
      expect(err).toContain(path);
    }
  });
});

describe('outputs', () => {
  const refused = (...args: string[]) =>
    dialtone(['compare', 'small.yaml', '--exposure', '0', '--replications', '1', ...args], { cwd });

  it('that cannot be written end with 2 and the path, before anything is simulated', () => {
    for (const path of ['folder', 'small.yaml/r.json', '']) {
      const { code, out, err } = refused('--json', path, '--replications', '1000000');
      expect({ code, out }, path).toEqual({ code: 2, out: '' });
      expect(err).toContain(path === '' ? 'without a name' : path);
    }
  });

  it('on a full disk end with 2 and the path', () => {
    if (!existsSync('/dev/full')) return;
    const { code, err } = refused('--json', '/dev/full');
    expect(code).toBe(2);
    expect(err).toContain('/dev/full');
  });

  it('cannot share one file or standard output', () => {
    expect(refused('--json', 'x', '--html', './x').err).toContain('two outputs');
    expect(refused('--json', '-', '--html', '-').err).toContain('standard output');
    expect(existsSync(join(cwd, 'x'))).toBe(false);
  });
});

describe('dialtone validate', () => {
  it('says that a scenario is fine', () => {
    const { code, out } = dialtone(['validate', 'small.yaml'], { cwd });
    expect(code).toBe(0);
    expect(out).toContain('small.yaml: fine; strategies weekly, daily');
  });

  it('--resolved prints a scenario that loads again to the same digest, with sources', () => {
    const { code, out } = dialtone(['validate', 'small.yaml', '--resolved'], { cwd });
    expect(code).toBe(0);
    expect(out).toMatch(/# default/);
    expect(out).toMatch(/assumed: true/);
    expect(parse(out).dialtone).toBe(1);
    const folder = folderWith({ 'again.yaml': out, 'small.yaml': SMALL });
    const results = (file: string) =>
      JSON.parse(
        dialtone(
          ['compare', file, '--exposure', '0', '--json', '-', '--quiet', '--replications', '1'],
          {
            cwd: folder,
          },
        ).out,
      );
    const [first, again] = [results('small.yaml'), results('again.yaml')];
    expect(again.strategies.weekly.fingerprint).toBe(first.strategies.weekly.fingerprint);
  });
});

describe('dialtone schema', () => {
  it('prints JSON Schema', () => {
    const { code, out } = dialtone(['schema']);
    expect(code).toBe(0);
    expect(JSON.parse(out).$schema).toContain('json-schema.org');
  });
});

describe('TypeScript scenarios', () => {
  it('are bundled at run time and simulate like their YAML', () => {
    const value = JSON.stringify(parse(SMALL));
    const folder = folderWith({
      'small.yaml': SMALL,
      'part.ts': `export const scenario: Record<string, unknown> = ${value};\n`,
      'small.ts': "import { scenario } from './part.ts';\nexport default scenario;\n",
      'none.ts': 'export const scenario = 1;\n',
      'wrong.ts': 'export default {{;\n',
    });
    const run = (file: string) =>
      dialtone(
        ['compare', file, '--exposure', '0', '--json', '-', '--quiet', '--replications', '1'],
        { cwd: folder },
      );
    expect(JSON.parse(run('small.ts').out)).toMatchObject({
      strategies: {
        weekly: { fingerprint: JSON.parse(run('small.yaml').out).strategies.weekly.fingerprint },
      },
    });
    expect(run('none.ts')).toMatchObject({ code: 2 });
    expect(run('none.ts').err).toContain('default export');
    expect(run('wrong.ts').err).toMatch(/wrong\.ts:1:\d+: error/);
    expect(run('missing.ts').code).toBe(2);
  });
});

describe('dialtone validate', () => {
  it('takes --no-color as every command does', () => {
    expect(dialtone(['validate', 'small.yaml', '--no-color'], { cwd })).toMatchObject({ code: 0 });
  });
});

describe('dialtone explain', () => {
  it('tells an incident by its key, and names the incidents there are otherwise', () => {
    const json = dialtone(['run', 'small.yaml', '--json', '-', '--quiet'], { cwd }).out;
    const [incident] = JSON.parse(json).strategies.weekly.incidents;
    const args = ['explain', 'small.yaml', '--replication', String(incident.replication)];
    const told = dialtone([...args, '--incident', incident.key], { cwd });
    expect(told.code, told.err).toBe(0);
    expect(told.out).toContain(`key: ${incident.key} in replication ${incident.replication}`);
    expect(told.out).toContain('What happened');
    const wrong = dialtone([...args, '--incident', `${incident.key}x`], { cwd });
    expect(wrong).toMatchObject({ code: 2, out: '' });
    expect(wrong.err).toContain(`did you mean '${incident.key}'?`);
    expect(dialtone(['explain', 'small.yaml'], { cwd }).err).toContain('--incident');
  });

  it('says of a cause that was absorbed why there is no story', () => {
    const database = 'servers/exch1/storageGroups/sg1/databases/db1';
    const bit = `faults: { bit: { at: week 2 Thu 14:30, corrupt: { database: ${database}, singleBit: true } } }\n`;
    writeFileSync(join(cwd, 'bit.yaml'), SMALL + bit);
    const key = 'faults/bit:page-damage:1';
    const told = dialtone(['explain', 'bit.yaml', '--replication', '0', '--incident', key], {
      cwd,
    });
    expect(told).toMatchObject({ code: 2, out: '' });
    expect(told.err).toContain(`'${key}' struck at Thu 2007-03-15 14:30 in replication 0`);
    expect(told.err).toContain("was absorbed under 'weekly'");
  });

  it('says of a database that another failure had stopped only that it was damaged', () => {
    const key = 'faults/b:page-damage:1';
    const at = 'at: week 2 Thu';
    const database = 'servers/exch1/storageGroups/sg1/databases/db1';
    const faults = `faults: { a: { ${at} 14:30, fail: servers/exch1 }, b: { ${at} 14:31, corrupt: ${database} } }`;
    const text = SMALL.replace(/hazards: .*/, `hazards: none\n${faults}`).replace(
      /expect:[^]*/,
      '',
    );
    const folder = folderWith({ 'two.yaml': text });
    const told = dialtone(['explain', 'two.yaml', '--replication', '0', '--incident', key], {
      cwd: folder,
    });
    expect(told.out).toContain('page-damage strikes');
    expect(told.out).not.toContain('0 s after the failure');
  });
});
