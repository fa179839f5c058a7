/**
 * Backup sets that an injection needs, and the worlds in which some of them cannot be read: enumerated with their
 * weights. Which sets are needed is seen by running the injection with every set readable, under every strategy.
 */
import { uniform } from '../../engine/draw.ts';
import type { Ms } from '../../engine/types.ts';
import type { IncidentRecord } from '../../measure/index.ts';
import { findSet, isOnTape, setKey, unreadableProbability } from '../../org/media/sets.ts';
import type { BackupSet } from '../../org/media/state.ts';
import type { OrganizationSim } from '../../org/wiring.ts';
import { ONE_BAD_WORLDS } from './settings.ts';

/** A set that some strategy needs. */
export interface NeededSet {
  readonly key: string;
  /** Its number by strategy; -1 where it has no such set. */
  readonly ids: readonly number[];
  /** Probability that it is bad: the largest under any strategy. */
  readonly probability: number;
  /** The same by strategy; 0 where it has no such set. */
  readonly probabilities: readonly number[];
  /** Whether it is read, by strategy, as long as all sets are good. */
  readonly isRead: readonly boolean[];
}

const isHidden = (set: BackupSet | null): set is BackupSet =>
  set?.complete === true && set.fate === 'drawn';

/** Every set of which nobody knows whether it can be read, can be. */
export function settleAll(sim: OrganizationSim): void {
  for (const set of sim.world.org.media.sets) if (isHidden(set)) set.fate = 'sound';
}

/** Settles the needed sets of a fork; the others stay to chance. */
export function settleNeeded(
  sim: OrganizationSim,
  needed: readonly NeededSet[],
  strategy: number,
  isBad: (index: number) => boolean,
): void {
  needed.forEach(({ ids }, i) => {
    const set = findSet(sim.world, ids[strategy]);
    if (isHidden(set)) set.fate = isBad(i) ? 'bad' : 'sound';
  });
}

/** The set of a base run that goes by the name of another one's: of the same group, night and type. */
function namesake(sim: OrganizationSim, path: string, like: BackupSet): BackupSet | null {
  const { plan, org } = sim.world;
  const group = plan.groups.find((each) => each.path === path);
  if (group === undefined) return null;
  for (const id of org.store.groups[group.id].sets) {
    const set = findSet(sim.world, id);
    if (
      isHidden(set) &&
      set.night === like.night &&
      set.type === like.type &&
      set.copy === like.copy &&
      isOnTape(set) === isOnTape(like)
    )
      return set;
  }
  return null;
}

/** The sets that were read, by strategy, out of those that the base run had: keys in order, and how likely each is bad. */
export function neededSets(
  bases: readonly OrganizationSim[],
  records: readonly (IncidentRecord | null)[],
): NeededSet[] {
  const read = new Map<string, { readonly set: BackupSet; readonly path: string }>();
  bases.forEach((base, strategy) => {
    for (const id of records[strategy]?.sets ?? []) {
      const set = findSet(base.world, id);
      if (!isHidden(set)) continue;
      read.set(setKey(base.world, set), { set, path: base.world.plan.groups[set.group].path });
    }
  });
  return [...read.keys()].sort().flatMap((key) => {
    const { set: like, path } = read.get(key)!;
    const own = bases.map((base) => namesake(base, path, like));
    const probabilities = own.map((set, strategy) =>
      set === null ? 0 : unreadableProbability(bases[strategy].world, set),
    );
    const probability = Math.max(...probabilities);
    const isRead = own.map(
      (set, strategy) => set !== null && records[strategy]?.sets.includes(set.id) === true,
    );
    const ids = own.map((set) => set?.id ?? -1);
    return probability > 0 ? [{ key, ids, probability, probabilities, isRead }] : [];
  });
}

/** When the last full before a set was due that could be restored in its place; null where there is none. */
export function fullBefore(sim: OrganizationSim, id: number): Ms | null {
  const { store } = sim.world.org;
  const bad = findSet(sim.world, id);
  if (bad === null) return null;
  let night: Ms | null = null;
  for (const other of store.groups[bad.group].sets) {
    const set = findSet(sim.world, other);
    if (set?.type !== 'full' || !set.complete || set.night >= bad.night) continue;
    const isUsable = set.wrongBy === '' && set.fate !== 'bad' && !set.knownBad;
    if (isUsable && (night === null || set.night > night)) night = set.night;
  }
  return night;
}

/** One state of the needed sets: which of them are bad, and the probability that it stands for. */
export interface SetWorld {
  readonly hidden: 'sound' | 'one-bad-set' | 'more-bad-sets';
  readonly bad: readonly number[];
  readonly weight: number;
}

/**
 * None bad, one bad, more bad. Where many sets are needed, some of the worlds with one bad set stand for all of them: at
 * even distances, beginning at `offset` from 0 to 1. Of those with more bad sets one is drawn. Weights add up to 1.
 */
export function setWorlds(
  needed: readonly NeededSet[],
  offset: number,
  draw: (ordinal: number) => number,
): SetWorld[] {
  const n = needed.length;
  const p = needed.map(({ probability }) => probability);
  // Probabilities that all before, and all from here on, can be read.
  const before = [1];
  const after = new Array<number>(n + 1).fill(1);
  for (let i = 0; i < n; i++) before.push(before[i] * (1 - p[i]));
  for (let i = n - 1; i >= 0; i--) after[i] = after[i + 1] * (1 - p[i]);
  const single = p.map((each, i) => before[i] * each * after[i + 1]);
  const ones = single.reduce((sum, each) => sum + each, 0);
  const more = n < 2 ? 0 : Math.max(0, 1 - before[n] - ones);
  const worlds: SetWorld[] = [{ hidden: 'sound', bad: [], weight: 1 - ones - more }];
  for (const [i, weight] of chosen(single, ones, offset)) {
    worlds.push({ hidden: 'one-bad-set', bad: [i], weight });
  }
  if (more > 0) worlds.push({ hidden: 'more-bad-sets', bad: severalBad(p, draw), weight: more });
  return worlds.filter(({ weight }) => weight > 0);
}

/** All of them where they are few, else a systematic sample: every one stands for what it weighs on average. */
function chosen(single: readonly number[], total: number, offset: number): [number, number][] {
  if (single.length <= ONE_BAD_WORLDS) return single.map((weight, i) => [i, weight]);
  const weights = new Map<number, number>();
  const share = total / ONE_BAD_WORLDS;
  let next = offset * share;
  let reached = 0;
  single.forEach((each, i) => {
    reached += each;
    while (next < reached) {
      weights.set(i, (weights.get(i) ?? 0) + share);
      next += share;
    }
  });
  return [...weights];
}

/** Which sets are bad, drawn given that at least two are. */
function severalBad(p: readonly number[], draw: (ordinal: number) => number): number[] {
  // Probability that at least so many (0, 1, 2) of the sets from the i-th on are bad.
  const tails: number[][] = [[1, 0, 0]];
  for (let i = p.length - 1; i >= 0; i--) {
    const [one, two, three] = tails[0];
    tails.unshift([1, p[i] * one + (1 - p[i]) * two, p[i] * two + (1 - p[i]) * three]);
  }
  const bad: number[] = [];
  for (let i = 0; i < p.length; i++) {
    const want = Math.max(0, 2 - bad.length);
    const isBad = (p[i] * tails[i + 1][Math.max(0, want - 1)]) / tails[i][want];
    if (draw(i) < isBad) bad.push(i);
  }
  return bad;
}

/** Whether a bad set is so under a strategy: where its tapes are less worn than another's, not always. */
export function isBadUnder(set: NeededSet, strategy: number, seed: number, salt: number): boolean {
  const own = set.probabilities[strategy];
  const u = uniform(seed, salt, set.key, 'exposure.worn', 0);
  return own >= set.probability || u * set.probability < own;
}
