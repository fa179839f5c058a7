/** Organizations of Exchange 2003 whose first group is close to its last log generation. */
import { groups, jobs, scenario } from './backup.ts';
import { watch, type Watched } from './organization.ts';
import { runWhile } from './recovery.ts';

export const LAST = 1_048_560;
/** How many logs before its last one the first group begins: a stop in week 2. */
export const NEAR = 7000;

export interface Shape {
  readonly version?: string;
  readonly first?: number;
  readonly plan?: Readonly<Record<string, string>>;
  readonly rest?: string;
}

export const NIGHTLY = {
  full: 'type: full, when: Sat 20:00',
  nightly: 'type: incremental, when: [Sun 20:00, Mon-Fri 20:00]',
};

/** Two groups, the first with two databases and close to its last generation; hazards are off. */
export function oldYaml({
  version = '2003',
  first = LAST - NEAR,
  plan = NIGHTLY,
  rest = '',
}: Shape): string {
  return scenario({
    groups: groups({ sg1: { db1: {}, db2: { mailboxes: 50 } }, sg2: { db1: {} } }),
    jobs: jobs(plan),
    rest: `hazards: none\n${rest}`,
  })
    .replace('exchange-2007', `exchange-${version}`)
    .replace('sg1:\n', `sg1:\n          firstGeneration: ${first}\n`);
}

export const old = (shape: Shape = {}): Watched => watch(oldYaml(shape), { check: true });
export const stops = (watched: Watched) =>
  watched.of('database.down').filter((f) => f.because.includes('-519'));

/** Runs to the stop, and gives its instant. */
export function toStop(watched: Watched): number {
  runWhile(watched, () => stops(watched).length === 0);
  return watched.sim.now;
}
