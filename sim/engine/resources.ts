/**
 * Pools of units that procedures hold, and the queue of those that wait for them. All needs of a request are granted
 * together or not at all, which rules out deadlock between requests, and a request that cannot be met yet does not
 * block the ones behind it. Grants happen in an event of their own, after everything else of the instant: so who gets
 * a unit never depends on the order of events at one instant.
 */
import type { Ms } from './types.ts';

/** Interchangeable units. `-1` in `holder` is free. */
export interface Pool {
  readonly name: string;
  holder: number[];
  /** Units out of service: never granted. */
  closed: boolean[];
  /** When each unit was given back last, and by which record of which trail. */
  freedAt: Ms[];
  freedByTrail: number[];
  freedByRecord: number[];
  /** How many of those who wait want, before anything else, any unit of this pool. */
  wanted: number;
}

/** One unit of a pool: a certain one, or any (-1). */
export interface Need {
  readonly pool: number;
  readonly unit: number;
}

export interface Request {
  readonly procedure: number;
  readonly needs: readonly Need[];
  /** Lower goes first; equal ones in the order of asking. */
  readonly priority: number;
  readonly order: number;
}

export interface ResourceState {
  pools: Pool[];
  /** The most urgent last: it comes and goes without moving the others. */
  waiting: Request[];
  nextOrder: number;
  grantPending: boolean;
}

/** What a granted request got: one unit for each need. */
export interface Grant {
  readonly request: Request;
  readonly units: readonly number[];
}

export function createPool(name: string, units: number): Pool {
  const filled = <T>(value: T): T[] => Array.from({ length: units }, () => value);
  return {
    name,
    holder: filled(-1),
    closed: filled(false),
    freedAt: filled(-1),
    freedByTrail: filled(-1),
    freedByRecord: filled(-1),
    wanted: 0,
  };
}

/** Queues up behind all of the same or a more urgent priority. */
export function enqueue(
  state: ResourceState,
  procedure: number,
  needs: readonly Need[],
  priority: number,
): Request {
  const request = { procedure, needs, priority, order: state.nextOrder };
  state.nextOrder += 1;
  if (needs[0].unit < 0) state.pools[needs[0].pool].wanted += 1;
  // Moved up by hand: the queue is short, and a splice costs more than all the rest.
  const { waiting } = state;
  let i = waiting.length;
  waiting.push(request);
  for (; i > 0 && waiting[i - 1].priority <= priority; i--) waiting[i] = waiting[i - 1];
  waiting[i] = request;
  return request;
}

/** Takes a request out of the queue. */
function remove(state: ResourceState, i: number): void {
  const { waiting } = state;
  const [first] = waiting[i].needs;
  if (first.unit < 0) state.pools[first.pool].wanted -= 1;
  for (let k = i; k + 1 < waiting.length; k++) waiting[k] = waiting[k + 1];
  waiting.pop();
}

/**
 * Whether the request made last could be granted now. Nobody else's chances change by it, so the queue is looked at
 * again only where this is true, or where a unit came back.
 */
export function canGrant(state: ResourceState, request: Request): boolean {
  return satisfy(state, request.needs) !== null;
}

/**
 * Whether a unit of a pool that has just come back, or into service, serves anybody who waits: all his other needs
 * must be free as well.
 */
export function servesAnybody(state: ResourceState, pool: number): boolean {
  const { waiting, pools } = state;
  let empty = -1;
  let passed = 0;
  for (let i = waiting.length - 1; i >= 0; i--) {
    const { needs } = waiting[i];
    const first = needs[0];
    if (first.unit < 0 && first.pool !== pool) {
      if (first.pool !== empty && isEmpty(pools[first.pool])) {
        empty = first.pool;
        passed = 0;
        for (let k = waiting.length - 1; k > i; k--) passed += wants(waiting[k], empty);
      }
      if (first.pool === empty) {
        passed += 1;
        // All that are left want the same.
        if (pools[empty].wanted - passed === i) return false;
        continue;
      }
    }
    if (asksFor(needs, pool) && satisfy(state, needs) !== null) return true;
  }
  return false;
}

/** 1 for a request that wants, before anything else, any unit of a pool. */
function wants({ needs }: Request, pool: number): number {
  return needs[0].unit < 0 && needs[0].pool === pool ? 1 : 0;
}

function asksFor(needs: readonly Need[], pool: number): boolean {
  for (let k = 0; k < needs.length; k++) if (needs[k].pool === pool) return true;
  return false;
}

/** Forgets the request of a procedure that waits no longer. */
export function dequeue(state: ResourceState, procedure: number): void {
  const i = state.waiting.findIndex((r) => r.procedure === procedure);
  if (i >= 0) remove(state, i);
}

/** A free unit for one need, beside those already taken for the `count` needs before it; -1 if there is none. */
function pick(
  pool: Pool,
  need: Need,
  taken: readonly number[],
  needs: readonly Need[],
  count: number,
): number {
  if (need.unit >= 0) {
    return pool.holder[need.unit] === -1 && !pool.closed[need.unit] ? need.unit : -1;
  }
  for (let u = 0; u < pool.holder.length; u++) {
    if (pool.holder[u] !== -1 || pool.closed[u]) continue;
    let free = true;
    for (let k = 0; k < count; k++) {
      if (needs[k].pool === need.pool && taken[k] === u) free = false;
    }
    if (free) return u;
  }
  return -1;
}

const NOTHING: readonly number[] = [];
const NO_GRANTS: readonly Grant[] = [];

function isEmpty(pool: Pool): boolean {
  for (let u = 0; u < pool.holder.length; u++) {
    if (pool.holder[u] === -1 && !pool.closed[u]) return false;
  }
  return true;
}

function satisfy(state: ResourceState, needs: readonly Need[]): number[] | null {
  // Most requests wait for their first need: looked at before anything is built.
  const first = pick(state.pools[needs[0].pool], needs[0], NOTHING, needs, 0);
  if (first < 0) return null;
  // Made at its length: one that grows takes several times the room.
  const taken = new Array<number>(needs.length);
  taken[0] = first;
  for (let k = 1; k < needs.length; k++) {
    const unit = pick(state.pools[needs[k].pool], needs[k], taken, needs, k);
    if (unit < 0) return null;
    taken[k] = unit;
  }
  return taken;
}

/** Grants whatever can be granted now, the most urgent first, and takes it from the queue. */
export function grantAll(state: ResourceState): readonly Grant[] {
  let grants: Grant[] | null = null;
  const { waiting, pools } = state;
  // Units are only taken in a pass: whoever wants any of a pool that was found empty can be passed over.
  let empty = -1;
  let passed = 0;
  for (let i = waiting.length - 1; i >= 0; i--) {
    const request = waiting[i];
    const first = request.needs[0];
    const stuck = first.unit < 0 && first.pool === empty;
    const units = stuck ? null : satisfy(state, request.needs);
    if (units !== null) {
      for (let k = 0; k < units.length; k++) {
        pools[request.needs[k].pool].holder[units[k]] = request.procedure;
      }
      remove(state, i);
      // Most passes grant one.
      if (grants === null) grants = [{ request, units }];
      else grants.push({ request, units });
      continue;
    }
    if (!stuck) {
      if (first.unit >= 0 || !isEmpty(pools[first.pool])) continue;
      empty = first.pool;
      passed = 0;
      for (let k = waiting.length - 1; k > i; k--) passed += wants(waiting[k], empty);
    }
    passed += 1;
    // All that are left want the same.
    if (pools[empty].wanted - passed === i) break;
  }
  return grants ?? NO_GRANTS;
}

/** Puts a unit back; who gave it back stays on record, for the critical path. */
export function putBack(pool: Pool, unit: number, now: Ms, trail: number, record: number): void {
  pool.holder[unit] = -1;
  pool.freedAt[unit] = now;
  pool.freedByTrail[unit] = trail;
  pool.freedByRecord[unit] = record;
}
