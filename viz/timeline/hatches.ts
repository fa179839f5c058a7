/** Patterns and the clip of a timeline. Hatching tells waiting and loss apart without colour. */
import { svg } from '../dom/elements.ts';
import type { Frame } from './frame.ts';

/** The definitions that the items refer to. */
export function definitions(): SVGDefsElement {
  const stripes = svg('pattern', {
    id: 'timeline-hatch',
    width: 6,
    height: 6,
    patternUnits: 'userSpaceOnUse',
    patternTransform: 'rotate(45)',
  });
  stripes.append(svg('line', { class: 'hatch-line', x1: 0, x2: 0, y1: 0, y2: 6 }));
  const clip = svg('clipPath', { id: 'timeline-clip' }, svg('rect'));
  return svg('defs', {}, stripes, clip);
}

/** The clip keeps items out of the column of names. */
export function sizeClip(defs: SVGDefsElement, frame: Frame, height: number): void {
  const rect = defs.querySelector('clipPath rect');
  rect?.setAttribute('x', String(frame.left));
  rect?.setAttribute('width', String(frame.right - frame.left + 8));
  rect?.setAttribute('height', String(height + 40));
}
