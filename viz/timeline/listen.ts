/** Which timeline hears the keys of the page. */
import type { Timeline } from './timeline.ts';

/** Keys that a page or a control already uses: they belong to the timeline only when it has the focus. */
const SHARED = /^(?:Arrow|Home|Enter|Escape| )/;

/** Listens for the whole page; `current` is the timeline that is shown now. */
export function listenToKeys(current: () => Timeline | null): void {
  document.addEventListener('keydown', (event) => {
    const timeline = current();
    const target = event.target instanceof Element ? event.target : document.body;
    if (!timeline || event.defaultPrevented || mine(target)) return;
    if (timeline.help.open && event.key !== '?') return;
    const focused = timeline.element.contains(target);
    const onPicture = timeline.picture.contains(target);
    if (SHARED.test(event.key) ? !(onPicture || (event.key === 'Escape' && focused)) : !near()) {
      return;
    }
    if (timeline.key(event)) event.preventDefault();

    function near(): boolean {
      return focused || event.key === '?' || (timeline?.element.matches(':hover') ?? false);
    }
  });
}

/** Whoever types into a field means the field. */
function mine(target: Element): boolean {
  return target.matches('input, textarea, select, [contenteditable]');
}
