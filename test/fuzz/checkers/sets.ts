/** Sets of instants as sorted pairs, written apart from the engine's algebra: plain, slow, and only for checkers. */

export type Spans = readonly number[];

/** Spans where `keep` says so, given whether an instant lies in one and in the other. */
function sweep(a: Spans, b: Spans, keep: (inA: boolean, inB: boolean) => boolean): number[] {
  const edges = [...new Set([...a, ...b])].sort((x, y) => x - y);
  const within = (set: Spans, at: number): boolean => {
    for (let i = 0; i < set.length; i += 2) if (set[i] <= at && at < set[i + 1]) return true;
    return false;
  };
  const out: number[] = [];
  for (let i = 0; i + 1 < edges.length; i++) {
    if (!keep(within(a, edges[i]), within(b, edges[i]))) continue;
    if (out[out.length - 1] === edges[i]) out[out.length - 1] = edges[i + 1];
    else out.push(edges[i], edges[i + 1]);
  }
  return out;
}

export const both = (a: Spans, b: Spans): number[] => sweep(a, b, (x, y) => x && y);
export const either = (a: Spans, b: Spans): number[] => sweep(a, b, (x, y) => x || y);
export const without = (a: Spans, b: Spans): number[] => sweep(a, b, (x, y) => x && !y);

export function lengthOf(set: Spans): number {
  let sum = 0;
  for (let i = 0; i < set.length; i += 2) sum += set[i + 1] - set[i];
  return sum;
}

/** What is longer than roundings to a millisecond here and there can explain. */
export function real(set: Spans, leastMs = 2000): number[] {
  const out: number[] = [];
  for (let i = 0; i < set.length; i += 2)
    if (set[i + 1] - set[i] > leastMs) out.push(set[i], set[i + 1]);
  return out;
}

export const inWords = (set: Spans): string => {
  const parts: string[] = [];
  for (let i = 0; i < set.length && i < 6; i += 2)
    parts.push(`${new Date(set[i]).toISOString()} to ${new Date(set[i + 1]).toISOString()}`);
  return parts.join(', ');
};
