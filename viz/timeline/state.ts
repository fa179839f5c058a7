/** What a reader has done to a timeline: where they look, what is folded, what is selected, what they search. */
import type { IncidentStory } from '../../sim/report/data.ts';
import {
  ancestors,
  foldableLanes,
  laneTree,
  usedLanes,
  visibleRows,
  type LaneNode,
} from './lanes.ts';
import { itemsOf, layOut, type Item, type Layout, type Placed } from './layout.ts';
import { boundsOf, fit, type View } from './scale.ts';
import { search } from './search.ts';

type Story = Pick<IncidentStory, 'row' | 'from' | 'to' | 'lanes' | 'spans' | 'events'>;

/** More lanes than this and those below the first level start folded. */
const FOLD_ABOVE = 45;

/** The incident itself; the days before it, which the story also holds, are one key away. */
function firstView({ row }: Story, bounds: View): View {
  const end = Math.max(row.closedAt ?? 0, row.at + (row.dataMs ?? 0));
  return end > row.at ? fit(row.at, end, bounds) : bounds;
}

/** What a reader has done to one timeline. */
export class TimelineState {
  readonly bounds: View;
  readonly tree: readonly LaneNode[];
  readonly items: readonly Item[];
  /** Lanes of the story on which nothing happens. */
  readonly empty: number;
  readonly folded = new Set<string>();
  view: View;
  layout: Layout;
  active: string | null = null;
  stuck = false;
  /** A stretch that the reader compares others with. */
  mark: View | null = null;
  hits: readonly string[] | null = null;
  readonly #names: ReadonlyMap<string, string>;

  constructor(story: Story) {
    this.bounds = boundsOf(story.from, story.to);
    this.items = itemsOf(story.spans, story.events);
    const lanes = usedLanes(story.lanes, new Set(this.items.map((item) => item.lane)));
    this.empty = story.lanes.length - lanes.length;
    this.tree = laneTree(lanes);
    this.view = firstView(story, this.bounds);
    this.#names = new Map(story.lanes.map((lane) => [lane.id, lane.label]));
    if (lanes.length > FOLD_ABOVE) {
      for (const node of this.tree)
        foldableLanes(node.children).forEach((id) => this.folded.add(id));
    }
    this.layout = this.#layOut();
  }

  readonly laneName = (lane: string): string => this.#names.get(lane) ?? lane;

  /** The selected item where it now stands; null when nothing is selected. */
  get activeItem(): Placed | null {
    return this.placed(this.active);
  }

  placed(id: string | null): Placed | null {
    return this.layout.items.find((item) => item.id === id) ?? null;
  }

  toggle(lane: string): void {
    if (!this.folded.delete(lane)) this.folded.add(lane);
    this.layout = this.#layOut();
  }

  /** Folds everything, or unfolds everything when something is folded. */
  toggleAll(): void {
    if (this.folded.size > 0) this.folded.clear();
    else foldableLanes(this.tree).forEach((id) => this.folded.add(id));
    this.layout = this.#layOut();
  }

  /** Unfolds the lanes above an item's lane; true when anything changed. */
  unfoldTo(item: Item): boolean {
    const closed = ancestors(this.tree, item.lane).filter((id) => this.folded.delete(id));
    if (closed.length > 0) this.layout = this.#layOut();
    return closed.length > 0;
  }

  find(query: string): void {
    const found = search(this.items, query, this.laneName);
    this.hits = query.trim() === '' ? null : found;
  }

  /** The hit after the selected one, from the first again after the last. */
  nextHit(): Item | null {
    const hits = this.hits ?? [];
    const next = hits[(hits.indexOf(this.active ?? '') + 1) % Math.max(1, hits.length)];
    return this.items.find((item) => item.id === next) ?? null;
  }

  #layOut(): Layout {
    return layOut(visibleRows(this.tree, this.folded), this.items);
  }
}
