/** Lanes as a tree that folds, and as the rows that are visible of it. */
import type { TimelineLane } from '../../sim/report/data.ts';

export interface LaneNode {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
  readonly children: LaneNode[];
}

/** One visible row: a lane, or a folded lane that also stands for those under it. */
export interface Row {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
  readonly depth: number;
  readonly foldable: boolean;
  readonly folded: boolean;
  /** Lanes under it that are hidden, whose items it shows in brief. */
  readonly hidden: readonly string[];
}

const KINDS = [
  'incident', 'server', 'volume', 'group', 'database', 'drive', 'hub', 'person', 'job',
]; // prettier-ignore

const HEADINGS: Readonly<Record<string, string>> = {
  server: 'Servers',
  group: 'Storage groups',
  database: 'Databases',
  volume: 'Volumes',
  drive: 'Tape drives',
  person: 'People',
  job: 'Backup jobs',
};

/**
 * The tree. Roots stand in the order of their kinds; several roots of a kind that have nothing under them are put
 * under a heading, so that they fold together. A parent that does not exist makes a root, and so does a circle.
 */
export function laneTree(lanes: readonly TimelineLane[]): LaneNode[] {
  const nodes = new Map<string, LaneNode>();
  for (const { id, kind, label } of lanes) nodes.set(id, { id, kind, label, children: [] });
  const parents = new Map(lanes.map((lane) => [lane.id, lane.parent]));
  const roots: LaneNode[] = [];
  for (const [id, node] of nodes) {
    const parent = parents.get(id) ?? null;
    const above = parent === null || circular(id, parents) ? undefined : nodes.get(parent);
    (above?.children ?? roots).push(node);
  }
  return KINDS.concat(roots.map((root) => root.kind).filter((kind) => !KINDS.includes(kind)))
    .filter((kind, i, all) => all.indexOf(kind) === i)
    .flatMap((kind) =>
      underHeading(
        kind,
        roots.filter((root) => root.kind === kind),
      ),
    );
}

function circular(id: string, parents: ReadonlyMap<string, string | null>): boolean {
  const seen = new Set([id]);
  for (let up = parents.get(id) ?? null; up !== null; up = parents.get(up) ?? null) {
    if (seen.has(up)) return true;
    seen.add(up);
  }
  return false;
}

function underHeading(kind: string, roots: LaneNode[]): LaneNode[] {
  const heading = HEADINGS[kind];
  if (!heading || roots.length < 2 || roots.some((root) => root.children.length > 0)) return roots;
  return [{ id: `heading:${kind}`, kind: 'heading', label: heading, children: roots }];
}

/** The lanes on which anything happens, and those above them. */
export function usedLanes(
  lanes: readonly TimelineLane[],
  used: ReadonlySet<string>,
): TimelineLane[] {
  const parents = new Map(lanes.map((lane) => [lane.id, lane.parent]));
  const kept = new Set<string>();
  for (const { id } of lanes) {
    if (!used.has(id)) continue;
    let up: string | null = id;
    while (up !== null && !kept.has(up)) {
      kept.add(up);
      up = parents.get(up) ?? null;
    }
  }
  return lanes.filter((lane) => kept.has(lane.id));
}

/** The rows that are visible with these lanes folded. */
export function visibleRows(tree: readonly LaneNode[], folded: ReadonlySet<string>): Row[] {
  const rows: Row[] = [];
  const walk = (node: LaneNode, depth: number) => {
    const foldable = node.children.length > 0;
    const closed = foldable && folded.has(node.id);
    const { id, kind, label } = node;
    const hidden = closed ? descendants(node) : [];
    rows.push({ id, kind, label, depth, foldable, folded: closed, hidden });
    if (!closed) for (const child of node.children) walk(child, depth + 1);
  };
  for (const root of tree) walk(root, 0);
  return rows;
}

/** Every lane under this one. */
export function descendants(node: LaneNode): string[] {
  return node.children.flatMap((child) => [child.id, ...descendants(child)]);
}

/** All lanes that can be folded. */
export function foldableLanes(tree: readonly LaneNode[]): string[] {
  return tree.flatMap((node) =>
    node.children.length > 0 ? [node.id, ...foldableLanes(node.children)] : [],
  );
}

/** The lanes above a lane, from the outside in: those that must be unfolded to see it. */
export function ancestors(tree: readonly LaneNode[], id: string): string[] {
  for (const node of tree) {
    if (node.id === id) return [];
    if (descendants(node).includes(id)) return [node.id, ...ancestors(node.children, id)];
  }
  return [];
}
