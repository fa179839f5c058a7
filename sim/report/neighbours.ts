import type { WaterfallSpan } from '../org/facts.ts';

/** A stretch of the critical path as people read it. */
export interface Stretch {
  readonly span: string;
  readonly from: number;
  readonly ms: number;
  readonly because: string;
}

/**
 * Neighbours of one kind as one: a cartridge is fetched, loaded and wound in one line. With `only`, the neighbours of
 * that kind alone are joined.
 */
export function joinNeighbours(
  waterfall: readonly WaterfallSpan[],
  only: string | null = null,
): Stretch[] {
  const joined: { span: string; from: number; ms: number; because: string }[] = [];
  for (const { span, from, ms, because } of waterfall) {
    const last = joined.at(-1);
    if (last === undefined || last.span !== span || (only !== null && span !== only)) {
      joined.push({ span, from, ms, because });
      continue;
    }
    last.ms += ms;
    if (because !== '' && !last.because.includes(because)) last.because += `, ${because}`;
  }
  return joined;
}
