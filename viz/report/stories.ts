/** The incidents that are told, and which of them is shown. */
import type { IncidentStory, ReportData } from '../../sim/report/data.ts';
import { el, section } from '../dom/elements.ts';
import { duration } from '../format/duration.ts';
import { shortInstant } from '../format/instant.ts';
import { listenToKeys } from '../timeline/listen.ts';
import type { Timeline } from '../timeline/timeline.ts';
import { storyView } from './story.ts';
import { strategyName } from './strategy-name.ts';

/** The section with its chooser; nothing where no incident is told. */
export function storiesSection(data: ReportData): HTMLElement | null {
  if (data.stories.length === 0) return null;
  const stage = el('div', { 'aria-live': 'off' });
  let shown: Timeline | null = null;
  const choices = data.stories.map((story, i) => choice(data, story, i));
  const show = (i: number) => {
    const { element, timeline } = storyView(data, data.stories[i]);
    shown = timeline;
    stage.replaceChildren(element);
  };
  choices.forEach(({ input }, i) => input.addEventListener('change', () => show(i)));
  choices[0].input.checked = true;
  show(0);
  listenToKeys(() => shown);
  return section(
    'incidents',
    'Incidents, one at a time',
    el(
      'fieldset',
      { class: 'choices' },
      el('legend', {}, 'Choose an incident'),
      ...choices.map((each) => each.label),
    ),
    stage,
  );
}

function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function choice(data: ReportData, story: IncidentStory, i: number) {
  const input = el('input', { type: 'radio', name: 'story', value: i });
  const { row } = story;
  const back = row.dataMs === null ? 'still open' : `data back after ${duration(row.dataMs)}`;
  const lost = row.loss.windowMs > 0 ? `lost ${duration(row.loss.windowMs)}` : 'nothing lost';
  const label = el(
    'label',
    {},
    input,
    el(
      'span',
      {},
      el('b', {}, capitalized(story.why)),
      strategyName(data, story.strategy),
      el('small', {}, `${row.cause}, ${shortInstant(row.at)}`),
      el('small', {}, `${lost}, ${back}`),
    ),
  );
  return { input, label };
}
