/**
 * Makes a failing scenario small: leaves out faults, hazards, jobs, databases, groups, servers and figures, and shortens the
 * horizon, as long as the same checker goes on failing. What is left is a document of the language like any other.
 */
import { groupAt, namesIn, textOf, type Block, type Document, type Value } from './draft.ts';
import { judge } from './judge.ts';

export interface Small {
  readonly document: Document;
  readonly tried: number;
}

/** A way to make a document smaller, or null where it cannot be. */
type Cut = (document: Document) => void;

/** Cuts are tried again after others had their turn, so many times. */
const ROUNDS = 5;

/** Blocks whose entries can each be left out, the largest first. */
const BLOCKS = [
  'organization/servers',
  'organization/servers/*/storageGroups',
  'organization/servers/*/storageGroups/*/databases',
  'faults',
  'hazards',
  'backup/jobs',
  'parameters/*',
  'parameters',
  'backup/defaults',
  'backup',
  'operations',
  'recovery/for',
  'recovery',
  'organization/directory',
  'organization/sites/hq',
  'organization/servers/*/storageGroups/*',
  'organization/servers/*/storageGroups/*/databases/*',
  'organization/servers/*/volumes',
  'organization/servers/*/volumes/*',
  'organization/libraries',
] as const;

const isBlock = (value: Value | undefined): value is Block =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Paths of the blocks that a pattern names. */
function matching(document: Document, pattern: string): string[][] {
  let found: string[][] = [[]];
  for (const segment of pattern.split('/')) {
    found = found.flatMap((path) => {
      const here = at(document, path);
      if (!isBlock(here)) return [];
      const keys = segment === '*' ? Object.keys(here) : [segment];
      return keys.filter((key) => isBlock(here[key])).map((key) => [...path, key]);
    });
  }
  return found;
}

function at(document: Document, path: readonly string[]): Value | undefined {
  let here: Value | undefined = document;
  for (const key of path) here = isBlock(here) ? here[key] : undefined;
  return here;
}

/** What was left out is named nowhere else: faults and jobs of it go, too. */
function tidy(document: Document): void {
  const { servers, groups, databases, volumes } = namesIn(document);
  const known = [...servers, ...groups, ...databases, ...volumes];
  const isKnown = (path: Value): boolean =>
    typeof path !== 'string' ||
    !path.startsWith('servers/') ||
    known.some((k) => path.startsWith(k));
  const jobs = at(document, ['backup', 'jobs']);
  for (const [name, job] of isBlock(jobs) ? Object.entries(jobs) : []) {
    const of = (job as Block).of as string[];
    (job as Block).of = of.filter(isKnown);
    if (((job as Block).of as string[]).length === 0) delete (jobs as Block)[name];
  }
  const faults = at(document, ['faults']);
  for (const [name, fault] of isBlock(faults) ? Object.entries(faults) : [])
    if (
      !Object.values(fault as Block)
        .flatMap(leaves)
        .every(isKnown)
    )
      delete (faults as Block)[name];
}

const leaves = (value: Value): Value[] =>
  isBlock(value) ? Object.values(value).flatMap(leaves) : Array.isArray(value) ? value : [value];

function cuts(document: Document): Cut[] {
  const list: Cut[] = [];
  for (const pattern of BLOCKS) {
    for (const path of matching(document, pattern)) {
      const keys = Object.keys(at(document, path) as Block);
      if (keys.length > 3)
        for (const half of [keys.slice(0, keys.length / 2), keys.slice(keys.length / 2)])
          list.push((d) => half.forEach((key) => delete (at(d, path) as Block)[key]));
      for (const key of keys) list.push((d) => delete (at(d, path) as Block)[key]);
    }
  }
  for (const horizon of ['1 week', '2 weeks'])
    if (document.horizon !== horizon) list.push((d) => (d.horizon = horizon));
  for (const path of namesIn(document).groups)
    list.push((d) => {
      const group = groupAt(d, path);
      for (const base of Object.values(group.databases as Block)) (base as Block).on = 'database';
    });
  return list;
}

/** The smallest scenario found that still fails by the same checker, within so many trials. */
export function shrink(
  from: Document,
  checker: string,
  { most = 300, sameness }: { most?: number; sameness: boolean },
): Small {
  let best = structuredClone(from);
  let tried = 0;
  const fails = (document: Document): boolean => {
    tried += 1;
    const { failures } = judge(textOf(document), { sameness });
    return failures[0]?.checker !== 'language' && failures.some((f) => f.checker === checker);
  };
  /** The first smaller one that still fails, not before a cut; its number, or -1. */
  const next = (from: number): number => {
    const all = cuts(best);
    for (let i = from; i < all.length; i++) {
      if (tried >= most) return -1;
      const smaller = structuredClone(best);
      all[i](smaller);
      tidy(smaller);
      if (textOf(smaller) === textOf(best) || !fails(smaller)) continue;
      best = smaller;
      return i;
    }
    return -1;
  };
  for (let round = 0, before = ''; before !== textOf(best) && round < ROUNDS; round++) {
    before = textOf(best);
    // What a cut has left out moves the next one to its place.
    for (let i = next(0); i >= 0;) i = next(i);
  }
  return { document: best, tried };
}
