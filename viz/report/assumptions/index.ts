/** Which guesses would change the answer: each figure at both ends of its band, one at a time. */
import type { Assumptions } from '../../../sim/experiment/assumptions/shapes.ts';
import type { ReportData } from '../../../sim/report/data.ts';
import { el, section } from '../../dom/elements.ts';
import { count, plural } from '../../format/number.ts';
import { changesPart } from './changes.ts';
import { tornadoPart } from './tornado.ts';

/** The section; null where nothing was varied. */
export function assumptionsSection(data: ReportData): HTMLElement | null {
  const { assumptions } = data;
  if (assumptions === null) return null;
  return section(
    'assumptions',
    'What would change the answer',
    el('p', {}, wordsOf(assumptions)),
    changesPart(data, assumptions),
    tornadoPart(data, assumptions),
    leftOut(assumptions),
  );
}

function wordsOf({ varied, replications: { screened, confirmed } }: Assumptions): string {
  const assumed = varied.filter((figure) => figure.assumed).length;
  const those = assumed === varied.length ? 'all' : `${count(assumed)} of them`;
  const were = varied.length === 1 ? 'was' : 'were';
  const more = confirmed > screened ? `, ${count(confirmed)} where an answer changed` : '';
  return (
    `${plural(varied.length, 'figure')}, ${those} assumed, ${were} set to both ends of what is plausible, ` +
    `one at a time, and the comparison was run again: ${plural(screened, 'replication')} at each end${more}. ` +
    'Two figures that are wrong together were not tried.'
  );
}

function leftOut({ unvaried, refused }: Assumptions): HTMLElement | null {
  if (unvaried.length + refused.length === 0) return null;
  const rows = [
    ...unvaried.map(({ path, why }) => [path, why] as const),
    ...refused.map(({ path, end, why }) => [`${path} at its ${end} end`, why] as const),
  ];
  return el(
    'details',
    {},
    el('summary', {}, `${plural(rows.length, 'figure')} not varied`),
    el(
      'ul',
      { class: 'columns' },
      ...rows.map(([path, why]) => el('li', {}, el('b', {}, path), `: ${why}`)),
    ),
  );
}
