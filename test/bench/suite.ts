/** How long a suite of a hundred small scenarios takes, as `dialtone test` runs it. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { smallYaml } from '../support/organization.ts';
import type { Bench, Measured } from './bench.ts';

const SCENARIOS = 100;
const COMMAND = 'dist/dialtone.js';

/** A year of one server under two plans, ten times; each file has figures and futures of its own. */
function scenarioText(number: number): string {
  const expect = `hazards: default
expect:
  - { name: Nights hold, strategy: all, metric: backup.overruns, over: job, stat: probability, atMost: 5 % }
  - { name: Tapes suffice, metric: backup.media, stat: mean, atMost: 40 cartridges, proof: estimate }
`;
  return smallYaml({ horizon: '52 weeks', rest: expect })
    .replace('seed: 1', `seed: ${number}`)
    .replace('replications: 1', 'replications: 10')
    .replace('warmup: 2 weeks', 'warmup: 3 weeks')
    .replace('standard: 100 }', `standard: ${100 + number} }`)
    .replace('only: {}', 'only: {}\n  daily: { backup: { jobs: { nightly: { type: full } } } }');
}

export const suite: Bench = {
  name: 'suite',
  run(notes) {
    if (!existsSync(COMMAND)) execFileSync(process.execPath, ['test/tools/build.mjs']);
    const folder = mkdtempSync(join(tmpdir(), 'dialtone-bench-'));
    try {
      for (let i = 1; i <= SCENARIOS; i++) {
        writeFileSync(join(folder, `s${String(i).padStart(3, '0')}.yaml`), scenarioText(i));
      }
      const command = [resolve(COMMAND), 'test', '--reporter', 'dot'];
      const began = performance.now();
      const told = execFileSync(process.execPath, command, { cwd: folder, encoding: 'utf8' });
      const value = (performance.now() - began) / 1000;
      notes(told.trim().split('\n').at(-1) ?? '');
      const result: Measured = {
        ...{ name: 'suite-of-100-scenarios', value, unit: 's' },
        ...{ ratioTo: {}, atMost: { itself: 60 } },
      };
      return Promise.resolve([result]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
