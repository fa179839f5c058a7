/**
 * A trail is the list of finished steps that belong to one cause (for Exchange: one incident). Each record knows what
 * enabled it, so the critical path is walked, not estimated: the spans add up to the whole without a remainder.
 */
import type { Ms } from './types.ts';

export interface TrailRecord {
  readonly procedure: number;
  readonly step: string;
  /** Name of the span that the step counts as, and of a wait for what it needs. */
  readonly span: string;
  readonly waitSpan: string;
  readonly because: string;
  readonly asked: Ms;
  readonly began: Ms;
  readonly ended: Ms;
  /** The record whose end let this step ask; -1 at the origin of the trail. */
  readonly by: number;
  /** The record of this trail that gave back what the step waited for; -1 when an outsider did. */
  readonly freedBy: number;
  readonly waitBecause: string;
}

export interface PathSpan {
  readonly span: string;
  readonly from: Ms;
  readonly ms: number;
  readonly because: string;
}

/**
 * The critical path that ends with a record, earliest first. Lengths add up to `record.ended - origin` exactly; throws
 * when a record was not enabled at the instant at which it asked, since then some enabling is missing in the model.
 */
export function criticalPath(trail: readonly TrailRecord[], last: number, origin: Ms): PathSpan[] {
  const path: PathSpan[] = [];
  let index = last;
  let until = trail[last].ended;
  const add = (span: string, from: Ms, because: string): void => {
    if (until > from) path.push({ span, from, ms: until - from, because });
    until = from;
  };
  while (index >= 0) {
    const record = trail[index];
    if (record.ended !== until) {
      throw new Error(`critical path: ${record.step} ended at ${record.ended}, not at ${until}`);
    }
    add(record.span, record.began, record.because);
    if (record.began > record.asked && record.freedBy >= 0) {
      index = record.freedBy;
      continue;
    }
    add(record.waitSpan, record.asked, record.waitBecause);
    index = record.by;
  }
  if (until !== origin) {
    throw new Error(`critical path: begins at ${until}, but the cause struck at ${origin}`);
  }
  path.reverse();
  return path;
}
