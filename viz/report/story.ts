/** One incident: its facts, its critical path, its story and its timeline. */
import type { IncidentStory, ReportData } from '../../sim/report/data.ts';
import { joinNeighbours } from '../../sim/report/neighbours.ts';
import { waterfall } from '../charts/waterfall.ts';
import { el } from '../dom/elements.ts';
import { duration } from '../format/duration.ts';
import { instant, shortInstant } from '../format/instant.ts';
import { count, plural } from '../format/number.ts';
import { Timeline } from '../timeline/timeline.ts';
import { strategyLabel } from './strategy-name.ts';

/** The picture and the words of a story, with its timeline for the keys of the page. */
export function storyView(data: ReportData, story: IncidentStory) {
  const title = `${strategyLabel(data, story.strategy)}, ${story.row.cause}, ${shortInstant(story.row.at)}`;
  const timeline = new Timeline(story, title);
  const element = el(
    'div',
    { class: 'story' },
    facts(story),
    el('h3', {}, 'Where the time went'),
    el('p', { class: 'quiet' }, sumOf(story)),
    waterfall(joinNeighbours(story.row.waterfall, 'load-tape'), story.row.at),
    el('h3', {}, 'What happened'),
    narrative(story),
    el('h3', {}, 'Timeline'),
    timeline.element,
    el('p', { class: 'quiet' }, 'Replay it: ', el('code', {}, story.command)),
  );
  return { element, timeline };
}

function facts({ row }: IncidentStory): HTMLElement {
  const open = 'still open at the end';
  const lost =
    row.loss.messages > 0
      ? `${duration(row.loss.windowMs)} of mail: ${plural(row.loss.messages, 'message')}`
      : 'nothing';
  const pairs: (readonly [string, string])[] = [
    ['Cause', row.causes.length > 1 ? row.causes.join(', then ') : row.cause],
    ['Failed', instant(row.at)],
    ['Destroyed', `a ${row.scope}; ${plural(row.affected.length, 'database')} affected`],
    ['Service back', row.serviceMs === null ? open : `after ${duration(row.serviceMs)}`],
    ['Data back', row.dataMs === null ? open : `after ${duration(row.dataMs)}`],
    ['Lost', lost],
    ['Read from tape', plural(row.sets, 'backup set')],
    ['Key', `${row.key}, replication ${count(row.replication)}`],
  ];
  const affected = el('details', {}, el('summary', {}, 'Databases affected'));
  affected.append(
    el('ul', { class: 'columns' }, ...row.affected.map((path) => el('li', {}, path))),
  );
  return el(
    'div',
    {},
    el(
      'dl',
      { class: 'facts' },
      ...pairs.map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value))),
    ),
    row.affected.length > 0 ? affected : null,
  );
}

function sumOf({ row }: IncidentStory): string {
  const sum = row.waterfall.reduce((total, span) => total + span.ms, 0);
  if (row.dataMs === null)
    return `The critical path so far: ${duration(sum)}; the incident was still open.`;
  return `The critical path from the failure (t0) until all data was back: ${duration(sum)}.`;
}

function narrative(story: IncidentStory): HTMLElement {
  const items = story.story.map((each) => {
    const after = each.at - story.row.at;
    const relative =
      after === 0 ? 't0' : after > 0 ? `t0 + ${duration(after)}` : `t0 \u2212 ${duration(-after)}`;
    const because = each.because === null ? null : el('small', {}, ` (${each.because})`);
    return el(
      'li',
      {},
      el('span', {}, shortInstant(each.at)),
      el('span', { class: 'after' }, relative),
      el('span', {}, each.text, because),
    );
  });
  // A long story scrolls inside its frame, so that the timeline is not a mile away.
  const list = el('ol', { class: 'narrative' }, ...items);
  return el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Story' }, list);
}
