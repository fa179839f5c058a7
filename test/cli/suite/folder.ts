/** A folder with a suite in it: one organization and several files that ask about it, all of them quick. */
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { SHORT } from '../../report/small.ts';
import { dialtone } from '../command.ts';
import type { Ended } from '../command.ts';

const ORGANIZATION = SHORT.slice(0, SHORT.indexOf('expect:'));

export const EXPECT = `expect:
  - { name: Back in a year, strategy: all, metric: recovery.data, stat: probability, above: 52 weeks, atMost: 99 % }
  - { name: No job runs over, strategy: weekly, metric: backup.overruns, over: job, stat: mean, atMost: 90 %, proof: estimate }
`;

/** A miss, something undecided that fails, and something undecided that only warns. */
export const FAILING = `expect:
  - { name: Nothing breaks, strategy: all, metric: downtime.service, stat: max, atMost: 0 mailbox-hours }
  - { name: Nothing is lost, strategy: weekly, metric: loss.messages, over: incident, stat: p99, atMost: 0 messages }
  - { name: Perhaps, strategy: daily, metric: loss.messages, over: incident, stat: p99, atMost: 0 messages, whenUndecided: warn }
  - name: No difference
    difference: { of: daily, minus: weekly }
    metric: backup.media
    stat: mean
    atMost: 0 cartridges
    proof: estimate
`;

export function scenario(name: string, seed: number, expect: string): string {
  return `dialtone: 1\nextends: ../organization.yaml\nscenario: ${name}\nseed: ${seed}\n${expect}`;
}

export const FILES: Readonly<Record<string, string>> = {
  'organization.yaml': ORGANIZATION,
  'suite/a.yaml': scenario('A', 1, EXPECT),
  'suite/b.yaml': scenario('B', 2, FAILING),
  'suite/c.yaml': scenario('C', 3, EXPECT).replace('seed:', 'replications: 6\nseed:'),
  'suite/d.yaml': scenario('D', 4, EXPECT),
};

export class Folder {
  readonly path = mkdtempSync(join(tmpdir(), 'dialtone-suite-'));

  constructor(files: Readonly<Record<string, string>> = FILES) {
    for (const [name, text] of Object.entries(files)) this.write(name, text);
  }

  write(name: string, text: string): void {
    mkdirSync(dirname(join(this.path, name)), { recursive: true });
    writeFileSync(join(this.path, name), text);
  }

  read(name: string): string {
    return readFileSync(join(this.path, name), 'utf8');
  }

  run(args: readonly string[], env: Record<string, string> = {}): Ended {
    // Where these tests run is of no concern to what they test.
    const outside = { CI: '', GITHUB_WORKSPACE: '', GITHUB_STEP_SUMMARY: '' };
    return dialtone(args, { cwd: this.path, env: { ...outside, ...env } });
  }

  /** The results as data; the rest of the arguments decide which. */
  results(...args: string[]): string {
    return this.run(['test', '--reporter', 'json', ...args]).out;
  }
}
