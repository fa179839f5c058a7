/** Intervals that claim to be exact: coverage by adding up all outcomes, no chance involved. */
import { clopperPearson } from '../../sim/experiment/statistics/binomial.ts';
import { poissonInterval } from '../../sim/experiment/statistics/poisson.ts';
import { quantileRanks } from '../../sim/experiment/statistics/quantiles.ts';
import type { Row } from './row.ts';
import { enumerated } from './row.ts';

/** Terms of the binomial law by adding up logarithms: nothing shared with what is tested. */
export function binomialTerms(n: number, p: number): number[] {
  const logs = [n * Math.log(1 - p)];
  for (let k = 0; k < n; k++) {
    logs.push(logs[k] + Math.log(n - k) - Math.log(k + 1) + Math.log(p) - Math.log(1 - p));
  }
  return logs.map((log) => Math.exp(log));
}

export function clopperPearsonRow(n: number, p: number): Row {
  const outcomes = binomialTerms(n, p).map((probability, k) => ({
    probability,
    interval: clopperPearson(k, n),
  }));
  return enumerated(
    { method: 'Clopper-Pearson', law: `p = ${p}`, size: `${n} years` },
    p,
    outcomes,
  );
}

export function poissonRow(mean: number): Row {
  const outcomes = [];
  let log = -mean;
  for (let k = 0; k < mean + 20 * Math.sqrt(mean) + 40; k++) {
    outcomes.push({ probability: Math.exp(log), interval: poissonInterval(k) });
    log += Math.log(mean) - Math.log(k + 1);
  }
  return enumerated(
    { method: 'exact Poisson', law: `mean ${mean}`, size: '1 run' },
    mean,
    outcomes,
  );
}

/** The interval between two ranks misses only when too few or too many values lie below the quantile. */
export function quantileRow(n: number, p: number): Row {
  const ranks = quantileRanks(n, p);
  const outcomes = binomialTerms(n, p).map((probability, below) => ({
    probability,
    // The r-th smallest value is at most the quantile when at least r of them lie below it.
    interval: ranks && ([ranks[0] <= below ? 0 : 1, ranks[1] > below ? 1 : 0] as const),
  }));
  const what = { method: 'order statistics', law: `any, p${p * 100}`, size: `${n} incidents` };
  return enumerated(what, 0.5, outcomes);
}

export function exactRows(): Row[] {
  return [
    ...[0.001, 0.01, 0.1, 0.5].flatMap((p) => [20, 200].map((n) => clopperPearsonRow(n, p))),
    ...[0.1, 1, 5, 40].map(poissonRow),
    ...[0.5, 0.95, 0.99].flatMap((p) => [72, 368, 1000].map((n) => quantileRow(n, p))),
  ].filter(({ offered }) => offered > 0);
}
