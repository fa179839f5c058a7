/** All keys, in a dialog that the browser itself keeps modal. */
import { button, el } from '../dom/elements.ts';
import { bindings } from './keys.ts';

const HALF = 12;

/** The dialog; call `showModal` on it. Esc closes it. */
export function helpDialog(): HTMLDialogElement {
  const rows = bindings.map((each) =>
    el('tr', {}, el('td', {}, el('kbd', {}, each.shown)), el('td', {}, each.does)),
  );
  const pointer = [
    ['Ctrl + wheel', 'zoom'],
    ['drag', 'move in time'],
    ['click', 'keep the details open'],
    ['click on a name', 'fold or unfold'],
  ].map(([shown, does]) => el('tr', {}, el('td', {}, el('kbd', {}, shown)), el('td', {}, does)));
  const dialog = el(
    'dialog',
    { class: 'help', 'aria-labelledby': 'help-title' },
    el('h3', { id: 'help-title' }, 'Keys of the timeline'),
    el('p', { class: 'quiet' }, 'They work while the timeline has the focus or the pointer.'),
    el(
      'div',
      { class: 'key-columns' },
      el('table', {}, el('tbody', {}, ...rows.slice(0, HALF))),
      el('table', {}, el('tbody', {}, ...rows.slice(HALF), ...pointer)),
    ),
  );
  dialog.append(button('Close', () => dialog.close()));
  return dialog;
}
