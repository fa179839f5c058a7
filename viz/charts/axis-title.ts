import { svg } from '../dom/elements.ts';

/** What the values along the bottom of a chart are, in the middle below them. */
export function axisTitle(
  { left, right }: { readonly left: number; readonly right: number },
  height: number,
  text: string,
): SVGElement {
  const at = { x: (left + right) / 2, y: height - 6, 'text-anchor': 'middle' };
  return svg('text', { class: 'axis-title', ...at }, text);
}
