import { EngineError, show } from './errors.ts';
import { hashString, scramble } from './hash.ts';
import type { HashLanes } from './hash.ts';
import { philox } from './philox.ts';

const WORDS = 4294967296;
const CACHE_LIMIT = 65536;

/** Hashes are pure, so the cache is only speed: emptied when full, it changes no draw. */
const cache = new Map<string, HashLanes>();
const words = new Uint32Array(4);

function lanesOf(text: string): HashLanes {
  let lanes = cache.get(text);
  if (lanes === undefined) {
    if (cache.size >= CACHE_LIMIT) cache.clear();
    lanes = hashString(text);
    cache.set(text, lanes);
  }
  return lanes;
}

/** Refuses, by name and value, what is not an integer 0..2^32-1. */
export function demandWord(name: string, value: number): void {
  if (value >>> 0 === value) return;
  const message = `${name} must be an integer 0 to 4294967295, not ${show(value)}`;
  throw new EngineError('bad-argument', message);
}

/**
 * A uniform deviate in the open interval (0, 1), with 53 bits, that depends on its key alone. Seed,
 * replication and ordinal are integers 0..2^32-1 (else EngineError). Ordinals count meaning (the
 * life, the strike, the attempt), never consumption, so a strategy that draws more shifts nothing
 * for another.
 */
export function uniform(
  seed: number,
  replication: number,
  owner: string,
  purpose: string,
  ordinal: number,
): number {
  demandWord('seed', seed);
  demandWord('replication', replication);
  demandWord('ordinal', ordinal);
  const who = lanesOf(owner);
  const why = lanesOf(purpose);
  // Scrambling the owner between the two keeps (owner, purpose) apart from (purpose, owner).
  words[0] = scramble(who.x + 0x7f4a7c15) ^ why.x;
  words[1] = scramble(who.y + 0x1b873593) ^ why.y;
  words[2] = scramble(who.z + 0x2545f491) ^ why.z;
  words[3] = ordinal;
  philox(words, seed, replication);
  const bits = (words[0] >>> 5) * 67108864 + (words[1] >>> 6);
  // Zero would end in -Infinity under a logarithm; half of the smallest step stands in for it.
  return (bits === 0 ? 0.5 : bits) / (WORDS * 2097152);
}

/** The seed of other luck: a word that depends on all bits of both. */
export function salted(seed: number, salt: number): number {
  return scramble(scramble(seed + 0x9e3779b9) + scramble(salt + 0x85ebca6b)) >>> 0;
}
