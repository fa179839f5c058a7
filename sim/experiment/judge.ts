/** Three verdicts on every claim: yes, no, or not decided by this run, with what would decide it. */
import type { Contrast } from './compare.ts';
import type { Metric } from '../metrics/index.ts';
import { SCRIPTED } from './scripted.ts';
import type { Difference } from './shapes.ts';
import { FEW_FOR_YEARS } from './statistics/mean.ts';

/** If so many pairs are all the same, at least 95 % of all are, with 95 % confidence. */
const PAIRS_FOR_SAMENESS = 72;
/** Where more pairs than this share are still open, what is left may lean to one side. */
const MOST_OPEN = 0.05;
const MOST_REPLICATIONS = 1_000_000;

type Judgement = Pick<Difference, 'verdict' | 'because'>;

/** `p` is the probability of a wrong sign, corrected for the number of strategies. */
export function judge(contrast: Contrast, p: number): Judgement {
  const found = judgePairs(contrast, p);
  const isOpen = found.verdict === 'not decided by this run' && contrast.mean !== null;
  return isOpen && contrast.isScripted ? undecided(SCRIPTED) : found;
}

function judgePairs(contrast: Contrast, p: number): Judgement {
  const { pairs, open, active, over, metric, mean, interval, tie, replications, level } = contrast;
  const noun = over === 'incident' ? 'incident' : 'replication';
  if (open > MOST_OPEN * (pairs.length + open)) {
    return undecided(`${open} of ${countOf(pairs.length + open, noun)} still open`);
  }
  if (pairs.length >= PAIRS_FOR_SAMENESS && pairs.every((pair) => pair.of === pair.minus)) {
    const because = `the same in all ${countOf(pairs.length, noun)}`;
    return { verdict: 'equal', because };
  }
  if (mean === null || interval.boot === null) {
    const { needs, because } = interval;
    if (needs === null) return undecided(because ?? 'nothing happened');
    // What happens in a handful of pairs only decides nothing, however many pairs there are.
    const seen = over === 'incident' ? pairs.length : replications;
    const any = active === seen ? '' : ` of ${seen} with any`;
    const more = moreFor(needs, active, replications);
    if (active === 0 && because === FEW_FOR_YEARS) return undecided(nothingIn(metric, seen, noun));
    // Injections tell nothing about nights: there is no other way to ask than more of them.
    const why = isOfBackups(metric) && because === FEW_FOR_YEARS ? 'too few to decide by' : because;
    return undecided(`${countOf(active, noun)}${any}: ${why}${more}`);
  }
  const [low, high] = interval.boot.ci95;
  if (low >= -tie && high <= tie) {
    return { verdict: 'equal', because: 'the interval of the difference lies within the tie' };
  }
  const oneSided = low > 0 || high < 0;
  if (p < 1 - level && oneSided) {
    const because = 'the paired interval excludes zero, also after Holm';
    return { verdict: sideOf(metric, mean), because };
  }
  if (oneSided) return undecided('the paired interval excludes zero, but not after Holm');
  const more = deciding(mean, (high - low) / 2, replications);
  return undecided(`the interval of the difference holds zero${more}`);
}

function isOfBackups({ name }: Metric): boolean {
  return name.startsWith('backup.');
}

/** 'none in 6 replications: …', where years met nothing of it. */
function nothingIn(metric: Metric, seen: number, noun: string): string {
  const none = seen === 0 ? `no ${noun}s` : `none in ${countOf(seen, noun)}`;
  return isOfBackups(metric) ? none : `${none}: ${FEW_FOR_YEARS}`;
}

function sideOf(metric: Metric, mean: number): 'worse' | 'better' {
  return (metric.better === 'higher' ? mean < 0 : mean > 0) ? 'worse' : 'better';
}

function undecided(because: string): Judgement {
  return { verdict: 'not decided by this run', because };
}

/** ', about n replications would decide': intervals shrink with the root of their number. */
export function deciding(
  distance: number,
  halfWidth: number,
  replications: number,
  noun = 'replications',
): string {
  const needed = replicationsFor(distance, halfWidth, replications);
  if (needed === null) return `; more ${noun} would hardly decide it`;
  return `; about ${needed} ${noun} would decide it`;
}

/** Replications after which an interval of this half-width would no longer reach this far; null beyond a million. */
export function replicationsFor(
  distance: number,
  halfWidth: number,
  replications: number,
): number | null {
  if (distance === 0 || !Number.isFinite(halfWidth)) return null;
  const ratio = halfWidth / Math.abs(distance);
  const needed = Math.ceil(replications * Math.max(1, ratio * ratio) * 1.1);
  return needed > MOST_REPLICATIONS ? null : roundUp(needed);
}

/** To two leading digits: the number is a guess, and should look like one. */
export function roundUp(count: number): number {
  let unit = 1;
  while (count / unit > 100) unit *= 10;
  return Math.ceil(count / unit) * unit;
}

/** '; about n replications would have 20', from how many this run had; '; about 20 replications would do' of themselves. */
export function moreFor(wanted: number, seen: number, replications: number): string {
  if (seen === 0) return '';
  const needed = roundUp(Math.ceil((wanted / seen) * replications));
  const found = needed === wanted ? 'do' : `have ${wanted}`;
  return `; about ${needed} replications would ${found}`;
}

/** '1 incident', '3 incidents'. */
export function countOf(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}
