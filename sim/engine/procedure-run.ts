/** Runs procedures: starting, entering and leaving steps, granting, aborting. `enter` alone changes the step. */
import type { Procedure, ProcedureDefinition, ProcedureWorld, Step } from './procedure.ts';
import { noteWait, record } from './procedure-record.ts';
import { canGrant, dequeue, enqueue, grantAll, putBack, servesAnybody } from './resources.ts';
import { settleShape } from './shape.ts';
import type { EventTable, Ms, NewsTable } from './types.ts';

// Definitions of all trades in one table; each handles the variables of its own instances.
type AnyDefinition = ProcedureDefinition<any, any>;
type AnyStep = Step<any, any>;

/** Ranks of the engine's own events: a step ends before new work begins, units are granted last of all. */
export const WAKE_RANK = 20;
export const GRANT_RANK = 90;

/** Starts an instance; its first step is entered at once. Returns its id. */
export function startProcedure<W extends ProcedureWorld, V>(
  w: W,
  definition: ProcedureDefinition<W, V>,
  vars: V,
  trail = -1,
  by = -1,
): number {
  const list = w.org.procedures.list as (Procedure | null)[];
  let id = list.indexOf(null);
  if (id < 0) {
    id = list.length;
    list.push(null);
  }
  const p = createProcedure(id, definition.name, w.now, trail, by, vars);
  list[id] = p;
  enter(w, definition, p, stepOf(definition, definition.first));
  return id;
}

function createProcedure(
  id: number,
  name: string,
  asked: Ms,
  trail: number,
  by: number,
  vars: unknown,
): Procedure {
  return {
    id, name, step: '', serial: 0, asked, began: -1, timer: 0, holds: [], trail, by, freedBy: -1,
    waitBecause: '', vars,
  }; // prettier-ignore
}

settleShape(createProcedure(0, '', 0, 0, 0, null));

function stepOf(d: AnyDefinition, name: string): AnyStep {
  const s = d.steps[name] as AnyStep | undefined;
  if (s === undefined) throw new Error(`procedure ${d.name}: no step ${name}`);
  return s;
}

/** Enters a step; null ends the procedure. */
function enter(w: ProcedureWorld, d: AnyDefinition, p: Procedure, first: AnyStep | null): void {
  let s = first;
  // A step without length runs through in the same event; a bound catches a circle of them.
  for (let turns = 0; turns < 1000; turns++) {
    if (s === null) {
      finish(w, d, p);
      return;
    }
    p.step = s.name;
    p.serial += 1;
    p.asked = w.now;
    p.began = -1;
    p.freedBy = -1;
    p.waitBecause = '';
    const needs = s.needs?.(w, p);
    if (needs !== undefined && needs.length > 0) {
      const state = w.org.procedures;
      const request = enqueue(state, p.id, needs, s.priority?.(w, p) ?? 0);
      if (!state.grantPending && canGrant(state, request)) planGrants(w);
      return;
    }
    if (!begin(w, s, p)) return;
    s = leave(w, d, s, p);
  }
  throw new Error(`procedure ${d.name}: goes round in circles at ${p.step}`);
}

/** Begins the step; true when it is over in the same instant. */
function begin(w: ProcedureWorld, s: AnyStep, p: Procedure): boolean {
  p.began = w.now;
  s.begin?.(w, p);
  if (s.waits === true) return false;
  const ms = s.lasts === undefined ? 0 : s.lasts(w, p);
  if (ms === 0) return true;
  p.timer = w.at(w.now + ms, 'procedure.wake', p.id, p.serial);
  return false;
}

/** Ends the step and answers the next, null for the end of the procedure. */
function leave(w: ProcedureWorld, d: AnyDefinition, s: AnyStep, p: Procedure): AnyStep | null {
  s.end?.(w, p);
  record(w, d, s, p, false);
  const gives = s.gives?.(w, p);
  if (gives !== undefined) for (const pool of gives) giveBack(w, p, pool);
  if (typeof s.then === 'string') return s.next;
  const then = s.then(w, p);
  return then === 'done' ? null : stepOf(d, then);
}

function finish(w: ProcedureWorld, d: AnyDefinition, p: Procedure): void {
  while (p.holds.length > 0) giveBack(w, p, p.holds[0].pool);
  d.onDone?.(w, p);
  w.org.procedures.list[p.id] = null;
}

/** Gives back whatever the procedure holds of a pool; harmless when it holds none. */
export function giveBack(w: ProcedureWorld, p: Procedure, pool: number): void {
  const { holds } = p;
  let kept = 0;
  for (let i = 0; i < holds.length; i++) {
    const hold = holds[i];
    if (hold.pool === pool) putBack(w.org.procedures.pools[pool], hold.unit, w.now, p.trail, p.by);
    else holds[kept++] = hold;
  }
  while (holds.length > kept) holds.pop();
  askForGrants(w, pool);
}

/** The unit of a pool that a procedure holds, or -1. */
export function heldUnit(p: Procedure, pool: number): number {
  for (const hold of p.holds) if (hold.pool === pool) return hold.unit;
  return -1;
}

/**
 * A unit of a pool is there again: whoever can make use of it gets it at the end of this instant. Between two grants
 * nothing that waits could be granted, so it is enough to look at what each change makes possible.
 */
export function askForGrants(w: ProcedureWorld, pool: number): void {
  const state = w.org.procedures;
  if (state.grantPending || state.waiting.length === 0) return;
  if (servesAnybody(state, pool)) planGrants(w);
}

function planGrants(w: ProcedureWorld): void {
  w.org.procedures.grantPending = true;
  w.at(w.now, 'procedure.grant', 0, 0);
}

function grant(w: ProcedureWorld, definitions: Readonly<Record<string, AnyDefinition>>): void {
  const state = w.org.procedures;
  state.grantPending = false;
  const grants = grantAll(state);
  // All hold what they were given before the first goes on: it may end others of them.
  const granted = grants.map(({ request, units }) => {
    const p = state.list[request.procedure] as Procedure;
    for (let k = 0; k < units.length; k++) {
      p.holds.push({ pool: request.needs[k].pool, unit: units[k] });
    }
    return { p, serial: p.serial };
  });
  for (let i = 0; i < granted.length; i++) {
    const { p, serial } = granted[i];
    if (state.list[p.id] !== p || p.serial !== serial) continue;
    if (p.trail >= 0) noteWait(w, p, grants[i]);
    const d = definitions[p.name];
    const s = stepOf(d, p.step);
    if (begin(w, s, p)) enter(w, d, p, leave(w, d, s, p));
  }
}

function wake(w: ProcedureWorld, d: AnyDefinition, p: Procedure): void {
  p.timer = 0;
  enter(w, d, p, leave(w, d, stepOf(d, p.step), p));
}

/** Ends the present step of a procedure at another instant than its length has said. */
export function wakeAt(w: ProcedureWorld, p: Procedure, at: Ms): void {
  w.cancel(p.timer);
  p.timer = w.at(at, 'procedure.wake', p.id, p.serial);
}

/** Cuts procedures that outlive a trail off from it: what they still do concerns nobody's critical path. */
export function endTrail(w: ProcedureWorld, trail: number): void {
  for (const p of w.org.procedures.list as (Procedure | null)[]) {
    if (p !== null && p.trail === trail) {
      p.trail = -1;
      p.by = -1;
    }
  }
  w.org.procedures.trails[trail] = null;
}

/** Ends a procedure from outside: cancels, cleans up, gives back (or goes on with its `afterAbort`). */
function abort(w: ProcedureWorld, d: AnyDefinition, p: Procedure, because: string): void {
  if (p.timer !== 0) w.cancel(p.timer);
  p.timer = 0;
  dequeue(w.org.procedures, p.id);
  d.onAbort?.(w, p, because);
  record(w, d, stepOf(d, p.step), p, true);
  p.serial += 1;
  const then = d.afterAbort?.(w, p) ?? 'done';
  enter(w, d, p, then === 'done' ? null : stepOf(d, then));
}

/**
 * Lets a procedure go on apart from its trail: what it has done so far stays on record, what it does from now on is nobody's
 * critical path. Its `by` names that record until somebody takes it.
 */
function leaveTrail(w: ProcedureWorld, d: AnyDefinition, p: Procedure): void {
  record(w, d, stepOf(d, p.step), p, true);
  p.trail = -1;
  p.freedBy = -1;
  p.asked = w.now;
  if (p.began >= 0) p.began = w.now;
}

/** What the engine contributes to a model whose procedures are these. */
export function procedureTables(definitions: Readonly<Record<string, AnyDefinition>>): {
  events: EventTable<ProcedureWorld>;
  news: NewsTable<ProcedureWorld>;
} {
  return {
    events: {
      'procedure.wake': {
        rank: WAKE_RANK,
        run(w, id, serial) {
          const p = w.org.procedures.list[id] as Procedure | null;
          if (p === null || p.serial !== serial) return;
          wake(w, definitions[p.name], p);
        },
      },
      'procedure.grant': { rank: GRANT_RANK, run: (w) => grant(w, definitions) },
    },
    news: {
      'procedure.leave': [
        (w, id) => {
          const p = w.org.procedures.list[id] as Procedure;
          leaveTrail(w, definitions[p.name], p);
        },
      ],
      'procedure.abort': [
        (w, id) => {
          const p = w.org.procedures.list[id] as Procedure | null;
          if (p !== null) abort(w, definitions[p.name], p, 'aborted');
        },
      ],
    },
  };
}
