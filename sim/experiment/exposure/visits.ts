/**
 * When and whom each injection of a base run strikes. Everything here follows from the seed and the injection's number
 * alone, so the visits are the same under every strategy, for any number of threads and any split of the base runs.
 */
import { weekStart } from '../../engine/calendar.ts';
import { HOUR, WEEK } from '../../engine/clock.ts';
import { uniform } from '../../engine/draw.ts';
import { hashString } from '../../engine/hash.ts';
import type { Ms } from '../../engine/types.ts';
import type { ClockPlan } from '../../org/plan.ts';
import type { ForcedCause } from '../../org/wiring/strikes.ts';
import type { Owner } from './owners.ts';
import { ownerAt } from './owners.ts';
import { STRIDE_HOURS, VISITS } from './settings.ts';

export interface Visit {
  readonly replication: number;
  readonly cause: ForcedCause;
  /** Number of the injection among those of its cause, over all base runs. */
  readonly index: number;
  readonly owner: Owner;
  /** Hour of the week, from Monday 00:00. */
  readonly hour: number;
  /** The instant; a week later where the organization is not quiet, and so on. */
  at: Ms;
  /** Luck of its forks. */
  readonly salt: number;
}

/** Fractions of multiples of these fill the unit interval evenly, and each hangs together with no other. */
const OWNER_STEP = 0.6180339887498949;
export const BAD_STEP = 0.7548776662466927;
export const RARE_STEP = 0.4142135623730951;

/** The n-th term of a sequence that fills (0, 1) evenly; where it begins is drawn for each cause and purpose. */
export function evenly(seed: number, visit: EvenBy, purpose: string, step: number): number {
  const begin = uniform(seed, 0, `exposure/${visit.cause}`, purpose, 0);
  return (begin + visit.index * step) % 1;
}

type EvenBy = Pick<Visit, 'cause' | 'index'>;

/** The visits of one base run for a cause; null stands for one for which the horizon has no such hour. */
export function visitsOf(
  seed: number,
  replication: number,
  cause: ForcedCause,
  owners: readonly Owner[],
  clock: ClockPlan,
): (Visit | null)[] {
  const of = `exposure/${cause}`;
  const draw = (purpose: string, ordinal: number): number =>
    uniform(seed, replication, of, purpose, ordinal);
  const slots = Array.from({ length: VISITS }, (_, j) => j);
  // Which visit comes early in the horizon and which late has nothing to do with its hour.
  const places = slots.map((j) => draw('place', j));
  const order = [...slots].sort((a, b) => places[a] - places[b]);
  return slots.map((j) => {
    const hour = (replication % STRIDE_HOURS) + STRIDE_HOURS * j;
    const index = replication * VISITS + j;
    const within = hour * HOUR + Math.floor(draw('minute', j) * HOUR);
    const share = (order.indexOf(j) + draw('week', j)) / VISITS;
    const at = instantAt(clock, within, share);
    if (at === null) return null;
    const owner = ownerAt(owners, evenly(seed, { cause, index }, 'owner', OWNER_STEP));
    const salt = hashString(`${of}/${index}`).x;
    return { replication, cause, index, owner, hour, at, salt };
  });
}

/** The instant of the week in the week that lies at a share of the horizon; null where no week of it has that instant. */
function instantAt({ start, end }: ClockPlan, within: Ms, share: number): Ms | null {
  let first = weekStart(start) + within;
  if (first < start) first += WEEK;
  if (first >= end) return null;
  const weeks = Math.ceil((end - first) / WEEK);
  return first + Math.min(weeks - 1, Math.floor(share * weeks)) * WEEK;
}
