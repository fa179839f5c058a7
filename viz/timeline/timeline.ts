/** The timeline of one incident: puts the parts together and answers to keys, pointer and buttons. */
import type { IncidentStory } from '../../sim/report/data.ts';
import { el, svg } from '../dom/elements.ts';
import { onWidth } from '../dom/resize.ts';
import { duration } from '../format/duration.ts';
import { shortInstant } from '../format/instant.ts';
import { run } from './commands.ts';
import { drawAxis } from './draw-axis.ts';
import { drawItems } from './draw-items.ts';
import { drawRows, type LaneGroup } from './draw-rows.ts';
import { takeAway } from './export.ts';
import { extent, frameFor, toX, type Frame } from './frame.ts';
import { definitions, sizeClip } from './hatches.ts';
import { helpDialog } from './help.ts';
import { commandOf, type Command } from './keys.ts';
import type { Item } from './layout.ts';
import { legend } from './legend.ts';
import { textMeasure } from './measure.ts';
import { Minimap } from './minimap.ts';
import { listenToPointer } from './pointer.ts';
import { fit, inside, reveal, type View } from './scale.ts';
import { Scrubber } from './scrubber.ts';
import { TimelineState } from './state.ts';
import { timelineTable } from './table.ts';
import { toolbar } from './toolbar.ts';
import { Tooltip, type Place } from './tooltip.ts';

export class Timeline {
  readonly element = el('div', { class: 'timeline' });
  readonly state: TimelineState;
  readonly picture = svg('svg', { class: 'picture', tabindex: 0, role: 'group' });
  readonly tools;
  readonly help = helpDialog();
  readonly scrubber: Scrubber;
  frame: Frame = frameFor(1000);
  readonly #stage = el('div', { class: 'stage' });
  readonly #defs = definitions();
  readonly #grid = svg('g', { class: 'grid-lines', 'aria-hidden': 'true' });
  readonly #rows = svg('g', { class: 'rows' });
  readonly #axis = svg('g', { class: 'time-axis', 'aria-hidden': 'true' });
  readonly #tooltip: Tooltip;
  readonly #minimap: Minimap;
  readonly #t0: number;
  #measure: ((text: string) => number) | null = null;
  #lanes: LaneGroup | null = null;
  #drawSoon = false;

  constructor(story: IncidentStory, title: string) {
    this.state = new TimelineState(story);
    this.#t0 = story.row.at;
    this.#minimap = new Minimap(this.state.bounds, (view) => this.show(view));
    this.#tooltip = new Tooltip(this.#stage, () => this.command('clear'));
    this.tools = toolbar({
      run: (command) => this.command(command),
      foldAll: () => this.refold(() => this.state.toggleAll()),
      take: (format) => void takeAway(format, this.picture, story, title),
      search: (query) => this.search(query),
      nextHit: () => {
        const next = this.state.nextHit();
        if (next) this.select(next, false);
      },
    });
    const name = `Timeline of the incident: ${title}. Arrow keys move through it, ? lists all keys.`;
    this.picture.setAttribute('aria-label', name);
    this.picture.append(this.#defs, this.#grid, this.#rows, this.#axis);
    this.#stage.append(this.picture, this.#minimap.element);
    this.scrubber = new Scrubber(this, story.states, story.row.at);
    this.element.append(
      this.tools.element,
      legend(this.state.items, this.state.empty),
      this.#stage,
      this.scrubber.panel.element,
      timelineTable(this.state.items, this.state.laneName),
      this.help,
    );
    listenToPointer(this);
    onWidth(this.#stage, (width) => this.#resize(width));
  }

  /** One stroke of a key; true when it meant something here. */
  key(event: KeyboardEvent): boolean {
    const command = commandOf(event);
    if (command) this.command(command);
    return command !== null;
  }

  command(command: Command): void {
    run(this, command);
  }

  /** Looks at another stretch of time; drawn once a frame however often it is asked for. */
  show(view: View): void {
    this.state.view = inside(view, this.state.bounds);
    if (this.#drawSoon) return;
    this.#drawSoon = true;
    requestAnimationFrame(() => {
      this.#drawSoon = false;
      this.draw();
    });
  }

  /** Selects an item, moves the view to it, gives it the focus and shows its details. */
  select(item: Item, focus = true): void {
    const { state } = this;
    if (state.unfoldTo(item)) this.#drawRows();
    state.active = item.id;
    state.stuck = false;
    state.view = reveal(state.view, item.from, item.to, state.bounds);
    this.draw();
    const node = this.node(item.id);
    if (focus) node?.focus({ preventScroll: true });
    node?.scrollIntoView({ block: 'nearest' });
    this.showDetails(item, null, false);
  }

  /** Fills the view with the selected item. */
  focusOnActive(): void {
    const { activeItem, bounds } = this.state;
    if (activeItem) this.show(fit(activeItem.from, activeItem.to, bounds));
  }

  showDetails(item: Item, place: Place | null, sticky: boolean): void {
    const at = place ?? this.#placeOf(item.id);
    this.#tooltip.show(item, this.state.laneName(item.lane), at, sticky);
  }

  hideDetails(): void {
    this.#tooltip.hide();
  }

  search(query: string): void {
    this.state.find(query);
    const { hits } = this.state;
    this.tools.hits.textContent = hits === null ? '' : `${hits.length} found`;
    this.draw();
  }

  /** Changes what is folded, and everything that hangs on it. */
  refold(change: () => void): void {
    change();
    this.hideDetails();
    this.#drawRows();
    this.draw();
  }

  node(id: string): SVGGElement | null {
    return this.picture.querySelector<SVGGElement>(`[data-item="${CSS.escape(id)}"]`);
  }

  draw(): void {
    if (!this.#lanes || !this.#measure) return;
    const { view, layout, active, hits, laneName, mark } = this.state;
    const { frame } = this;
    drawAxis(
      this.#axis,
      this.#grid,
      view,
      frame,
      layout.height,
      this.#t0,
      mark,
      toX(this.scrubber.at, view, frame),
    );
    const found = hits === null ? null : new Set(hits);
    const measure = this.#measure;
    drawItems(this.#lanes, layout.items, { view, frame, measure, laneName, active, hits: found });
    this.scrubber.draw(view, frame, layout.height);
    this.#minimap.drawWindow(view);
    const length = duration(view.to - view.from);
    this.tools.range.textContent = `${shortInstant(view.from)} to ${shortInstant(view.to)} (${length})`;
  }

  #resize(width: number): void {
    this.frame = frameFor(width);
    this.#measure ??= textMeasure(`12px ${getComputedStyle(this.element).fontFamily}`);
    this.#drawRows();
    this.draw();
  }

  #drawRows(): void {
    const { layout } = this.state;
    if (!this.#measure) return;
    const height = this.frame.top + layout.height + 4;
    this.picture.setAttribute('width', String(this.frame.width));
    this.picture.setAttribute('height', String(height));
    // Paper is narrower than the screen it was drawn for: there the picture shrinks.
    this.picture.setAttribute('viewBox', `0 0 ${this.frame.width} ${height}`);
    sizeClip(this.#defs, this.frame, layout.height);
    const toggle = (lane: string) => this.refold(() => this.state.toggle(lane));
    this.#lanes = drawRows(this.#rows, layout, this.frame, this.#measure, toggle);
    this.#minimap.drawSpans(layout, this.frame);
  }

  #placeOf(id: string): Place {
    const item = this.state.placed(id);
    const edges = item && extent(item, this.state.view, this.frame);
    if (!item || !edges) return { x: this.frame.left, y: 0 };
    const x = Math.min(Math.max(edges[0], this.frame.left), this.frame.right);
    return { x, y: this.frame.top + item.y + item.height - 8 };
  }
}
