/** Yes, no, or not decided by these injections, and how many more base runs would decide it. */
import type { Metric } from '../../metrics/index.ts';
import { replicationsFor, roundUp } from '../judge.ts';
import type { ExposedDifference } from './result-shapes.ts';

/** As for years: if so many are all the same, at least 95 % of all are, with 95 % confidence. */
const FOR_SAMENESS = 72;
const MOST_OPEN = 0.05;

type Judgement = Pick<ExposedDifference, 'verdict' | 'because'>;

export function judgeExposed(
  row: ExposedDifference,
  metric: Metric,
  replications: number,
): Judgement {
  const { mean, ci95, tie, p, open, effective, n, needs, because } = row;
  if (open > MOST_OPEN) {
    return undecided(`${Math.round(100 * open)} % of the incidents are still open`);
  }
  if (mean === 0 && row.most.worse === 0 && row.most.better === 0 && effective >= FOR_SAMENESS) {
    return { verdict: 'equal', because: `the same in all ${n} injections` };
  }
  if (mean === null || ci95 === null) {
    const more = needs.baseRuns === undefined ? '' : baseRunsText(needs.baseRuns);
    return undecided(`${because ?? 'no interval'}${more}`);
  }
  const [low, high] = ci95;
  if (low >= -tie && high <= tie) {
    return { verdict: 'equal', because: 'the interval of the difference lies within the tie' };
  }
  if (low > 0 || high < 0) {
    if (p === null || p >= 0.05) {
      return undecided('the paired interval excludes zero, but not after Holm');
    }
    const worse = metric.better === 'higher' ? mean < 0 : mean > 0;
    const why = 'the paired interval excludes zero, also after Holm';
    return { verdict: worse ? 'worse' : 'better', because: why };
  }
  const more = replicationsFor(mean, (high - low) / 2, replications);
  return undecided(
    `the interval of the difference holds zero${more === null ? '; more base runs would hardly decide it' : baseRunsText(more)}`,
  );
}

/** '; about 48 base runs would decide it'. */
export function baseRunsText(count: number): string {
  return `; about ${roundUp(count)} base runs would decide it`;
}

function undecided(because: string): Judgement {
  return { verdict: 'not decided by this run', because };
}
