import type { Path } from './problem.ts';

/**
 * Paths at which a mistake was replaced by an example. What follows from them is no further mistake. Kept as sets of
 * prefixes, so that a hundred thousand of them cost no more to ask than one.
 */
export class Mended {
  private readonly exact = new Set<string>();
  private readonly above = new Set<string>();

  add(path: Path): void {
    this.exact.add(path.join('/'));
    for (let n = 0; n < path.length; n++) this.above.add(path.slice(0, n).join('/'));
  }

  /** Whether the path lies at or under a mended one. */
  covers(path: Path): boolean {
    for (let n = 0; n <= path.length; n++) {
      if (this.exact.has(path.slice(0, n).join('/'))) return true;
    }
    return false;
  }

  /** Whether the path lies at, under or above a mended one. */
  touches(path: Path): boolean {
    return this.above.has(path.join('/')) || this.covers(path);
  }
}
