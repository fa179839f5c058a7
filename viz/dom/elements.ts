/**
 * The only way in which this page makes elements. Strings become text nodes and nothing is ever parsed as HTML, so a
 * name from a stranger's scenario cannot bring markup with it.
 */

export type Child = Node | string | null;
export type Attributes = Readonly<Record<string, string | number | boolean | null>>;

const SVG = 'http://www.w3.org/2000/svg';

/** An HTML element. Attributes that are null or false are left out; children that are null as well. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  return fill(document.createElement(tag), attributes, children);
}

/** An SVG element. */
export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[K] {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill<E extends Element>(element: E, attributes: Attributes, children: readonly Child[]) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** A button that does something. */
export function button(
  label: string,
  act: () => void,
  attributes: Attributes = {},
): HTMLButtonElement {
  const made = el('button', { type: 'button', ...attributes }, label);
  made.addEventListener('click', act);
  return made;
}

/** A section of the page with its heading, to which the navigation may jump. */
export function section(id: string, title: string, ...children: readonly Child[]): HTMLElement {
  const heading = el('h2', { id: `${id}-heading` }, title);
  return el('section', { id, 'aria-labelledby': `${id}-heading` }, heading, ...children);
}

/** A table that may scroll inside its own frame when it is wider than the page; reachable by keyboard. */
export function frame(label: string, table: HTMLElement): HTMLElement {
  return el('div', { class: 'frame', tabindex: 0, role: 'region', 'aria-label': label }, table);
}
