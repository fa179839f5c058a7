/** Wrong calls are refused at once, by the name of what is wrong and its value. */
import { show } from '../engine/errors.ts';
import { nearest } from '../scenario/nearest.ts';

/** Throws RangeError for what is no whole number between two bounds, TypeError for what is no number at all. */
export function demandWhole(name: string, value: unknown, least: number, most: number): void {
  if (value === undefined) return;
  const text = `${name} must be a whole number from ${least} to ${most}, not ${show(value)}`;
  if (typeof value !== 'number') throw new TypeError(text);
  if (!Number.isInteger(value) || value < least || value > most) throw new RangeError(text);
}

/** Throws TypeError for what is no object, and for a key that nothing reads. */
export function demandOptions(call: string, options: unknown, known: readonly string[]): void {
  if (typeof options !== 'object' || options === null) {
    throw new TypeError(`${call}: options must be an object, not ${show(options)}`);
  }
  for (const key of Object.keys(options)) {
    if (known.includes(key)) continue;
    const near = nearest(key, known);
    const hint = near === null ? `known are ${known.join(', ')}` : `did you mean '${near}'?`;
    throw new TypeError(`${call}: no option is called '${key}'; ${hint}`);
  }
}

export function demandFunction(name: string, value: unknown): void {
  if (value === undefined || typeof value === 'function') return;
  throw new TypeError(`${name} must be a function, not ${show(value)}`);
}
