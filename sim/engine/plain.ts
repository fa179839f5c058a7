import { EngineError, show } from './errors.ts';

/**
 * Something in a state that would silently part a snapshot or a recording from the run: where, and
 * what it is.
 */
export interface StateFault {
  readonly path: string;
  readonly what: string;
}

/** A deep copy of plain data, thawed if it was frozen. */
export function copyPlain<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  return copyObject(value) as T;
}

/** First a shallow copy as a whole, which is fast, then only what is nested in it. */
function copyObject(value: object): object {
  if (Array.isArray(value)) {
    const copy: unknown[] = value.slice();
    for (let i = 0; i < copy.length; i++) {
      const item = copy[i];
      if (typeof item === 'object' && item !== null) copy[i] = copyObject(item);
    }
    return copy;
  }
  const copy: Record<string, unknown> = { ...value };
  const keys = Object.keys(copy);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    const item = copy[key];
    if (typeof item === 'object' && item !== null) copy[key] = copyObject(item);
  }
  return copy;
}

/**
 * Walks a state and names everything that is not plain: class instances, Maps, Sets, typed arrays,
 * getters, hidden keys, undefined, -0, non-finite numbers, functions, objects that two paths share,
 * and records that lack a key of their neighbours in a list. Each would be one thing in place and
 * another in a draft, a fork or a file. For development: it costs more than a copy.
 */
export function walkState(value: unknown, root = 'state'): StateFault[] {
  const faults: StateFault[] = [];
  walk(value, root, new Map(), faults);
  return faults;
}

/** Throws EngineError with the first key path that is not plain, and what is there. */
export function demandPlain(value: unknown, root: string): void {
  const faults = walkState(value, root);
  if (faults.length === 0) return;
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : '';
  throw new EngineError('bad-state', `${faults[0].path} is ${faults[0].what}${more}`);
}

function walk(value: unknown, path: string, seen: Map<object, string>, faults: StateFault[]): void {
  if (typeof value !== 'object' || value === null) {
    const what = faultOfScalar(value);
    if (what !== null) faults.push({ path, what });
    return;
  }
  const before = seen.get(value);
  if (before !== undefined) {
    faults.push({ path, what: `the same object as ${before}` });
    return;
  }
  seen.set(value, path);
  const what = faultOfObject(value);
  if (what !== null) {
    faults.push({ path, what });
    return;
  }
  const isArray = Array.isArray(value);
  const keys = Object.keys(value);
  // A list has one hidden key of its own, its length.
  if (isArray && keys.length !== value.length) {
    faults.push({ path, what: 'an array with gaps or with keys of its own' });
  } else if (Object.getOwnPropertyNames(value).length !== keys.length + (isArray ? 1 : 0)) {
    faults.push({ path, what: 'an object with a hidden key' });
  }
  if (isArray) walkRecords(value, path, faults);
  for (const key of keys) {
    const below = isArray ? `${path}[${key}]` : `${path}.${key}`;
    const property = Object.getOwnPropertyDescriptor(value, key);
    if (property !== undefined && 'value' in property) walk(property.value, below, seen, faults);
    else faults.push({ path: below, what: 'a getter' });
  }
}

/** Records of one list have the same keys: what is not known is null. */
function walkRecords(list: readonly unknown[], path: string, faults: StateFault[]): void {
  let expected: string[] | null = null;
  for (let i = 0; i < list.length; i++) {
    const item = list[i];
    if (typeof item !== 'object' || item === null || Array.isArray(item)) continue;
    const keys = Object.keys(item);
    if (expected === null) expected = keys;
    else if (keys.length !== expected.length || !expected.every((key) => key in item)) {
      // Which of the two lacks it does not matter: the key is named where it is missing.
      const missing = expected.find((key) => !keys.includes(key));
      const extra = keys.find((key) => !expected?.includes(key));
      const what =
        missing === undefined
          ? `a record with the key '${extra}', which others of its list lack`
          : `a record without the key '${missing}' of others of its list`;
      faults.push({ path: `${path}[${i}]`, what });
    }
  }
}

function faultOfScalar(value: unknown): string | null {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0) ? null : `the number ${show(value)}`;
    case 'string':
    case 'boolean':
      return null;
    case 'undefined':
      return 'undefined';
    case 'object':
      return null;
    default:
      return `a ${typeof value}`;
  }
}

function faultOfObject(value: object): string | null {
  if (Object.getOwnPropertySymbols(value).length > 0) return 'an object with a symbol as key';
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === Array.prototype) return null;
  const name = (value as { constructor?: { name?: string } }).constructor?.name;
  return name === undefined ? 'an object without a prototype' : `an instance of ${name}`;
}
