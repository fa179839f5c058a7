/**
 * Numbers and names that tell nothing of what is hidden: an incident that nobody knows of takes an id, its runbook
 * another one, an absorbed strike an ordinal. Here they are given anew, in an order that only what is known decides.
 */
import type { Procedure } from '../../engine/procedure.ts';
import { relabelEvents } from '../../engine/relabel.ts';
import { createPool, type Need, type Request } from '../../engine/resources.ts';
import type { TrailRecord } from '../../engine/trail.ts';
import type { Handle } from '../../engine/types.ts';
import { handsPool } from '../pools.ts';
import type { OrgState } from '../state.ts';
import type { OrganizationSim } from '../wiring.ts';
import type { Plan } from '../plan.ts';
import type { IncidentState } from '../recovery/state.ts';

/** Everything in a type may be written to, as nobody else may. */
type Open<T> = { -readonly [K in keyof T]: T[K] };

/** New ids of what lives, by old ones; -1 for what does not. */
type Ids = (old: number) => number;

const idsOf = (order: readonly { readonly id: number }[]): Ids => {
  const ids = new Map(order.map(({ id }, i) => [id, i]));
  return (old) => ids.get(old) ?? -1;
};

const inOrder = (x: string, y: string): number => (x < y ? -1 : x > y ? 1 : 0);

/** Incidents and procedures have the ids of their rank, and pending events new handles. */
export function renumber(sim: OrganizationSim): void {
  const { org, plan, now } = sim.world;
  const incidents = renumberIncidents(org);
  const procedures = renumberProcedures(org, plan, incidents);
  renumberPools(org, plan, incidents, procedures, now);
  const handles = relabelEvents(sim, (kind, a) => (kind === 'procedure.wake' ? procedures(a) : a));
  replaceHandles(org, (old) => handles.get(old) ?? 0);
}

function renumberIncidents(org: OrgState): Ids {
  const { procedures, recovery } = org;
  const living = recovery.incidents.filter((each) => each !== null) as Open<IncidentState>[];
  living.sort((x, y) => x.openedAt - y.openedAt || inOrder(x.key, y.key));
  const ids = idsOf(living);
  const trails = living.map(({ id }) => procedures.trails[id]);
  living.forEach((incident, i) => {
    incident.id = i;
  });
  recovery.incidents = living;
  procedures.trails = trails;
  return ids;
}

/** Two procedures that do the same for the same thing since the same instant do not exist. */
const rank = (p: Procedure): string => `${p.name} ${p.step} ${p.asked} ${JSON.stringify(p.vars)}`;

function renumberProcedures(org: OrgState, plan: Plan, incidents: Ids): Ids {
  const { procedures, hardware, store, recovery } = org;
  const living = procedures.list.filter((each) => each !== null) as Open<Procedure>[];
  for (const p of living) {
    const vars = p.vars as { incident?: number };
    if (vars.incident !== undefined) vars.incident = incidents(vars.incident);
    p.trail = incidents(p.trail);
  }
  const ranked = living.map((p) => ({ p, id: p.id, by: rank(p) }));
  ranked.sort((x, y) => inOrder(x.by, y.by));
  const ids = idsOf(ranked);
  procedures.list = ranked.map(({ p }, i) => {
    p.id = i;
    for (const hold of p.holds) hold.pool = poolOf(plan, incidents, hold.pool);
    return p;
  });
  for (const flow of hardware.flows as (Open<{ procedure: number }> | null)[]) {
    if (flow !== null) flow.procedure = ids(flow.procedure);
  }
  for (const group of store.groups) group.frozenBy = ids(group.frozenBy);
  for (const incident of recovery.incidents as IncidentState[]) {
    incident.main = ids(incident.main);
    incident.children = incident.children.map(ids);
  }
  // Most of those that have left a record are gone, and their numbers are others' by now.
  for (const trail of procedures.trails) {
    for (const record of (trail ?? []) as Open<TrailRecord>[]) record.procedure = -1;
  }
  procedures.waiting = procedures.waiting.map((request): Request => ({
    ...request,
    procedure: ids(request.procedure),
    needs: request.needs.map((need): Need => ({
      ...need,
      pool: poolOf(plan, incidents, need.pool),
    })),
  }));
  return ids;
}

/** The hands of an incident come after all other pools, in the order of incidents. */
function poolOf(plan: Plan, incidents: Ids, pool: number): number {
  const first = handsPool(plan, 0);
  return pool < first ? pool : handsPool(plan, incidents(pool - first));
}

function renumberPools(org: OrgState, plan: Plan, incidents: Ids, ids: Ids, now: number): void {
  const { procedures, recovery } = org;
  const first = handsPool(plan, 0);
  const hands = procedures.pools.slice(first);
  procedures.pools.length = first;
  for (const incident of recovery.incidents as IncidentState[]) {
    const old = hands.findIndex((_, i) => incidents(i) === incident.id);
    const pool = hands[old];
    // Who was there before, for another incident with that number, is nobody's business.
    const used = pool.freedAt[0] >= incident.openedAt || pool.holder[0] >= 0 || pool.wanted > 0;
    procedures.pools.push(used ? pool : createPool(pool.name, 1));
  }
  for (const pool of procedures.pools) {
    pool.holder = pool.holder.map((holder) => (holder < 0 ? holder : ids(holder)));
    // Only what is given back in this very instant can be what somebody has waited for.
    pool.freedByTrail = pool.freedByTrail.map((trail, i) =>
      pool.freedAt[i] < now ? -1 : incidents(trail),
    );
    pool.freedByRecord = pool.freedByRecord.map((record, i) =>
      pool.freedAt[i] < now ? -1 : record,
    );
  }
}

function replaceHandles(org: OrgState, to: (old: Handle) => Handle): void {
  for (const p of org.procedures.list) if (p !== null) p.timer = to(p.timer);
  for (const flow of org.hardware.flows) if (flow !== null) flow.timer = to(flow.timer);
  for (const v of org.hardware.volumes) {
    v.fillTimer = to(v.fillTimer);
    for (const broken of v.broken) broken.timer = to(broken.timer);
  }
  for (const group of org.store.groups) {
    group.lagTimer = to(group.lagTimer);
    group.generationTimer = to(group.generationTimer);
  }
}

/** Keys of root causes, wherever the state names them, count those that are known alone. */
export function renameCauses(org: OrgState): void {
  const found = new Map<string, number[]>();
  visitKeys(org, (key) => {
    const [, of, ordinal] = split(key);
    if (!found.has(of)) found.set(of, []);
    found.get(of)?.push(ordinal);
    return key;
  });
  if (found.size === 0) return;
  for (const [of, ordinals] of found) {
    found.set(
      of,
      [...new Set(ordinals)].sort((x, y) => x - y),
    );
  }
  visitKeys(org, (key) => {
    const [, of, ordinal] = split(key);
    return `${of}:${(found.get(of) as number[]).indexOf(ordinal) + 1}`;
  });
}

function split(key: string): [string, string, number] {
  const at = key.lastIndexOf(':');
  return [key, key.slice(0, at), Number(key.slice(at + 1))];
}

/** Puts something else in place of every key of a root cause. */
function visitKeys(org: OrgState, f: (key: string) => string): void {
  const to = (key: string): string => (key === '' ? '' : f(key));
  const inList = <T extends { readonly key: string }>(list: readonly T[]): T[] =>
    list.map((each) => ({ ...each, key: to(each.key) }));
  for (const s of [...org.hardware.servers, ...org.directory.controllers])
    s.failedBy = to(s.failedBy);
  for (const v of org.hardware.volumes) {
    v.lostBy = to(v.lostBy);
    v.lostWith = v.lostWith.map(to);
    v.broken = inList(v.broken);
  }
  for (const g of org.store.groups) {
    g.logsLostBy = to(g.logsLostBy);
    g.gaps = inList(g.gaps);
  }
  for (const d of org.store.databases) {
    d.fileLostBy = to(d.fileLostBy);
    d.holes = inList(d.holes);
    d.deep = inList(d.deep);
    d.kills = inList(d.kills);
  }
  for (const g of org.backup.groups) g.failedFor = inList(g.failedFor);
  for (const p of org.procedures.list) {
    const vars = (p?.vars ?? {}) as { failsFor?: string };
    if (vars.failsFor !== undefined) vars.failsFor = to(vars.failsFor);
  }
  org.recovery.preserved = org.recovery.preserved.map((each) => ({
    ...each,
    holes: inList(each.holes),
  }));
  for (const set of org.media.sets) {
    if (set.knownBad) set.wrongBy = to(set.wrongBy);
    const { snapshot } = set;
    if (snapshot === null || snapshot.holes.length === 0) continue;
    // The origin shares what is sealed.
    const holes = snapshot.holes.map((each) => ({ ...each, holes: inList(each.holes) }));
    set.snapshot = { ...snapshot, holes };
  }
  for (const incident of org.recovery.incidents as (Open<IncidentState> | null)[]) {
    if (incident === null) continue;
    incident.key = to(incident.key);
    incident.causes = incident.causes.map(to);
  }
}
