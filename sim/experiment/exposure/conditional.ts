/** The incidents that strikes lead to, by injections: ratios and shares of them, of one cause or of all by their rates. */
import type { CauseKey } from '../../org/causes.ts';
import type { Resamples } from '../statistics/bootstrap.ts';
import { clusterInterval } from '../statistics/clusters.ts';
import type { ClusterInterval } from '../statistics/clusters.ts';
import { effectiveShare } from '../statistics/effective.ts';
import type { EffectiveShare, Weighed } from '../statistics/effective.ts';
import type { Vote } from '../statistics/kaplan-meier.ts';
import type { Far } from '../statistics/unseen.ts';
import { eitherWay } from '../statistics/unseen.ts';
import { HOURS_OF_A_WEEK } from './layout.ts';
import type { Layout } from './layout.ts';
import type { Readings } from './readings.ts';

/** One injection: what its worlds come to. */
export interface Bunch {
  readonly replication: number;
  readonly cause: CauseKey;
  /** Expected strikes a year that it stands for. */
  readonly weight: number;
  /** Probability of an incident, and the sum of its values weighed by their probabilities. */
  readonly mass: number;
  readonly sum: number;
  /** Part of `mass` that was still open. */
  readonly open: number;
  /** Values with their probabilities; they add up to `mass`. */
  readonly votes: readonly Vote[];
}

/** The injections of one cause, or of all. */
export function bunchesOf(layout: Layout, readings: Readings, cause: CauseKey | null): Bunch[] {
  const { exposure, worldsOf, weights, rates, injectionsOf } = layout;
  const causes = cause === null ? layout.causes : [cause];
  return causes.flatMap((each) => {
    const members = injectionsOf.get(each) ?? [];
    return members.map((i): Bunch => {
      const votes: Vote[] = [];
      let [mass, sum, open] = [0, 0, 0];
      for (const world of worldsOf[i]) {
        for (const { value, weight, censored } of readings[world]) {
          const vote = exposure.worlds[world].weight * weight;
          mass += vote;
          sum += vote * value;
          if (censored) open += vote;
          votes.push({ value, weight: vote, censored });
        }
      }
      return {
        ...{ replication: exposure.injections[i].replication, cause: each, mass, sum, open, votes },
        // One cause alone is asked about whatever its rate is.
        weight: ((cause === null ? rates.get(each)! : 1) * weights[i]) / members.length,
      };
    });
  });
}

/** A ratio of weighted sums over injections, and what each base run moves it by. */
export interface Ratio {
  readonly value: number;
  readonly moves: readonly number[];
  /** The most that any injection moves the value by itself, downwards (at most 0) and upwards. */
  readonly far: Far;
}

/** Null where nothing has a mass. The number of strikes of each cause is fixed, so it moves nothing. */
export function ratioOf(bunches: readonly Bunch[], replications: number): Ratio | null {
  let [sums, masses] = [0, 0];
  for (const { weight, sum, mass } of bunches) {
    sums += weight * sum;
    masses += weight * mass;
  }
  if (masses === 0) return null;
  const value = sums / masses;
  // What a strike of each cause leaves on average; bunches of one cause lie together.
  const rests: number[] = [];
  for (let from = 0; from < bunches.length;) {
    let [to, strikes, rest] = [from, 0, 0];
    for (; to < bunches.length && bunches[to].cause === bunches[from].cause; to++) {
      const { weight, sum, mass } = bunches[to];
      strikes += weight;
      rest += weight * (sum - value * mass);
    }
    while (from < to) rests[from++] = strikes === 0 ? 0 : rest / strikes;
  }
  const moves = new Array<number>(replications).fill(0);
  let [least, most] = [0, 0];
  for (let i = 0; i < bunches.length; i++) {
    const { replication, weight, sum, mass } = bunches[i];
    const move = (weight * (sum - value * mass - rests[i])) / masses;
    moves[replication] += move;
    least = Math.min(least, move);
    most = Math.max(most, move);
  }
  return { value, moves, far: [least, most] };
}

/** A share of the incidents, by what part of each injection's counts. */
export function shareOf(
  layout: Layout,
  bunches: readonly Bunch[],
  counts: (vote: Vote) => boolean,
): EffectiveShare | null {
  const trials = bunches
    .filter(({ mass }) => mass > 0)
    .map(({ replication, weight, mass, votes }) => {
      let part = 0;
      for (const vote of votes) if (counts(vote)) part += vote.weight;
      return { replication, weight: weight * mass, success: part / mass };
    });
  return trialShare(layout, trials);
}

/** A share that is worth nothing where parts of the week are missing. */
export function trialShare(layout: Layout, trials: readonly Weighed[]): EffectiveShare | null {
  const found = effectiveShare(trials, layout.phases);
  return found === null || unvisited(layout) === null ? found : { ...found, effective: 0 };
}

/** Why there can be no interval at all: parts of the week that nobody visited. */
export function unvisited({ hours, exposure }: Layout): string | null {
  if (hours >= 0.9 * HOURS_OF_A_WEEK) return null;
  return `${hours} of the ${HOURS_OF_A_WEEK} hours of the week were visited by ${exposure.replications} base runs`;
}

export function intervalOf(
  layout: Layout,
  ratio: Ratio,
  incidents: number | null,
  resamples: Resamples,
): ClusterInterval {
  const because = unvisited(layout);
  if (because !== null) {
    const baseRuns = Math.ceil((layout.exposure.replications * HOURS_OF_A_WEEK) / layout.hours);
    return { ci95: null, p: null, method: 'Student t', needs: { baseRuns }, because };
  }
  const row = { ...ratio, phases: layout.phases, rareTailInjections: incidents };
  return clusterInterval(row, resamples);
}

/** Of a ratio over paired readings. */
export function differenceInterval(
  layout: Layout,
  ratio: Ratio,
  incidents: number | null,
  resamples: Resamples,
): ClusterInterval {
  return intervalOf(layout, { ...ratio, far: eitherWay(ratio.far) }, incidents, resamples);
}
