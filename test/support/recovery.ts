/** Helpers for tests of recoveries: scripted faults, the steps of a restore, and instants inside it. */
import type { Ms, Said } from '../../sim/engine/types.ts';
import type { Facts } from '../../sim/org/facts.ts';
import { envOf } from '../../sim/org/recovery/restore/restore-env.ts';
import type { RestoreEnv, RestoreVars } from '../../sim/org/recovery/state.ts';
import { instant, scenario, type Shape } from './backup.ts';
import { watch, type Watched } from './organization.ts';

export const SERVER = 'servers/mbx1';
export const volume = (name: string): string => `${SERVER}/nodes/a/volumes/${name}`;
export const DATABASE = `${SERVER}/storageGroups/sg1/databases/db1`;

/** A scenario with faults by name, each as `at: week 2 …, lose: …`; hazards are off. */
export function faulty(
  faults: Readonly<Record<string, string>>,
  shape: Shape = {},
  rest = '',
): string {
  const lines = Object.entries(faults).map(([name, fault]) => `  ${name}: { ${fault} }\n`);
  return scenario({ ...shape, rest: `${rest}hazards: none\nfaults:\n${lines.join('')}` });
}

/** The same, as a simulation that stands at its beginning. */
export const failing = (
  faults: Readonly<Record<string, string>>,
  shape: Shape = {},
  check = false,
): Watched => watch(faulty(faults, shape), { check });

/** The fault of most tests: the database volume dies on Thursday of week 2 at 14:30. */
export const LOST = { gone: `at: week 2 Thu 14:30, lose: ${volume('database')}` };
export const BOTH = { gone: `at: week 2 Thu 14:30, lose: ${SERVER}` };

export const struckAt = (watched: Watched): Ms => instant(watched.plan, 2, 'Thu 14:30');

export function toEnd(watched: Watched): Watched {
  watched.sim.runUntil(watched.plan.clock.end);
  return watched;
}

export type Step = Said<Facts, 'step.ended'>;

/** Steps of restores, in the order in which they ended. */
export const steps = (watched: Watched, name?: string): Step[] =>
  watched
    .of('step.ended')
    .filter(
      (s) => s.definition === 'recovery.group' && (name === undefined || s.step === name),
    ) as Step[];

/** The rows of the one incident. */
export const rowsOf = (watched: Watched): Facts['incident.closed']['databases'] =>
  watched.of('incident.closed').flatMap((f) => f.databases);

/** Runs event by event until something holds, a month at most. */
export function runWhile(watched: Watched, goesOn: () => boolean): void {
  const latest = watched.plan.clock.end;
  while (goesOn()) {
    if (watched.sim.now > latest || !watched.sim.step()) throw new Error('it never came about');
  }
}

/** The variables of the restore under way, or null. */
export function restoreUnderWay(watched: Watched): RestoreVars | null {
  for (const p of watched.sim.world.org.procedures.list) {
    if (p !== null && p.name === 'recovery.group') return p.vars as RestoreVars;
  }
  return null;
}

/** The Restore.env of the restore under way, or null. */
export function envUnderWay(watched: Watched): RestoreEnv | null {
  const vars = restoreUnderWay(watched);
  return vars === null ? null : envOf(watched.sim.world, vars);
}

/** Runs to the instant after the full was restored and before the first further set is. */
export function runToEnv(watched: Watched): RestoreEnv {
  runWhile(watched, () => (envUnderWay(watched)?.sets.length ?? 0) === 0);
  return envUnderWay(watched) as RestoreEnv;
}
