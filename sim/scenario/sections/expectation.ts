import { formatDuration } from '../../engine/clock.ts';
import type { MetricUnit, Over, Stat } from '../../metrics/index.ts';
import type { Position } from '../tree.ts';
import { countOf, HOURS, INTENSITY, SHARE, SIZE, TIME, type Quantity } from '../units.ts';

/** One expectation, with its limits in the base unit of its metric. */
export interface Expectation extends Position {
  readonly name: string;
  /** The strategies that it is asked of; empty for a difference. */
  readonly strategies: readonly string[];
  readonly difference: { readonly of: string; readonly minus: string } | null;
  readonly metric: string;
  readonly over: Over;
  readonly per: 'incident' | 'database';
  readonly stat: Stat;
  readonly given: 'years' | 'exposure';
  readonly where: Readonly<
    Partial<Record<'cause' | 'scope' | 'class' | 'site' | 'server', string>>
  >;
  readonly weight: 'mailbox' | 'database';
  /** Unit of the limits: of the metric over its population, or a share for a probability. */
  readonly unit: MetricUnit;
  readonly atMost: number | null;
  readonly atLeast: number | null;
  /** For a probability: the value beyond which a member of the population counts. */
  readonly above: number | null;
  readonly proof: 'interval' | 'estimate';
  readonly whenUndecided: 'fail' | 'warn';
}

/** Names that an expectation may use. */
export interface Known {
  readonly strategies: readonly string[];
  readonly classes: readonly string[];
  readonly sites: readonly string[];
  readonly servers: readonly string[];
  /** Whether the scenario gives prices: without them there is no cost. */
  readonly prices: boolean;
}

/** How a limit is written, by the unit of its metric; a bare number where there is none. */
export const quantities: Readonly<Partial<Record<MetricUnit, Quantity>>> = {
  ms: TIME,
  B: SIZE,
  share: SHARE,
  '/year': INTENSITY,
  'mailbox-hours': HOURS,
  messages: countOf('messages'),
  logs: countOf('logs'),
  sets: countOf('sets'),
  cartridges: countOf('cartridges'),
};

/** A limit as people read it, in its unit. */
export function formatLimit(value: number, unit: MetricUnit): string {
  if (unit === 'ms') return formatDuration(value);
  if (unit === 'share') return `${Number((value * 100).toPrecision(6))} %`;
  return unit === 'count' ? String(value) : `${value} ${unit}`;
}
