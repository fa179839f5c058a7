/** Which cause and which figure of the week a reader sees first, and what may be chosen instead. */
import type {
  ExposureResult,
  HourlySeries,
} from '../../../sim/experiment/exposure/result-shapes.ts';

/** The name under which all causes together are chosen. */
export const ALL = 'all';

export const LOOKS = ['mean', 'max', 'any'] as const;
export type Look = (typeof LOOKS)[number];

/** Causes that were injected, the one that loses most in a year first. */
export function causesByLoss({ composed, causes }: ExposureResult): string[] {
  const lost = (cause: string): number =>
    composed.rows
      .filter(({ minus }) => minus === null)
      .flatMap(({ byCause }) => byCause.filter((each) => each.cause === cause))
      .reduce((sum, { figures }) => sum + figures['loss.messages'], 0);
  return causes
    .filter(({ injections }) => injections > 0)
    .map(({ cause }) => cause)
    .toSorted((a, b) => lost(b) - lost(a) || (a < b ? -1 : 1));
}

export function seriesOf(
  { hourly }: ExposureResult,
  strategy: string,
  cause: string,
  metric: string,
): HourlySeries | null {
  const wanted = cause === ALL ? null : cause;
  const found = hourly.find(
    (each) => each.strategy === strategy && each.cause === wanted && each.metric === metric,
  );
  return found ?? null;
}
