/** The details of an item beside it: under the pointer, or kept open after a click. */
import { el } from '../dom/elements.ts';
import { familyOf, kindLabel } from './families.ts';
import type { Item } from './layout.ts';
import { whenWords } from './words.ts';

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** A tooltip inside `host`, which must be positioned. */
export class Tooltip {
  readonly element = el('div', { class: 'tooltip', role: 'status', hidden: true });
  readonly #host: HTMLElement;
  readonly #close: () => void;

  constructor(host: HTMLElement, close: () => void) {
    this.#host = host;
    this.#close = close;
    host.append(this.element);
  }

  /** Shows an item near a place; `sticky` adds a way to close it. */
  show(item: Item, lane: string, place: Place, sticky: boolean): void {
    const kind = kindLabel(item.kind);
    const family = familyOf(item.kind).className;
    const swatch = item.type === 'span' ? el('span', { class: `swatch ${family}` }) : null;
    this.element.replaceChildren(
      el('strong', {}, item.label),
      el('p', { class: 'quiet' }, swatch, kind === item.label ? lane : `${kind} · ${lane}`),
      el('p', {}, whenWords(item)),
      ...item.details.map((text) => el('p', {}, text)),
    );
    if (sticky) this.element.append(this.#closer());
    this.element.classList.toggle('sticky', sticky);
    this.element.hidden = false;
    this.#move(place);
  }

  hide(): void {
    this.element.hidden = true;
  }

  #closer(): HTMLElement {
    const made = el('button', { type: 'button', class: 'close', 'aria-label': 'Close' }, '×');
    made.addEventListener('click', this.#close);
    return made;
  }

  /** Beside the place, on the side with room, and never outside the host. */
  #move({ x, y }: Place): void {
    const { offsetWidth: width, offsetHeight: height } = this.element;
    const left = x + 14 + width > this.#host.clientWidth ? x - width - 14 : x + 14;
    const most = Math.max(4, this.#host.clientHeight - height - 4);
    this.element.style.left = `${Math.max(4, left)}px`;
    this.element.style.top = `${Math.min(Math.max(4, y + 12), most)}px`;
  }
}
