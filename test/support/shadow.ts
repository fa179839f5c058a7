/** Helpers for tests of shadow copies: a small organization that takes nothing else. */
import type { Snapshot } from '../../sim/org/media/state.ts';
import { jobs, scenario, setsOf, type Shape } from './backup.ts';
import { watch, type Watched } from './organization.ts';

export type Engine = Snapshot['engine'];
export const ENGINES: readonly Engine[] = [
  'vss-hardware-mirror',
  'vss-hardware-snapshot',
  'vss-software',
];

/** A scenario of one server whose provider offers all types, with the job defaults of streaming left out. */
export function shadows(
  of: Readonly<Record<string, string>>,
  shape: Shape = {},
  more = '',
): string {
  return scenario({ ...shape, jobs: jobs(of) })
    .replace('engine: streaming, to: libraries/lib1, ', '')
    .replace(
      '      storageGroups:',
      `      snapshots: { offers: [full, copy, incremental, differential]${more} }\n      storageGroups:`,
    );
}

export const shadowed = (
  of: Readonly<Record<string, string>>,
  shape: Shape = {},
  more = '',
): Watched => watch(shadows(of, shape, more));

/** Faults by name behind a scenario without hazards. */
export const faults = (of: Readonly<Record<string, string>>, rest = ''): string =>
  `${rest}hazards: none\nfaults:\n${Object.entries(of)
    .map(([name, fault]) => `  ${name}: { ${fault} }\n`)
    .join('')}`;

/** The newest set of a group. */
export const newest = (watched: Watched): ReturnType<typeof setsOf>[number] =>
  setsOf(watched).at(-1)!;
