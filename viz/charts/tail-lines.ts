/** Geometry of the tail chart: two log axes and a stair for each strategy. Pure, so that it can be tested. */
import { scaleLog, type ScaleLogarithmic } from 'd3';
import { decadeTicks } from './axis.ts';
import type { Tail } from '../stats/tail.ts';

export interface TailFrame {
  readonly x: ScaleLogarithmic<number, number>;
  readonly y: ScaleLogarithmic<number, number>;
  readonly xTicks: readonly number[];
  readonly yTicks: readonly number[];
}

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const SHARES = [1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001, 0.0003, 0.0001];

/** Axes that hold all tails, or null when nobody lost anything. */
export function tailFrame(tails: readonly Tail[], unit: string, box: Box): TailFrame | null {
  const steps = tails.flatMap((tail) => tail.steps);
  if (steps.length === 0) return null;
  let [low, high, rare] = [Infinity, 0, 1];
  for (const step of steps) {
    low = Math.min(low, step.x);
    high = Math.max(high, step.x);
    rare = Math.min(rare, step.share);
  }
  // A single value still needs an axis with two ends.
  const xDomain = [low / 1.5, high * 1.5];
  const yDomain = [rare / 1.6, 1];
  const x = scaleLog(xDomain, [box.left, box.right]);
  const xTicks = spaced(decadeTicks(xDomain[0], xDomain[1], unit), x);
  return {
    x,
    y: scaleLog(yDomain, [box.bottom, box.top]),
    xTicks: xTicks.length > 0 ? xTicks : [low],
    yTicks: SHARES.filter((share) => share >= yDomain[0]),
  };
}

/** Labels need room: a tick too close to the one before it is left out. */
function spaced(ticks: readonly number[], x: (value: number) => number): number[] {
  let last = -Infinity;
  return ticks.filter((tick) => {
    if (x(tick) - last < 56) return false;
    last = x(tick);
    return true;
  });
}

/** The stair: level up to a loss that occurred, then down to the share of incidents that lose more. */
export function stairPath(tail: Tail, frame: TailFrame, box: Box): string {
  if (tail.steps.length === 0) return '';
  const parts = [`M${box.left},${fixed(frame.y(tail.steps[0].share))}`];
  tail.steps.forEach((step, i) => {
    const next = tail.steps[i + 1];
    const below = next ? frame.y(next.share) : box.bottom;
    parts.push(`H${fixed(frame.x(step.x))}V${fixed(below)}`);
  });
  return parts.join('');
}

function fixed(x: number): string {
  return x.toFixed(1);
}
