/** The complementary distribution of a loss: which share of the incidents loses at least x. */

export interface Tail {
  readonly n: number;
  /** Incidents that lost nothing. */
  readonly zeros: number;
  /** Ascending, ties joined: `share` of all incidents lose at least `x`. */
  readonly steps: readonly { readonly x: number; readonly share: number }[];
}

/** The tail of these values; zero is told apart, since a log axis has no place for it. */
export function tailOf(values: readonly number[]): Tail {
  const sorted = values.toSorted((a, b) => a - b);
  const zeros = sorted.findIndex((value) => value > 0);
  const first = zeros < 0 ? sorted.length : zeros;
  const steps: { x: number; share: number }[] = [];
  for (let i = first; i < sorted.length; i++) {
    // Of equal values the first one tells how many reach it.
    if (i === first || sorted[i] !== sorted[i - 1]) {
      steps.push({ x: sorted[i], share: (sorted.length - i) / sorted.length });
    }
  }
  return { n: sorted.length, zeros: first, steps };
}

/** How many of the incidents lose at least x (more than nothing for x = 0). */
export function reaching(tail: Tail, x: number): number {
  const step = tail.steps.find((each) => each.x >= x && each.x > 0);
  return step ? Math.round(step.share * tail.n) : 0;
}
