/**
 * Adjusted probabilities for several comparisons at once (Holm, Scandinavian Journal of Statistics 6, 1979), in the
 * order given: each may be held against the level as if it were alone.
 */
export function holm(probabilities: readonly number[]): number[] {
  const order = probabilities.map((_, i) => i);
  order.sort((i, j) => probabilities[i] - probabilities[j] || i - j);
  const adjusted = new Array<number>(probabilities.length).fill(1);
  let running = 0;
  order.forEach((index, rank) => {
    running = Math.max(running, probabilities[index] * (order.length - rank));
    adjusted[index] = Math.min(1, running);
  });
  return adjusted;
}
