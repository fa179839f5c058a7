/**
 * Flows of bytes that share volumes and networks: each gets an equal share of every link it crosses, up to its own
 * ceiling; flows that are written to one tape share its drive as well. Rates change only when a flow begins or ends, and only for those whose links it shares.
 */
import { settleShape } from '../../engine/shape.ts';
import type { Plan } from '../plan.ts';
import type { OrgWorld } from '../world.ts';
import type { Flow } from './state.ts';

/** Link of a volume's bandwidth, or of the network of a library's backup host. */
export const volumeLink = (volume: number): number => volume;
export const networkLink = (plan: Plan, library: number): number => plan.volumes.length + library;
/** Link of a server's mirrors and clones where they lie on disks of their own that nobody named. */
export const mirrorLink = (plan: Plan, server: number): number =>
  networkLink(plan, plan.libraries.length) + server;
/** Link of the disks of a lab, where a plan has one: no user and no backup shares them. */
export const labLink = (plan: Plan): number => mirrorLink(plan, plan.servers.length);
/** A flow that stays within the server crosses no network. */
export const NO_NETWORK = -1;
/** A flow that has a drive to itself, or none. */
const NO_DRIVE = -1;

/** What its links leave of its own ceiling. */
function rateOf(w: OrgWorld, flow: Flow): number {
  const { load, userShare } = w.org.hardware;
  const ofVolume = (flow.volumeLimit * userShare[flow.volume]) / load[flow.volume];
  const ofNetwork = flow.network === NO_NETWORK ? Infinity : flow.networkLimit / load[flow.network];
  const rate = Math.min(flow.cap, ofVolume, ofNetwork);
  if (flow.drive === NO_DRIVE) return rate;
  const { flows } = w.org.hardware;
  let streams = 0;
  for (let i = 0; i < flows.length; i++) if (flows[i]?.drive === flow.drive) streams += 1;
  return Math.min(rate, w.plan.drives[flow.drive].nativeBytesPerSecond / streams);
}

/** Whether the tape that a flow writes has to stop and start: all flows on a drive keep it moving together. */
function isTooSlow(w: OrgWorld, flow: Flow, rate: number): boolean {
  if (flow.drive === NO_DRIVE) return rate < flow.slowest;
  let sum = 0;
  for (const other of w.org.hardware.flows) {
    if (other !== null && other.drive === flow.drive) sum += rateOf(w, other);
  }
  return sum < flow.slowest;
}

/** Counts what has flowed since, and plans the end anew where the rate has changed. */
function settle(w: OrgWorld, flow: Flow): void {
  const full = rateOf(w, flow);
  const slowed = isTooSlow(w, flow, full);
  const rate = slowed ? full / flow.slowdown : full;
  if (rate === flow.rate && slowed === flow.slowed) return;
  flow.slow = slowBytes(w, flow);
  flow.done = bytesDone(w, flow);
  flow.since = w.now;
  flow.rate = rate;
  flow.slowed = slowed;
  if (flow.timer !== 0) w.cancel(flow.timer);
  const ms = Math.ceil(((flow.bytes - flow.done) / rate) * 1000);
  flow.timer = w.at(w.now + ms, 'procedure.wake', flow.procedure, flow.serial);
}

/** A mirror is the second link of what is copied to it, and the first of what is read from it. */
const touches = (flow: Flow, link: number): boolean =>
  flow.volume === link || flow.network === link;

/** Those that share a link with a flow which begins or ends go at another rate from now on. */
function settleOthers(w: OrgWorld, volume: number, network: number): void {
  const { flows } = w.org.hardware;
  for (let i = 0; i < flows.length; i++) {
    const other = flows[i];
    if (other === null) continue;
    // What one flow of a drive gets, all others on it may feel.
    if (
      other.drive !== NO_DRIVE ||
      touches(other, volume) ||
      (network !== NO_NETWORK && touches(other, network))
    )
      settle(w, other);
  }
}

/** A volume gives its users another share of its rates from now on: a rebuild has begun or ended. */
export function changeUserShare(w: OrgWorld, volume: number, share: number): void {
  if (w.org.hardware.userShare[volume] === share) return;
  w.org.hardware.userShare[volume] = share;
  settleOthers(w, volumeLink(volume), NO_NETWORK);
}

/** Bytes that have flowed until now. */
export function bytesDone(w: OrgWorld, flow: Flow): number {
  return Math.min(flow.bytes, flow.done + (flow.rate * (w.now - flow.since)) / 1000);
}

/** Bytes that have flowed so slowly that the tape had to stop and start. */
export function slowBytes(w: OrgWorld, flow: Flow): number {
  return flow.slowed ? flow.slow + bytesDone(w, flow) - flow.done : flow.slow;
}

/** A flow that has not begun: who asks for it, and what it crosses at which limits (bytes per second). */
export function createFlow(
  procedure: number,
  serial: number,
  volume: number,
  volumeLimit: number,
  network: number,
  networkLimit: number,
  cap: number,
  slowest: number,
  slowdown: number,
  bytes: number,
): Flow {
  return {
    procedure, serial, volume, volumeLimit, network, networkLimit, cap, slowest, slowdown, drive: NO_DRIVE, bytes,
    done: 0, slow: 0, rate: 0, slowed: false, since: 0, timer: 0,
  }; // prettier-ignore
}

settleShape(createFlow(0, 0, 0, 0, 0, 0, 0, 0, 0, 0));

/** Starts a flow; its procedure is woken when all bytes are through. Returns the id of the flow. */
export function startFlow(w: OrgWorld, flow: Flow): number {
  const { flows, load } = w.org.hardware;
  let id = flows.indexOf(null);
  if (id < 0) id = flows.push(null) - 1;
  load[flow.volume] += 1;
  if (flow.network !== NO_NETWORK) load[flow.network] += 1;
  flow.since = w.now;
  flows[id] = flow;
  settle(w, flow);
  settleOthers(w, flow.volume, flow.network);
  return id;
}

/** Makes a flow end after fewer bytes than it was started for, unless it has passed them already. */
export function shortenFlow(w: OrgWorld, id: number, bytes: number): void {
  const flow = w.org.hardware.flows[id];
  if (flow === null || flow === undefined || bytes >= flow.bytes) return;
  if (bytes >= bytesDone(w, flow)) resizeFlow(w, flow, bytes);
}

/**
 * Makes a flow end after another number of bytes, not less than what is through. Reckoned from where its rate changed
 * last: so a flow keeps no trace of where it would have ended in between.
 */
export function resizeFlow(w: OrgWorld, flow: Flow, bytes: number): void {
  flow.bytes = bytes;
  w.cancel(flow.timer);
  const ms = Math.ceil(((bytes - flow.done) / flow.rate) * 1000);
  const at = Math.max(w.now, flow.since + ms);
  flow.timer = w.at(at, 'procedure.wake', flow.procedure, flow.serial);
}

/** Ends a flow, finished or not, and returns the bytes that went through. */
export function endFlow(w: OrgWorld, id: number): number {
  const { flows, load } = w.org.hardware;
  const flow = flows[id];
  if (flow === null || flow === undefined) return 0;
  const early = w.cancel(flow.timer);
  const done = early ? Math.floor(bytesDone(w, flow)) : flow.bytes;
  flows[id] = null;
  load[flow.volume] -= 1;
  if (flow.network !== NO_NETWORK) load[flow.network] -= 1;
  settleOthers(w, flow.volume, flow.network);
  return done;
}
