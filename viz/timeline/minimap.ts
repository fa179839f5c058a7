/** The whole incident in small under the timeline, with a window on it that can be dragged and stretched. */
import { brushX, select, type BrushBehavior } from 'd3';
import { svg } from '../dom/elements.ts';
import { familyOf } from './families.ts';
import type { Frame } from './frame.ts';
import type { Layout } from './layout.ts';
import type { View } from './scale.ts';

const HEIGHT = 44;

/** The small picture; `change` hears what the reader drags. The keyboard has its own ways on the timeline. */
export class Minimap {
  readonly element = svg('svg', { class: 'minimap', height: HEIGHT, 'aria-hidden': 'true' });
  readonly #spans = svg('g');
  readonly #window = svg('g', { class: 'window' });
  readonly #brush: BrushBehavior<unknown>;
  readonly #bounds: View;
  #frame: Frame | null = null;
  #moving = false;

  constructor(bounds: View, change: (view: View) => void) {
    this.#bounds = bounds;
    this.element.append(this.#spans, this.#window);
    this.#brush = brushX().on('brush end', (event: d3.D3BrushEvent<unknown>) => {
      if (this.#moving || !event.sourceEvent || !this.#frame) return;
      const [from, to] = (event.selection as [number, number] | null) ?? this.#wholeWidth();
      // A mere click leaves an empty selection: nothing can be shown of it.
      if (to - from < 2) return;
      change({ from: this.#timeAt(from), to: this.#timeAt(to) });
    });
  }

  /** Draws the spans anew, after folding or a new width. */
  drawSpans(layout: Layout, frame: Frame): void {
    this.#frame = frame;
    this.element.setAttribute('width', String(frame.width));
    const scale = (HEIGHT - 8) / Math.max(1, layout.height);
    const spans = layout.items.filter((item) => item.type === 'span');
    this.#spans.replaceChildren(
      ...spans.map((span) => {
        const x = this.#pixelOf(span.from);
        const width = Math.max(1, this.#pixelOf(span.to) - x);
        const y = 4 + span.y * scale;
        const className = familyOf(span.kind).className;
        return svg('rect', { class: className, x, y, width, height: 2 });
      }),
    );
    this.#brush.extent([
      [frame.left, 0],
      [frame.right, HEIGHT],
    ]);
    select(this.#window).call(this.#brush as never);
  }

  /** Puts the window where the timeline looks. */
  drawWindow(view: View): void {
    if (!this.#frame) return;
    this.#moving = true;
    const selection: [number, number] = [this.#pixelOf(view.from), this.#pixelOf(view.to)];
    this.#brush.move(select(this.#window) as never, selection);
    this.#moving = false;
  }

  #wholeWidth(): [number, number] {
    return this.#frame ? [this.#frame.left, this.#frame.right] : [0, 0];
  }

  #pixelOf(at: number): number {
    const [left, right] = this.#wholeWidth();
    const share = (at - this.#bounds.from) / (this.#bounds.to - this.#bounds.from);
    return left + share * (right - left);
  }

  #timeAt(x: number): number {
    const [left, right] = this.#wholeWidth();
    const share = (x - left) / (right - left);
    return this.#bounds.from + share * (this.#bounds.to - this.#bounds.from);
  }
}
