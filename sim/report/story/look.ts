/** One recorded root, as whoever describes its lanes looks at it. */
import type { Procedure } from '../../engine/procedure.ts';
import type { Request } from '../../engine/resources.ts';
import type { Ms } from '../../engine/types.ts';
import type { OrgState } from '../../org/state.ts';
import { describeStep } from '../../org/wiring.ts';
import type { OrgWorld } from '../../org/world.ts';
import type { Doing } from '../data.ts';
import type { Scene } from './scene.ts';

type Described = ReturnType<typeof describeStep>;

/** A procedure with what its present step is about. */
export interface Running extends Described {
  readonly procedure: Procedure;
  /** What it waits for; null when it does something. */
  readonly request: Request | null;
}

export interface Look {
  readonly scene: Scene;
  readonly org: OrgState;
  readonly at: Ms;
  /** Readable as handlers see the world; nothing may be scheduled, drawn or said. */
  readonly world: OrgWorld;
  /** By the id of the procedure. */
  readonly running: ReadonlyMap<number, Running>;
}

export function lookAt(scene: Scene, org: OrgState, at: Ms): Look {
  const world = { plan: scene.plan, org, now: at } as OrgWorld;
  const waiting = new Map(org.procedures.waiting.map((request) => [request.procedure, request]));
  const running = new Map<number, Running>();
  for (const procedure of org.procedures.list) {
    if (procedure === null) continue;
    const request = waiting.get(procedure.id) ?? null;
    running.set(procedure.id, { ...describeStep(world, procedure), procedure, request });
  }
  return { scene, org, at, world, running };
}

/** Whether a procedure works on the incident that the story is about. */
export function isOurWork({ scene, at }: Look, { trail }: Procedure): boolean {
  return trail >= 0 && trail === scene.incident && at >= scene.row.at && at <= scene.over;
}

/** What a procedure's present step is, or the wait before it. */
export function doingOf(look: Look, running: Running, kind: string, label: string): Doing {
  const { procedure, request, because } = running;
  const { id, serial, asked, began } = procedure;
  const name = `${id}.${serial}`;
  if (request === null) return { id: name, kind, label, because, since: began };
  const pools = request.needs.map(({ pool }) => look.org.procedures.pools[pool].name);
  const wants = `for ${[...new Set(pools)].join(' and ')}`;
  return { id: `${name}w`, kind: 'waiting', label: 'waiting', because: wants, since: asked };
}
