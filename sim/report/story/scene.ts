/** What one story is about: the incident's number and databases, and where its window lies. */
import { DAY, HOUR } from '../../engine/clock.ts';
import type { Ms } from '../../engine/types.ts';
import type { IncidentRow } from '../../experiment/shapes.ts';
import type { Plan } from '../../org/plan.ts';
import type { Tape } from './record.ts';
import { only } from './record.ts';

export interface Window {
  readonly from: Ms;
  readonly to: Ms;
}

export interface Scene extends Window {
  readonly plan: Plan;
  readonly row: IncidentRow;
  readonly tape: Tape;
  /** Number of the incident while it was open; numbers are used again, so only inside [at, closedAt]. */
  readonly incident: number;
  readonly databases: readonly number[];
  readonly groups: readonly number[];
  readonly servers: readonly number[];
  /** When the incident was over, or the end of the window. */
  readonly over: Ms;
}

/** From the night before the failure to the full after it; an open incident shows its first two weeks. */
export function windowOf(row: IncidentRow): Window {
  const end = row.closedAt ?? row.at + 14 * DAY;
  return { from: row.at - DAY - 6 * HOUR, to: end + DAY };
}

export function sceneOf(plan: Plan, row: IncidentRow, tape: Tape): Scene {
  const { from, to } = windowOf(row);
  const databases = plan.databases.filter(({ path }) => row.affected.includes(path));
  const unique = (ids: number[]): number[] => [...new Set(ids)].sort((a, b) => a - b);
  const opened = only(tape, 'incident.opened').find((fact) => fact.key === row.key);
  return {
    ...{ plan, row, tape, from, to },
    incident: opened?.incident ?? -1,
    databases: databases.map(({ id }) => id),
    groups: unique(databases.map(({ group }) => group)),
    servers: unique(databases.map(({ server }) => server)),
    over: row.closedAt ?? to,
  };
}

/** Whether something said at an instant with an incident's number is about this incident. */
export function isOurs(scene: Scene, incident: number, at: Ms): boolean {
  return incident === scene.incident && at >= scene.row.at && at <= scene.over;
}
