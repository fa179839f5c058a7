/** What is under the pointer, or nearest to it. */

export interface Target {
  readonly id: string;
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

/** How far from a thing a pointer may be and still mean it, in pixels. */
export const REACH = 40;

/** Distance from a point to a rectangle; 0 inside. */
export function distance(target: Target, x: number, y: number): number {
  const dx = Math.max(target.x0 - x, 0, x - target.x1);
  const dy = Math.max(target.y0 - y, 0, y - target.y1);
  return Math.hypot(dx, dy);
}

/**
 * The nearest target within reach, or null. At equal distance the narrower one wins: an event on top of a long span,
 * or a short span inside a long one, could not be pointed at otherwise.
 */
export function nearest(targets: readonly Target[], x: number, y: number): Target | null {
  let best: Target | null = null;
  let bestDistance = REACH;
  for (const target of targets) {
    const away = distance(target, x, y);
    if (away > bestDistance) continue;
    const closer = best === null || away < bestDistance || width(target) < width(best);
    if (closer) [best, bestDistance] = [target, away];
  }
  return best;
}

function width(target: Target): number {
  return target.x1 - target.x0;
}
