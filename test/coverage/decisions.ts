/** What is said after several looks: how often it misleads. */
import { levelOf, looksOf } from '../../sim/experiment/sequential.ts';
import { drawResamples } from '../../sim/experiment/statistics/bootstrap.ts';
import type { Resamples } from '../../sim/experiment/statistics/bootstrap.ts';
import { meanIntervalOf } from '../../sim/experiment/statistics/mean.ts';
import type { Law } from './laws.ts';
import { chanceOf, laws } from './laws.ts';
import type { Interval, Row } from './row.ts';
import { counted } from './row.ts';

const LOOKS = looksOf(100, 800);
const drawn = new Map<number, Resamples>();

function resamplesAt(replications: number): Resamples {
  const level = levelOf(LOOKS.length);
  const known = drawn.get(replications) ?? drawResamples(2007, replications, level);
  drawn.set(replications, known);
  return known;
}

/** Differences that are zero on average, looked at until an interval excludes zero: the one that was printed last. */
export function sequentialRow(law: Law, trials: number): Row {
  const what = { method: 'sequential, 4 looks', law: law.name, size: '100 to 800 years' };
  // The looks share the error evenly, whatever their correlation: wider than they need be, never too narrow.
  const kind = { exact: false, wide: true, beyond: law.rare === true };
  return counted({ ...what, ...kind }, trials, 0, (trial): Interval => {
    const u = chanceOf(trial, `sequential ${law.name}`);
    const sums: number[] = [];
    let last: Interval = null;
    for (const look of LOOKS) {
      while (sums.length < look) sums.push(law.draw(u) - law.mean);
      const row = { sums, counts: sums.map(() => 1), any: look, rareTailEvents: null };
      last = meanIntervalOf(row, resamplesAt(look)).ci95;
      if (last !== null && (last[0] > 0 || last[1] < 0)) return last;
    }
    return last;
  });
}

export function decisionRows(trials: number): Row[] {
  return laws.map((law) => sequentialRow(law, trials));
}
