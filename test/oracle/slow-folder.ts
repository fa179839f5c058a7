/**
 * The log folder of a group, log by log: each time a log is begun there is one file more, and circular logging deletes
 * the files that have fallen behind the checkpoint, one by one.
 */
import { SlowStream, type Closing } from './slow-stream.ts';

/** 20 MiB of logs of 1 MiB (ESE-17). */
const DEPTH = 20;

export class SlowFolder {
  /** Oldest file. */
  first = 1;
  /** Where the checkpoint was left when the last database was dismounted. */
  private flushed = 1;
  /** Checkpoint while a backup holds it. */
  private held: number | null = null;
  readonly stream: SlowStream;

  constructor(
    now: number,
    weekend: number,
    rates: readonly number[],
    expiryMs: number,
    readonly circular = false,
  ) {
    this.stream = new SlowStream(now, weekend, rates, expiryMs);
  }

  get logs(): number {
    return this.stream.open - this.first + 1;
  }

  private checkpoint(open: number): number {
    if (this.held !== null) return this.held;
    if (!this.stream.mounted.some((up) => up)) return this.flushed;
    return Math.max(this.flushed, open - DEPTH);
  }

  /** A log was begun, or something else has happened: what circular logging deletes by then. Returns how many. */
  sweep(open = this.stream.open): number {
    let deleted = 0;
    while (this.circular && this.first < this.checkpoint(open)) {
      this.first += 1;
      deleted += 1;
    }
    return deleted;
  }

  hold(): void {
    this.held = this.checkpoint(this.stream.open);
  }

  release(): void {
    this.held = null;
    this.sweep();
  }

  get isHeld(): boolean {
    return this.held !== null;
  }

  mount(d: number): void {
    this.stream.mount(d);
    this.sweep();
  }

  dismount(d: number): void {
    this.stream.dismount(d);
    if (!this.stream.mounted.some((up) => up)) this.flushed = this.stream.open;
    this.sweep();
  }

  truncate(): void {
    if (!this.stream.mounted.every((up) => up)) return;
    this.first = Math.max(this.first, this.checkpoint(this.stream.open));
  }
}

/** Lets time pass log by log; the instants at which there was one log too many, first and last possible, or null. */
export function pass(
  folders: readonly SlowFolder[],
  to: number,
  capacity: number,
): [number, number] | null {
  let total = folders.reduce((sum, s) => sum + s.logs, 0);
  if (total > capacity) return [folders[0].stream.now, folders[0].stream.now];
  const closed = folders.flatMap((folder) => {
    const from = folder.stream.open;
    folder.stream.advance(to);
    return [...folder.stream.closings]
      .filter(([log]) => log >= from)
      .map(([log, closing]): [SlowFolder, number, Closing] => [folder, log, closing]);
  });
  closed.sort(([, , x], [, , y]) => x.first - y.first);
  for (const [folder, log, { first, last }] of closed) {
    total += 1 - folder.sweep(log + 1);
    if (total > capacity) return [first, last];
  }
  return null;
}
