/**
 * A log stream written log by log: hour after hour the mounted databases add their work to the open log, and each time
 * it is full it is closed and the next one begins. All in whole numbers: a log holds FULL drops, and a database that
 * fills L logs a weekday adds 5 L drops per unit of work, 4 L of them received mail.
 */
import { DAY_OF_WORK, hoursBetween, workWalked } from './week.ts';

export const FULL = 5 * DAY_OF_WORK;
/** Room for the rounding of binary fractions in the closed form: a billionth of a log. */
const NEAR = FULL / 1e9;

/** How a log was closed. */
export interface Closing {
  /**
   * First and last instant that the closed form may give: one and the same, unless the log was full just on a
   * millisecond, where rounding may take the next; or nothing was logged for a while afterwards, so that any instant
   * of that while says the same.
   */
  readonly first: number;
  last: number;
  /** Database whose waiting mail was being logged, or -1, and how much of that mail was logged by then. */
  readonly burstDatabase: number;
  readonly burstShare: number;
  readonly burstLogs: number;
}

export class SlowStream {
  open = 1;
  /** Drops in the open log. */
  filled = 0;
  /** The open log is empty since somebody opened it: no rounding there. */
  private fresh = true;
  closings = new Map<number, Closing>();
  readonly mounted: boolean[];
  private readonly downSince: number[];

  constructor(
    public now: number,
    private readonly weekend: number,
    private readonly logsPerDay: readonly number[],
    private readonly expiryMs: number,
  ) {
    this.mounted = logsPerDay.map(() => true);
    this.downSince = logsPerDay.map(() => -1);
  }

  /**
   * Whether the open log begins or ends so near to the present that a rounding decides which one is open: at full hours
   * that happens, since a weekday fills a whole number of logs.
   */
  get onTheEdge(): boolean {
    return (!this.fresh && this.filled < NEAR) || FULL - this.filled < NEAR;
  }

  private get logsOfAll(): number {
    return this.logsPerDay.reduce((sum, logs, d) => sum + (this.mounted[d] ? logs : 0), 0);
  }

  private close(closing: Closing): void {
    this.closings.set(this.open, closing);
    this.open += 1;
  }

  advance(to: number): void {
    for (const [from, end, speed] of hoursBetween(this.now, to, this.weekend)) {
      const perMs = 5 * this.logsOfAll * speed;
      let at = from;
      const before = this.closings.get(this.open - 1);
      if (perMs > 0) this.fresh = false;
      else if (this.fresh && before !== undefined) before.last = end;
      while (this.filled + perMs * (end - at) >= FULL) {
        const ms = Math.ceil((FULL - this.filled) / perMs);
        at += ms;
        this.filled += perMs * ms - FULL;
        const first = perMs - this.filled < NEAR ? at - 1 : at;
        const last = this.filled < NEAR ? this.nextWork(at) : at;
        this.close({ first, last, burstDatabase: -1, burstShare: 0, burstLogs: 0 });
      }
      this.filled += perMs * (end - at);
    }
    this.now = to;
  }

  /** One millisecond later, or after the hours without any work that follow. */
  private nextWork(at: number): number {
    for (const [from, , speed] of hoursBetween(at, Infinity, this.weekend))
      if (speed > 0) return from + 1;
    return Infinity;
  }

  closeEarly(): void {
    const { now } = this;
    this.close({ first: now, last: now, burstDatabase: -1, burstShare: 0, burstLogs: 0 });
    this.filled = 0;
    this.fresh = true;
  }

  dismount(d: number): void {
    this.mounted[d] = false;
    this.downSince[d] = this.now;
  }

  /** The received mail of the outage that has not gone back to its senders is logged at once. */
  mount(d: number): void {
    const oldest = Math.max(this.downSince[d], this.now - this.expiryMs);
    const drops = 4 * this.logsPerDay[d] * workWalked(oldest, this.now, this.weekend);
    this.mounted[d] = true;
    if (drops > 0) this.fresh = false;
    let logged = 0;
    while (this.filled + drops - logged >= FULL) {
      logged += FULL - this.filled;
      this.filled = 0;
      const burst = { burstDatabase: d, burstShare: logged / drops, burstLogs: drops / FULL };
      this.close({ first: this.now, last: this.now, ...burst });
    }
    this.filled += drops - logged;
  }

  /** The logs are gone: a new stream begins. Returns how the logs of the old one were closed. */
  fork(): Map<number, Closing> {
    const old = this.closings;
    this.closings = new Map();
    this.open = 1;
    this.filled = 0;
    this.fresh = true;
    return old;
  }

  /** When so many logs more will have been closed if nothing changes; none if nobody writes. */
  foresee(logs: number): Closing | null {
    if (this.logsOfAll === 0) return null;
    const later = new SlowStream(this.now, this.weekend, this.logsPerDay, this.expiryMs);
    this.mounted.forEach((mounted, d) => (later.mounted[d] = mounted));
    later.filled = this.filled;
    while (later.open <= logs) later.advance(later.now + 86_400_000);
    return later.closings.get(logs) as Closing;
  }
}
