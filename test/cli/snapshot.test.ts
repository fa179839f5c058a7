/** Snapshots in files: what goes on from one is what never stopped, and a bad one is refused by name. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseSnapshot, snapshotText } from '../../sim/cli/snapshot-file.ts';
import { loadSmall, SMALL } from '../report/small.ts';
import { demandBuild, dialtone, folderWith } from './command.ts';

let cwd: string;
const run = (...args: string[]) => dialtone(['run', 'small.yaml', '--quiet', ...args], { cwd });
const read = (name: string) => readFileSync(join(cwd, name), 'utf8');

beforeAll(() => {
  demandBuild();
  cwd = folderWith({
    'small.yaml': SMALL,
    'other.yaml': SMALL.replace('scenario: Two', 'scenario: Another of two'),
  });
  const when = ['--snapshot', 'a.snapshot', '--snapshot-at', 'week 6 Thu 21:17'];
  const kept = run('--strategy', 'daily', '--replication', '2', ...when, '--json', 'whole.json');
  expect(kept).toMatchObject({ code: 0, err: '' });
});

describe('a snapshot file', () => {
  it('goes on to the very results of the run that never stopped', () => {
    const text = read('a.snapshot');
    expect(text).toMatch(/^\{"schema":"dialtone\/snapshot-file\/1",/);
    expect(run('--resume', 'a.snapshot', '--json', 'resumed.json').code).toBe(0);
    expect(read('resumed.json')).toBe(read('whole.json'));
    // Also from a second one, taken out of the first.
    const later = ['--snapshot', 'b.snapshot', '--snapshot-at', '2007-05-01 03:00'];
    expect(run('--resume', 'a.snapshot', ...later).code).toBe(0);
    expect(run('--resume', 'b.snapshot', '--json', 'again.json', '--check').code).toBe(0);
    expect(read('again.json')).toBe(read('whole.json'));
    expect(readdirSync(cwd).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it.each([
    ['truncated', (text: string) => text.slice(0, 3000), 'not a snapshot, or a truncated one'],
    ['no object', () => '[1]', 'not a snapshot: it holds no object'],
    ['of another version', (text: string) => text.replace('file/1', 'file/2'),
      "it has 'dialtone/snapshot-file/2', this dialtone reads 'dialtone/snapshot-file/1'"],
    ['without its image', (text: string) => text.replace('"image"', '"picture"'),
      'not a whole snapshot'],
    ['tampered with', (text: string) => text.replace('"mounted":true', '"mounted":false'),
      'its content is not what was written: the checksum differs'],
    ['tampered with in its name', (text: string) => text.replace('"daily"', '"weekly"'),
      'the checksum differs'],
  ])('%s is refused', (_what, spoil, message) => {
    writeFileSync(join(cwd, 'bad.snapshot'), spoil(read('a.snapshot')));
    const { code, err, out } = run('--resume', 'bad.snapshot', '--json', 'never.json');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('bad.snapshot: ');
    expect(err).toContain(message);
    expect(existsSync(join(cwd, 'never.json'))).toBe(false);
  }); // prettier-ignore

  it('of another scenario, seed, strategy or replication is refused', () => {
    const other = dialtone(['run', 'other.yaml', '--resume', 'a.snapshot'], { cwd });
    expect(other.code).toBe(2);
    expect(other.err).toContain('a snapshot of another scenario, \'Two servers, "one"');
    for (const [option, value, message] of [
      ['--seed', '12', 'runs with another seed or horizon'],
      ['--strategy', 'weekly', '--strategy weekly: the snapshot is of daily'],
      ['--replication', '3', '--replication 3: the snapshot is of 2'],
    ]) {
      const { code, err } = run('--resume', 'a.snapshot', option, value);
      expect(code, option).toBe(2);
      expect(err).toContain(message);
    }
  });

  it('of another model, or with a queue that contradicts itself, is refused by the engine', () => {
    const scenario = loadSmall();
    const { strategy, image } = parseSnapshot('a', read('a.snapshot'), scenario);
    const heap = [...image.queue.heap].reverse();
    for (const [changed, message] of [
      [{ ...image, model: '0123456789abcdef' }, "the snapshot's model is '0123456789abcdef'"],
      [{ ...image, queue: { ...image.queue, heap } }, 'queue is out of order'],
      [{ ...image, fingerprint: 'x' }, 'fingerprint must be 16 hexadecimal digits'],
    ] as const) {
      writeFileSync(join(cwd, 'odd.snapshot'), snapshotText(scenario, strategy, changed));
      const { code, err } = run('--resume', 'odd.snapshot');
      expect(err).toContain(message);
      expect(code).toBe(2);
    }
  });
});

describe('the options of snapshots', () => {
  it.each([
    [['--snapshot', 'x'], '--snapshot <file> and --snapshot-at <instant> go together'],
    [['--snapshot-at', '2007-04-01'], 'go together'],
    [['--snapshot', 'x', '--snapshot-at', 'Thu 14:30'], 'which Thu?'],
    [['--snapshot', 'x', '--snapshot-at', '2017-01-01'], 'is outside of this run'],
    [['--resume', 'nowhere'], 'nowhere: no such file'],
    [['--resume', '.'], '.: it is no file'],
  ])('%j are refused', (args, message) => {
    const { code, err } = run(...args);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(existsSync(join(cwd, 'x'))).toBe(false);
  });
});
