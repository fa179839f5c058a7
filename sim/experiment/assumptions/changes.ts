/** What becomes of every claim of the verdict at every end, corrected for how many ends were asked. */
import { metricOf } from '../../metrics/index.ts';
import { comparedMetrics } from '../compare.ts';
import { judge } from '../judge.ts';
import type { Resamples } from '../statistics/bootstrap.ts';
import { holm } from '../statistics/holm.ts';
import type { Grounds, Move, Pools, Sureness } from './moves.ts';
import { moveOf, pairsAt, totalsOf } from './moves.ts';
import type { Change, Claim, ClaimChange, End, Verdict, VariedFigure } from './shapes.ts';

/** The first replications of every strategy, with one figure at one end of its band. */
export interface EndRun {
  readonly figure: VariedFigure;
  readonly end: End;
  readonly replications: number;
  readonly pools: Pools;
  /** The same replications with every figure as it is. */
  readonly untouched: Pools;
}

const LEVEL = 0.05;

/** The pairs that every claim rests on. */
export function groundsOf(claims: readonly Claim[], pools: Pools): Grounds[] {
  return claims.map((claim) => {
    const [, over] = comparedMetrics.find(([name]) => name === claim.metric)!;
    const metric = metricOf(claim.metric)!;
    const replications = pools[claim.minus].results.length;
    const found = pairsAt(pools, { claim, metric, over, replications });
    const totals = totalsOf(found, replications);
    return { claim, metric, over, replications, found, totals };
  });
}

/** How a claim fares at an end; null where the end moves nothing of it. */
export type Moved = {
  readonly move: Move;
  readonly to: Verdict;
  /** Null where the answer is the same. */
  readonly sureness: Sureness | null;
} | null;

/** Every end that moves the figure of a claim at all. `moves`: of each run, by claim (see `movesOf`). */
export function changesOf(
  grounds: readonly Grounds[],
  runs: readonly EndRun[],
  moves: readonly (readonly Moved[])[],
): ClaimChange[] {
  const corrected = grounds.map((_, i) => ({
    at: holm(moves.map((row) => row[i]?.sureness?.pAt ?? 1)),
    shift: holm(moves.map((row) => row[i]?.sureness?.pShift ?? 1)),
  }));
  return runs.flatMap((run, r) =>
    grounds.flatMap(({ claim }, i) => {
      const moved = moves[r][i];
      if (moved === null) return [];
      const sure = { at: corrected[i].at[r] < LEVEL, shift: corrected[i].shift[r] < LEVEL };
      return [changeOf(claim, run, moved, sure, corrected[i].shift[r])];
    }),
  );
}

/** The verdict at an end is made as at the middle: Holm over the strategies. */
export function movesOf(
  grounds: readonly Grounds[],
  { pools, untouched, replications }: EndRun,
  resamples: Resamples,
): Moved[] {
  const moves = grounds.map((each) =>
    moveOf(each, pairsAt(untouched, each), pairsAt(pools, each), replications, resamples),
  );
  return moves.map((move, i) => {
    if (move === null) return null;
    const { metric, claim } = grounds[i];
    const family = grounds.flatMap((other, k) => (other.metric === metric ? [k] : []));
    const adjusted = holm(family.map((k) => moves[k]?.contrast.interval.boot?.p ?? 1));
    const { verdict: to } = judge(move.contrast, adjusted[family.indexOf(i)]);
    return { move, to, sureness: to === claim.verdict ? null : move.sureness() };
  });
}

interface Sure {
  readonly at: boolean;
  readonly shift: boolean;
}

function changeOf(
  claim: Claim,
  { figure, end, replications }: EndRun,
  { move, to, sureness }: NonNullable<Moved>,
  sure: Sure,
  p: number,
): ClaimChange {
  const { of, minus, metric, unit, verdict: from } = claim;
  const { contrast, shift } = move;
  return {
    ...{ path: figure.path, end, of, minus, metric, unit, from, to },
    ...kindOf(from, to, sure),
    ...{ mean: contrast.mean, ci95: contrast.interval.boot?.ci95 ?? null, shift, replications },
    ...(sureness === null ? { shiftCi95: null, p: null } : { shiftCi95: sureness.shiftCi95, p }),
  };
}

/** A change is one only where the shift is proven; a new side only where that is proven of all ends together. */
export function kindOf(
  from: Verdict,
  to: Verdict,
  sure: Sure,
): { readonly change: Change; readonly because: string } {
  if (from === to) return { change: 'none', because: 'the same answer' };
  if (!sure.shift || (isSided(to) && !sure.at)) {
    const what = sure.shift ? 'on which side it then lies' : 'that the figure moves it so far';
    return { change: 'open', because: `${what} is not decided by the replications re-run` };
  }
  const because = 'the shift excludes zero on the same futures, also after Holm over all ends';
  return { change: turned(from, to), because };
}

/** What a change of the answer is called. */
export function turned(from: Verdict, to: Verdict): Change {
  if (from === to) return 'none';
  if (isSided(from)) return isSided(to) ? 'flips' : 'ends';
  return from === 'equal' && !isSided(to) ? 'ends' : 'begins';
}

function isSided(verdict: Verdict): boolean {
  return verdict === 'better' || verdict === 'worse';
}
