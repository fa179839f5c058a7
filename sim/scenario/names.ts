import { limits } from './limits.ts';

/** What a scenario may call its things. */
export const NAME = /^[a-z][a-z0-9-]*$/;

const RANGE = /^([a-z][a-z0-9-]*?)([0-9]+)\.\.(.*?)([0-9]+)$/;

/** A range as written, or why it is none. */
export type RangeResult =
  | { readonly ok: true; readonly names: readonly string[] }
  | { readonly ok: false; readonly why: string };

export function isRange(key: string): boolean {
  return key.includes('..');
}

export function isGlob(key: string): boolean {
  return key.includes('*');
}

/** `exch1..exch4`: same prefix, same width, ascending. Counts before it builds. */
export function expandRange(key: string): RangeResult {
  const match = RANGE.exec(key);
  if (match === null)
    return { ok: false, why: 'a range reads prefix1..prefix9, as in exch1..exch4' };
  const [, prefix, from, secondPrefix, to] = match;
  if (secondPrefix !== prefix) {
    return { ok: false, why: `both ends of a range begin alike: ${prefix}${from}..${prefix}${to}` };
  }
  if (from.length !== to.length) {
    const width = Math.max(from.length, to.length);
    const pad = (digits: string): string => digits.padStart(width, '0');
    return {
      ok: false,
      why: `both ends are equally long: ${prefix}${pad(from)}..${prefix}${pad(to)}`,
    };
  }
  if (from.length > 9) return { ok: false, why: 'the numbers of a range have at most 9 digits' };
  const count = Number(to) - Number(from) + 1;
  if (count < 1) return { ok: false, why: `a range ascends: ${prefix}${to}..${prefix}${from}` };
  if (count > limits.range) return { ok: false, why: `${count} names; at most ${limits.range}` };
  const names = Array.from(
    { length: count },
    (_, i) => prefix + String(Number(from) + i).padStart(from.length, '0'),
  );
  return { ok: true, names };
}

/** Whether a name fits a pattern in which `*` stands for any part of one segment. Linear: no backtracking. */
export function matchesGlob(pattern: string, name: string): boolean {
  const parts = pattern.split('*');
  if (parts.length === 1) return pattern === name;
  const first = parts[0];
  const last = parts[parts.length - 1];
  if (name.length < first.length + last.length) return false;
  if (!name.startsWith(first) || !name.endsWith(last)) return false;
  let from = first.length;
  const end = name.length - last.length;
  for (const part of parts.slice(1, -1)) {
    const found = name.indexOf(part, from);
    if (found < 0 || found + part.length > end) return false;
    from = found + part.length;
  }
  return true;
}

/** Order of names and of paths by segment, numbers by size: sg9 before sg10, so ids do not depend on the text's order. */
export function compareNatural(a: string, b: string): number {
  const left = a.split('/');
  const right = b.split('/');
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order = compareSegment(left[i], right[i]);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function compareSegment(a: string, b: string): number {
  const left = a.match(/\d+|\D+/g) ?? [];
  const right = b.match(/\d+|\D+/g) ?? [];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    if (left[i] === right[i]) continue;
    const digits = /^\d/.test(left[i]) && /^\d/.test(right[i]);
    if (digits && Number(left[i]) !== Number(right[i])) return Number(left[i]) - Number(right[i]);
    return left[i] < right[i] ? -1 : 1;
  }
  return left.length - right.length;
}
