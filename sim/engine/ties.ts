import { scramble } from './hash.ts';

/**
 * One rank's worth of scheduling order: order key = rank * 2^44 + sequence, exact in a float up to
 * rank 511.
 */
export const RANK_UNIT = 17592186044416;
export const MAX_RANK = 511;

/**
 * Events that run in the order of their owners: within a rank, owner * 2^24 + the last 24 bits of the sequence.
 */
export const OWNERS = 1048576;
const OWNER_UNIT = 16777216;

/** Place within a rank: by the owner where there is one, then in the order of scheduling. */
export function placeWithinRank(sequence: number, owner: number): number {
  return owner < 0 ? sequence : owner * OWNER_UNIT + (sequence % OWNER_UNIT);
}

const HALF = 4194304;
const HALF_MASK = HALF - 1;
const ROUNDS = 4;

/**
 * A pseudo-random one-to-one map of 0..2^44-1 for each seed (a Feistel network on two halves of 22
 * bits): two events never share a key, and events of one instant and rank run in an order that
 * nobody can have relied on.
 */
export function shuffleSequence(sequence: number, seed: number): number {
  let high = Math.floor(sequence / HALF);
  let low = sequence % HALF;
  for (let round = 0; round < ROUNDS; round++) {
    const mixed = scramble(low ^ scramble(seed + Math.imul(round + 1, 0x9e3779b9)));
    const next = (high ^ mixed) & HALF_MASK;
    high = low;
    low = next;
  }
  return high * HALF + low;
}
