/** `compare --assumptions` as users call it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { TINY } from '../experiment/assumptions/tiny.ts';
import { demandBuild, dialtone, folderWith } from './command.ts';

let cwd: string;
beforeAll(() => {
  demandBuild();
  cwd = folderWith({
    'tiny.yaml': TINY,
    'given.yaml': `${TINY}parameters: { store: { replayLogsPerSecond: 3 logs/s } }\n`,
  });
});

const REPLAY = 'parameters/store/replayLogsPerSecond';

describe('compare --assumptions', () => {
  const run = (workers: string) => {
    const files = ['--json', 'r.json', '--html', 'r.html'];
    const args = ['compare', 'tiny.yaml', '--assumption-figures', REPLAY, ...files];
    const { code, out, err } = dialtone([...args, '--workers', workers], { cwd });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    return [out, ...files.filter((f) => !f.startsWith('-')).map((f) => readFileSync(join(cwd, f), 'utf8'))];
  }; // prettier-ignore

  it('says which guess turns the answer round, on the terminal, in the results and in the page', () => {
    const [out, json, html] = run('1');
    expect(out).toContain('Assumptions that would change the answer (1 figure, 1 of them assumed');
    expect(out.replaceAll(/\s+/g, ' ')).toContain(
      `! ${REPLAY} 2 logs/s → 0.5 logs/s: daily recovery.service worse → better`,
    );
    const { assumptions } = JSON.parse(json) as { assumptions: Record<string, unknown[]> };
    expect(assumptions.ends[0]).toMatchObject({ path: REPLAY, end: 'low', change: 'flips' });
    expect(html).toContain('"change":"flips"');
  });

  it('answers alike for any number of workers', () => {
    const one = run('1');
    expect(run('2')).toEqual(one);
    expect(run('4')).toEqual(one);
  }, 300_000);

  it('is silent where nobody asked', () => {
    const { out } = dialtone(['compare', 'tiny.yaml', '--json', '-', '--quiet'], { cwd });
    expect(JSON.parse(out)).not.toHaveProperty('assumptions');
  });

  it.each([
    [['--assumption-replications', '7'], 'Expected a whole number from 8 to'],
    [['--assumption-figures', ''], 'Expected paths of figures'],
    [['--assumption-figures', 'parameters/store/replayLogs'], `did you mean '${REPLAY}'?`],
    [['--assumption-figures', 'parameters/backup/keepMs'], 'a choice of the plan'],
    [['--assumptions', '--replication', '3'], 'one replication alone has no answer'],
    [['--assumptions', '--strategy', 'daily'], 'one strategy and no expectation over years'],
  ])('%j ends with 2', (options, message) => {
    const { code, out, err } = dialtone(['compare', 'tiny.yaml', ...options], { cwd });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
  });

  it('does not vary what the scenario gives', () => {
    const given = ['compare', 'given.yaml', '--assumption-figures', REPLAY];
    const { code, err } = dialtone(given, { cwd });
    expect({ code, err }).toEqual({
      ...{ code: 2 },
      err: `dialtone: --assumption-figures: '${REPLAY}': the scenario gives it\n`,
    });
  });
});
