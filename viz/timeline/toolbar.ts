/** Everything that the keys can do, as buttons: for a mouse, a touch screen, and to be discovered. */
import { button, el } from '../dom/elements.ts';
import type { Format } from './export.ts';
import type { Command } from './keys.ts';

export interface ToolbarActions {
  run(command: Command): void;
  /** Folds all lanes, or unfolds them. */
  foldAll(): void;
  /** Makes a file of it. */
  take(format: Format): void;
  /** The words in the search box changed. */
  search(query: string): void;
  /** Enter in the search box: to the next hit. */
  nextHit(): void;
}

export interface Toolbar {
  readonly element: HTMLElement;
  readonly box: HTMLInputElement;
  /** Says what is visible and how many hits there are. */
  readonly range: HTMLElement;
  readonly hits: HTMLElement;
}

const BUTTONS: readonly (readonly [string, string, Command])[] = [
  ['+', 'Zoom in (W)', 'zoom-in'],
  ['−', 'Zoom out (S)', 'zoom-out'],
  ['All', 'Show the whole incident (0)', 'fit-all'],
  ['Previous event', 'Previous event (,)', 'previous-event'],
  ['Next event', 'Next event (.)', 'next-event'],
];

/** The row of controls above a timeline. */
export function toolbar(actions: ToolbarActions): Toolbar {
  const box = el('input', {
    type: 'search',
    placeholder: 'Search  (/)',
    'aria-label': 'Search the timeline',
    size: 14,
  });
  const range = el('output', { class: 'quiet visible-range', 'aria-live': 'polite' });
  const hits = el('output', { class: 'quiet', 'aria-live': 'polite' });
  box.addEventListener('input', () => actions.search(box.value));
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') actions.nextHit();
    if (event.key === 'Escape') actions.run('clear');
    // The letters belong to the box, not to the timeline's keys.
    event.stopPropagation();
  });
  const made = BUTTONS.map(([label, title, command]) =>
    button(label, () => actions.run(command), { title, 'aria-label': title }),
  );
  const element = el(
    'div',
    { class: 'toolbar', role: 'toolbar', 'aria-label': 'Timeline controls' },
    ...made,
    button('Fold', () => actions.foldAll(), { title: 'Fold or unfold all lanes' }),
    box,
    hits,
    button('SVG', () => actions.take('svg'), { title: 'The picture as an SVG file' }),
    button('PNG', () => actions.take('png'), { title: 'The picture as a PNG file' }),
    button('Trace', () => actions.take('trace'), {
      title: 'Spans and events as a trace that ui.perfetto.dev opens',
    }),
    button('Keys', () => actions.run('help'), { title: 'All keys (?)' }),
    range,
  );
  return { element, box, range, hits };
}
