/** What is said without an interval, or after several looks: how often it misleads. */
import { levelOf, looksOf } from '../../sim/experiment/sequential.ts';
import { drawResamples } from '../../sim/experiment/statistics/bootstrap.ts';
import type { Resamples } from '../../sim/experiment/statistics/bootstrap.ts';
import { differenceIntervalOf, meanIntervalOf } from '../../sim/experiment/statistics/mean.ts';
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
  const kind = { exact: false, stepped: true, beyond: law.rare === true };
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

/**
 * Where a few replications make the spread and yet the sign is told: pairs that differ by a constant, and by the law's
 * rare kind the other way round. Told rightly counts as held.
 */
export function signRow(law: Law, gap: number, trials: number): Row {
  const replications = 200;
  const resamples = drawResamples(2007, replications);
  const what = { method: 'sign without an interval', law: `${law.name}, off by ${gap}` };
  const truth = gap - law.mean;
  const kind = { exact: false, stepped: true, beyond: law.name === FARTHER.name };
  const head = { ...what, ...kind, size: `${replications} pairs` };
  return counted(head, trials, Math.sign(truth), (trial): Interval => {
    const u = chanceOf(trial, `sign ${law.name} ${gap}`);
    const sums = Array.from({ length: replications }, () => gap - law.draw(u));
    const counts = sums.map(() => 1);
    const found = differenceIntervalOf(sums, counts, replications, true, resamples);
    if (found.boot !== null || !found.signStands) return null;
    const side = Math.sign(sums.reduce((sum, each) => sum + each, 0));
    return [side, side];
  });
}

/** Nearly always the same, and a thousand times as far off in one pair of a few hundred. */
const RARE: readonly Law[] = [0.002, 0.01].map((share) => ({
  name: `the same, ${share * 100} % far off`,
  draw: (u) => (u() < share ? 100 * u() : 0.001 * u()),
  mean: share * 50 + (1 - share) * 0.0005,
  rare: true,
}));

/** The rule asks for ten times the worst that was seen; a kind that is five thousand times as far off turns the sign. */
const FARTHER: Law = {
  name: 'the same, some a little off, 0.2 % far off',
  draw: (u) => {
    const which = u();
    if (which < 0.002) return 100 * u();
    return which < 0.02 ? 0.02 * u() : 0.0001 * u();
  },
  mean: 0.002 * 50 + 0.018 * 0.01 + 0.98 * 0.00005,
  rare: true,
};

export function decisionRows(trials: number): Row[] {
  return [
    ...laws.map((law) => sequentialRow(law, trials)),
    ...RARE.flatMap((law) => [0.15, 0.6, 3].map((gap) => signRow(law, gap, trials))),
    signRow(FARTHER, 0.05, trials),
  ];
}
