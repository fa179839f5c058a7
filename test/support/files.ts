/** Helpers for tests of what servers have beside databases: jobs of files, and a server that has to be built again. */
import { MINUTE } from '../../sim/engine/clock.ts';
import type { Facts } from '../../sim/org/facts.ts';
import { jobs, type Shape } from './backup.ts';
import { faulty, rowsOf, SERVER, toEnd } from './recovery.ts';
import { watch, type Watched } from './organization.ts';

export const REBUILD = `recovery: { for: { server-failed: [rebuild-server] } }
`;
export const FAILS = { gone: `at: week 2 Thu 14:30, fail: ${SERVER}` };

export interface Filed extends Shape {
  /** Jobs of files by name, each as a flow map. */
  readonly files?: Readonly<Record<string, string>>;
  readonly setUp?: string;
  /** Replaces Exchange 2007. */
  readonly version?: 'exchange-2003';
  readonly faults?: Readonly<Record<string, string>>;
  /** Further blocks, such as parameters. */
  readonly blocks?: string;
  readonly hazards?: string;
  /** Of the disk target. */
  readonly capacity?: string;
}

const DAILY = jobs({ full: 'type: full, when: daily 20:00' });

/** A fortnight in which the server fails on the second Thursday and is rebuilt; sets go to a disk target of their own. */
export function filedYaml(filed: Filed): string {
  const { files = {}, setUp = '', version = 'exchange-2007', faults = FAILS, blocks = '' } = filed;
  const rows = Object.entries(files).map(([name, job]) => `\n    ${name}: { ${job} }`);
  const more = rows.length === 0 ? '' : `\n  files:${rows.join('')}`;
  const shape = { horizon: '3 weeks', ...filed, jobs: `${filed.jobs ?? DAILY}${more}` };
  const { hazards = 'none', capacity = '1 TB' } = filed;
  return faulty(faults, shape, REBUILD + blocks)
    .replace('hazards: none', `hazards: ${hazards}`)
    .replace('exchange-2007', version)
    .replace('    mbx1:\n', `    mbx1:\n      setUp: [${setUp}]\n`)
    .replace(
      '  libraries:',
      `  targets: { b2d: { site: hq, capacity: ${capacity} } }\n  libraries:`,
    );
}

export const filed = (of: Filed, check = false): Watched => watch(filedYaml(of), { check });

/** The whole run. */
export const rebuilt = (of: Filed, check = false): Watched => toEnd(filed(of, check));

/** Minutes that the server was being built again for, by step. */
export const rebuildMinutes = (watched: Watched): [string, number][] =>
  watched
    .of('step.ended')
    .filter((s) => s.span === 'rebuild-server' && s.definition === 'recovery.incident')
    .map((s) => [s.step, Math.round((s.at - s.began) / MINUTE)]);

export const totalMinutes = (watched: Watched): number =>
  rebuildMinutes(watched).reduce((sum, [, ms]) => sum + ms, 0);

export const restoredSets = (watched: Watched): Facts['files.restored'][] =>
  watched.of('files.restored');

export const outcomes = (watched: Watched): string[] => rowsOf(watched).map((row) => row.outcome);

/** Runs of jobs of files that ended from the beginning of the horizon on. */
export const fileEnds = (watched: Watched): (Facts['files.ended'] & { at: number })[] =>
  watched.of('files.ended').filter((f) => f.at >= watched.plan.clock.start);
