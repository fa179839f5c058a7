/** Intervals that are approximate: coverage over trials, on light and heavy tails. */
import { clusteredShare } from '../../sim/experiment/statistics/binomial.ts';
import { drawResamples } from '../../sim/experiment/statistics/bootstrap.ts';
import type { Resamples } from '../../sim/experiment/statistics/bootstrap.ts';
import { differenceIntervalOf, meanIntervalOf } from '../../sim/experiment/statistics/mean.ts';
import { countInterval } from '../../sim/experiment/statistics/poisson.ts';
import { quantileOf } from '../../sim/experiment/statistics/quantiles.ts';
import type { Chance, Law } from './laws.ts';
import { chanceOf, laws, poisson, sizes } from './laws.ts';
import type { Interval, Row } from './row.ts';
import { counted } from './row.ts';

interface Size {
  readonly rate: number;
  readonly replications: number;
}

const resampled = new Map<number, Resamples>();

function resamplesFor(replications: number): Resamples {
  const known = resampled.get(replications) ?? drawResamples(2007, replications);
  resampled.set(replications, known);
  return known;
}

/** Years of events: sum and number of each, and the events together. */
function yearsOf(law: Law, { rate, replications }: Size, u: Chance) {
  const sums: number[] = [];
  const counts: number[] = [];
  let events = 0;
  for (let i = 0; i < replications; i++) {
    const count = poisson(rate, u);
    let sum = 0;
    for (let j = 0; j < count; j++) sum += law.draw(u);
    sums.push(sum);
    counts.push(count);
    events += count;
  }
  return { sums, counts, events, any: counts.filter((count) => count > 0).length };
}

/** What is asked of the years: their mean, the mean of an event, or the mean paired difference. */
export type Ask = 'mean of a year' | 'mean of an incident' | 'paired difference';

/** `rareTail`: as for what is lost, where rare events may make much of the mean. */
export function meanRow(ask: Ask, law: Law, size: Size, rareTail: boolean, trials: number): Row {
  const resamples = resamplesFor(size.replications);
  const what = {
    method: `${ask}${rareTail ? ', loss' : ''}`,
    law: law.name,
    size: `${size.replications} years, ${size.rate} a year`,
    exact: false,
    wide: ask === 'paired difference',
    // Fewer events than a rare kind needs to show itself: what cannot be lost in a rare case is given all the same.
    beyond: law.rare === true && !rareTail && size.rate * size.replications < 200,
  };
  const truth = ask === 'mean of a year' ? law.mean * size.rate : law.mean;
  return counted(what, trials, truth, (trial): Interval => {
    const u = chanceOf(trial, `${law.name} ${size.rate} ${size.replications}`);
    const { sums, counts, events, any } = yearsOf(law, size, u);
    if (ask === 'paired difference') {
      const found = differenceIntervalOf(sums, counts, events, rareTail, resamples);
      return found.boot?.ci95 ?? null;
    }
    const each = ask === 'mean of a year' ? counts.map(() => 1) : counts;
    const rareTailEvents = rareTail ? events : null;
    return meanIntervalOf({ sums, counts: each, any, rareTailEvents }, resamples).ci95;
  });
}

/** Times of which some still run when the run ends: Kaplan and Meier's quantiles. */
export function censoredRow(law: Law, share: number, n: number, trials: number): Row {
  const truth = law.quantile!(share);
  const what = {
    method: `Kaplan-Meier, p${share * 100}`,
    law: law.name,
    size: `${n} incidents, some open`,
    exact: false,
  };
  return counted(what, trials, truth, (trial) => {
    const u = chanceOf(trial, `censored ${law.name} ${n}`);
    const votes = Array.from({ length: n }, () => {
      const value = law.draw(u);
      // The run ends somewhere between once and thrice the quantile after the failure.
      const ends = truth * (1 + 2 * u());
      return { value: Math.min(value, ends), weight: 1, censored: value > ends };
    });
    return quantileOf(votes, n, share).ci95;
  });
}

/** Shares of things that come in clusters: jobs of a replication that fail together. */
export function clusteredRow(p: number, spread: number, trials: number): Row {
  const what = {
    method: 'Clopper-Pearson, clustered',
    law: `p = ${p}, ${spread === 0 ? 'independent' : `half of the years ${1 + spread} times as bad`}`,
    size: '100 years of 50 jobs',
    exact: false,
  };
  return counted(what, trials, p, (trial) => {
    const u = chanceOf(trial, `clustered ${p} ${spread}`);
    const clusters = Array.from({ length: 100 }, () => {
      const own = u() < 0.5 ? p * (1 - spread) : p * (1 + spread);
      let k = 0;
      for (let i = 0; i < 50; i++) if (u() < own) k++;
      return [k, 50] as const;
    });
    return clusteredShare(clusters);
  });
}

/** Counts a year, also where one event draws others after it. */
export function countRow(mean: number, burst: number, trials: number): Row {
  const what = {
    method: 'counts a year',
    law: burst === 1 ? `Poisson, mean ${mean}` : `bursts of about ${burst}, mean ${mean}`,
    size: '200 years',
    exact: false,
    wide: true,
    // Fewer than five bursts in all the years do not show that they are bursts.
    beyond: burst > 1 && (mean * 200) / burst < 5,
  };
  return counted(what, trials, mean, (trial) => {
    const u = chanceOf(trial, `count ${mean} ${burst}`);
    const counts = Array.from({ length: 200 }, () => {
      const bursts = poisson(mean / burst, u);
      let count = 0;
      for (let i = 0; i < bursts; i++) count += burst === 1 ? 1 : 1 + poisson(burst - 1, u);
      return count;
    });
    return countInterval(counts).interval;
  });
}

export function trialRows(trials: number): Row[] {
  const asks: readonly Ask[] = ['mean of a year', 'mean of an incident', 'paired difference'];
  return [
    ...asks.flatMap((ask) =>
      [false, true].flatMap((rareTail) =>
        laws.flatMap((law) => sizes.map((size) => meanRow(ask, law, size, rareTail, trials))),
      ),
    ),
    ...laws
      .filter(({ quantile }) => quantile !== undefined)
      .flatMap((law) => [0.5, 0.95].map((share) => censoredRow(law, share, 150, trials))),
    ...[0.02, 0.3].flatMap((p) => [0, 0.5].map((spread) => clusteredRow(p, spread, trials))),
    ...[0.05, 0.4, 3].flatMap((mean) => [1, 3].map((burst) => countRow(mean, burst, trials))),
  ];
}
