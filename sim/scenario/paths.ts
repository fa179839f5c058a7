import { expandRange, isGlob, isRange, matchesGlob } from './names.ts';
import { nearest, oneOf } from './nearest.ts';

/** A thing of the organization that a path may name. */
export interface Place {
  readonly id: number;
  readonly path: string;
}

export type Match<P> =
  | { readonly ok: true; readonly places: readonly P[] }
  | {
      readonly ok: false;
      readonly message: string;
      readonly expected?: string;
      readonly nearest?: string;
    };

type Segment = (name: string) => boolean;

/**
 * The places that a path names. Segments may be names, `*` patterns and ranges. A path that matches nothing is a
 * mistake, and so is a range with members that match nothing.
 */
export function matchPlaces<P extends Place>(
  path: string,
  what: string,
  known: readonly P[],
): Match<P> {
  const segments = longForm(path.split('/'));
  const tests: Segment[] = [];
  const ranges: { readonly at: number; readonly names: Set<string> }[] = [];
  for (const [at, segment] of segments.entries()) {
    if (!isRange(segment)) {
      tests.push(segment === '*' ? () => true : globTest(segment));
      continue;
    }
    const range = expandRange(segment);
    if (!range.ok) return { ok: false, message: `'${segment}' is not a range: ${range.why}` };
    const members = new Set(range.names);
    tests.push((name) => members.has(name));
    ranges.push({ at, names: new Set(range.names) });
  }
  const index = indexOf(known);
  const candidates = index.byDepth.get(tests.length) ?? [];
  index.work += candidates.length;
  if (index.work > MOST_WORK) return { ok: false, message: 'too many paths over too many things' };
  const hits = candidates.filter(({ names }) => tests.every((test, i) => test(names[i])));
  if (hits.length === 0)
    return miss(
      segments,
      tests,
      what,
      [...index.byDepth.values()].flat().map(({ names }) => names),
    );
  for (const { at, names } of ranges) {
    for (const hit of hits) names.delete(hit.names[at]);
    const [missing] = names;
    if (missing !== undefined)
      return { ok: false, message: `'${missing}' of the range matches no ${what}` };
  }
  return { ok: true, places: hits.map(({ place }) => place) };
}

/** Places by the number of their segments, split once for the many paths that are matched against them. */
interface Index<P> {
  readonly byDepth: ReadonlyMap<number, readonly { place: P; names: readonly string[] }[]>;
  /** Places tested so far. */
  work: number;
}

/** Places tested for one scenario's paths: thousands of patterns over tens of thousands of places do not end. */
const MOST_WORK = 10_000_000;

const indexes = new WeakMap<readonly Place[], Index<Place>>();

function indexOf<P extends Place>(known: readonly P[]): Index<P> {
  let index = indexes.get(known);
  if (index === undefined) {
    const byDepth = new Map<number, { place: Place; names: readonly string[] }[]>();
    for (const place of known) {
      const names = place.path.split('/');
      const same = byDepth.get(names.length) ?? [];
      same.push({ place, names });
      byDepth.set(names.length, same);
    }
    index = { byDepth, work: 0 };
    indexes.set(known, index);
  }
  return index as Index<P>;
}

/** `servers/exch2/volumes/logs` is short for `servers/exch2/nodes/a/volumes/logs`, as in the scenario itself. */
function longForm(segments: readonly string[]): readonly string[] {
  if (segments[0] !== 'servers' || segments[2] !== 'volumes') return segments;
  return ['servers', segments[1], 'nodes', 'a', ...segments.slice(2)];
}

function globTest(pattern: string): Segment {
  if (!isGlob(pattern)) return (name) => name === pattern;
  return (name) => matchesGlob(pattern, name);
}

/** Walks down as far as the path goes, and names the segment that leads nowhere. */
function miss(
  segments: readonly string[],
  tests: readonly Segment[],
  what: string,
  known: readonly (readonly string[])[],
): Match<never> {
  let candidates = known;
  for (const [i, test] of tests.entries()) {
    const options = [...new Set(candidates.flatMap((names) => names.slice(i, i + 1)))];
    const rest = candidates.filter((names) => i < names.length && test(names[i]));
    if (rest.length > 0) {
      candidates = rest;
      continue;
    }
    if (options.length === 0) break;
    const message = `the path names no ${what}: nothing is called '${segments[i]}' there`;
    const near = nearest(segments[i], options);
    const suggestion = [...segments.slice(0, i), near, ...segments.slice(i + 1)].join('/');
    return {
      ok: false,
      message,
      expected: oneOf(options),
      ...(near ? { nearest: suggestion } : {}),
    };
  }
  const example = candidates[0]?.join('/');
  const expected =
    example === undefined ? `a ${what}; there is none` : `a ${what} such as ${example}`;
  return { ok: false, message: `the path names no ${what}`, expected };
}
