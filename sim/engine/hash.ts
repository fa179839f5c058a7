/**
 * Three independent 32-bit hashes of one string: together 96 bits, so that keys do not meet by
 * chance.
 */
export interface HashLanes {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/**
 * Scrambles 32 bits into 32 bits, one to one, so that each bit of the input moves half of the
 * output.
 */
export function scramble(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Hashes a string by its UTF-16 units, the same everywhere. */
export function hashString(text: string): HashLanes {
  let x = 0x9e3779b9 ^ text.length;
  let y = 0x3c6ef372 ^ text.length;
  let z = 0xdaa66d2b ^ text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    x = Math.imul(x ^ unit, 0x9e3779b1);
    x ^= x >>> 15;
    y = Math.imul(y ^ unit, 0x5f356495);
    y ^= y >>> 13;
    z = Math.imul(z ^ unit, 0x32c3b5f5);
    z ^= z >>> 16;
  }
  return { x: scramble(x), y: scramble(y), z: scramble(z) };
}

/** Eight hexadecimal digits of a 32-bit word. */
export function hex32(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
