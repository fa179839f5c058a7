import type { Default } from './builder.ts';
import type { Plain } from './tree.ts';

type PlainMap = { [key: string]: Plain };

/** The document with its defaults written in, as a scenario would write them. */
export function resolve(document: Plain, defaults: Iterable<Default>): Plain {
  const holder: PlainMap = { root: copy(document) };
  for (const each of defaults) {
    let parent = holder;
    let key = 'root';
    for (const segment of each.path.split('/')) {
      parent = mapAt(parent, key);
      key = segment;
    }
    if (!Object.hasOwn(parent, key)) parent[key] = copy(each.value);
  }
  return holder.root;
}

/** The map under a key; a word such as `hazards: default` gives way to the map that it stands for. */
function mapAt(parent: PlainMap, key: string): PlainMap {
  const found = Object.hasOwn(parent, key) ? parent[key] : undefined;
  if (typeof found === 'object' && found !== null && !Array.isArray(found)) return found;
  const made: PlainMap = {};
  parent[key] = made;
  return made;
}

function copy(value: Plain): Plain {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copy);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, copy(each)]));
}
