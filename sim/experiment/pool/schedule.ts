/**
 * Who simulates what: runs are handed out in order, what a dead worker left comes first, and a run that ended two
 * workers is given up. Pure bookkeeping: no threads here.
 */

/** Deaths of workers over one run after which the run itself must be the reason. */
export const MOST_DEATHS = 2;

export class Schedule {
  private fresh = 0;
  /** Runs that come back from workers that died, lowest first. */
  private readonly returned: number[] = [];
  private readonly deaths = new Map<number, number>();
  /** Runs that are neither finished nor failed. */
  private readonly open = new Set<number>();
  private failure: { readonly run: number; readonly error: Error } | null = null;

  constructor(private readonly total: number) {}

  /** Runs that nobody has been told to do yet. */
  get waiting(): number {
    return Math.max(0, this.end - this.fresh) + this.returned.length;
  }

  /** The next run for a worker; null when there is none. */
  take(): number | null {
    const run = this.returned.shift() ?? (this.fresh < this.end ? this.fresh++ : null);
    if (run !== null) this.open.add(run);
    return run;
  }

  finish(run: number): void {
    this.open.delete(run);
  }

  /**
   * The first failure in the order of runs counts, whichever worker was quicker: so a broken promise is told alike for
   * any number of workers. Runs before it are still done, those after it are not.
   */
  fail(run: number, error: Error): void {
    this.open.delete(run);
    if (this.failure === null || run < this.failure.run) this.failure = { run, error };
    this.returned.splice(0, this.returned.length, ...this.returned.filter((each) => each < run));
  }

  /** A worker died over the first of these; the others had not begun. False where that run is given up. */
  giveBack(runs: readonly number[]): boolean {
    for (const run of runs) this.open.delete(run);
    this.returned.push(...runs.filter((run) => run < this.end));
    this.returned.sort((a, b) => a - b);
    if (runs.length === 0) return true;
    const deaths = (this.deaths.get(runs[0]) ?? 0) + 1;
    this.deaths.set(runs[0], deaths);
    return deaths < MOST_DEATHS;
  }

  /** The error to end with, once no run before it can fail any more; null while there is none. */
  get verdict(): Error | null {
    if (this.failure === null || this.waiting > 0) return null;
    for (const run of this.open) if (run < this.failure.run) return null;
    return this.failure.error;
  }

  private get end(): number {
    return this.failure === null ? this.total : Math.min(this.total, this.failure.run);
  }
}
