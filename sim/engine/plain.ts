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

function copyObject(value: object): object {
  if (Array.isArray(value)) {
    const length = value.length;
    const copy: unknown[] = new Array(length);
    for (let i = 0; i < length; i++) {
      const item: unknown = value[i];
      copy[i] = typeof item === 'object' && item !== null ? copyObject(item) : item;
    }
    return copy;
  }
  const from = value as Record<string, unknown>;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(from)) {
    const item = from[key];
    copy[key] = typeof item === 'object' && item !== null ? copyObject(item) : item;
  }
  return copy;
}

/**
 * Walks a state and names everything that is not plain: class instances, Maps, typed arrays,
 * getters, undefined, non-finite numbers, functions, and objects that two paths share. For
 * development: it costs more than a copy.
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
  if (isArray && Object.keys(value).length !== value.length) {
    faults.push({ path, what: 'an array with gaps or with keys of its own' });
  }
  for (const key of Object.keys(value)) {
    const below = isArray ? `${path}[${key}]` : `${path}.${key}`;
    const property = Object.getOwnPropertyDescriptor(value, key);
    if (property !== undefined && 'value' in property) walk(property.value, below, seen, faults);
    else faults.push({ path: below, what: 'a getter' });
  }
}

function faultOfScalar(value: unknown): string | null {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) ? null : `the number ${show(value)}`;
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
