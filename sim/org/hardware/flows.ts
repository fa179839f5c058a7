/**
 * Flows of bytes that share volumes and networks: each gets an equal share of every link it crosses, up to its own
 * ceiling. Rates change only when a flow begins or ends, and only for those whose links it shares.
 */
import type { Plan } from '../plan.ts';
import type { OrgWorld } from '../world.ts';
import type { Flow } from './state.ts';

/** Link of a volume's bandwidth, or of the network of a library's backup host. */
export const volumeLink = (volume: number): number => volume;
export const networkLink = (plan: Plan, library: number): number => plan.volumes.length + library;

function rateOf(w: OrgWorld, flow: Flow): number {
  let rate = flow.cap;
  for (let i = 0; i < flow.links.length; i++) {
    const share = flow.limits[i] / w.org.hardware.load[flow.links[i]];
    if (share < rate) rate = share;
  }
  return rate < flow.slowest ? rate / flow.slowdown : rate;
}

/** Counts what has flowed since, and plans the end anew where the rate has changed. */
function settle(w: OrgWorld, flow: Flow): void {
  const rate = rateOf(w, flow);
  if (rate === flow.rate) return;
  flow.done = bytesDone(w, flow);
  flow.since = w.now;
  flow.rate = rate;
  if (flow.timer !== 0) w.cancel(flow.timer);
  const ms = Math.ceil(((flow.bytes - flow.done) / rate) * 1000);
  flow.timer = w.at(w.now + ms, 'procedure.wake', flow.procedure, flow.serial);
}

function shares(a: readonly number[], b: readonly number[]): boolean {
  for (let i = 0; i < a.length; i++) if (b.includes(a[i])) return true;
  return false;
}

function settleOthers(w: OrgWorld, links: readonly number[]): void {
  for (const other of w.org.hardware.flows) {
    if (other !== null && shares(other.links, links)) settle(w, other);
  }
}

/** Bytes that have flowed until now. */
export function bytesDone(w: OrgWorld, flow: Flow): number {
  return Math.min(flow.bytes, flow.done + (flow.rate * (w.now - flow.since)) / 1000);
}

export type FlowRequest = Omit<Flow, 'done' | 'rate' | 'since' | 'timer'>;

/** Starts a flow; its procedure is woken when all bytes are through. Returns the id of the flow. */
export function startFlow(w: OrgWorld, request: FlowRequest): number {
  const { flows, load } = w.org.hardware;
  let id = flows.indexOf(null);
  if (id < 0) id = flows.push(null) - 1;
  for (let i = 0; i < request.links.length; i++) load[request.links[i]] += 1;
  // Written out: copying with a spread costs more than all the rest of a flow.
  const flow: Flow = {
    procedure: request.procedure,
    serial: request.serial,
    links: request.links,
    limits: request.limits,
    cap: request.cap,
    slowest: request.slowest,
    slowdown: request.slowdown,
    bytes: request.bytes,
    done: 0,
    rate: 0,
    since: w.now,
    timer: 0,
  };
  flows[id] = flow;
  settle(w, flow);
  settleOthers(w, flow.links);
  return id;
}

/** Makes a flow end after fewer bytes than it was started for, unless it has passed them already. */
export function shortenFlow(w: OrgWorld, id: number, bytes: number): void {
  const flow = w.org.hardware.flows[id];
  if (flow === null || flow === undefined || bytes >= flow.bytes) return;
  const done = bytesDone(w, flow);
  if (bytes < done) return;
  flow.done = done;
  flow.since = w.now;
  flow.bytes = bytes;
  w.cancel(flow.timer);
  const ms = Math.ceil(((bytes - done) / flow.rate) * 1000);
  flow.timer = w.at(w.now + ms, 'procedure.wake', flow.procedure, flow.serial);
}

/** Ends a flow, finished or not, and returns the bytes that went through. */
export function endFlow(w: OrgWorld, id: number): number {
  const { flows, load } = w.org.hardware;
  const flow = flows[id];
  if (flow === null || flow === undefined) return 0;
  const { bytes, links, timer } = flow;
  const early = w.cancel(timer);
  const done = early ? Math.floor(bytesDone(w, flow)) : bytes;
  flows[id] = null;
  for (const link of links) load[link] -= 1;
  settleOthers(w, links);
  return done;
}
