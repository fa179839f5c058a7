/** The worlds of one injection: what came of it under every strategy in each state of what is hidden. */
import { uniform } from '../../engine/draw.ts';
import type { IncidentRecord } from '../../measure/index.ts';
import type { OrganizationSim } from '../../org/wiring.ts';
import type { ForcedCause } from '../../org/wiring/strikes.ts';
import { forceBadSector, forceStrike, nextKey } from '../../org/wiring/strikes.ts';
import { blaming, placeOf } from './failed.ts';
import { calmOf, forkCalm, runOn } from './fork.ts';
import type { Precursor } from './precursor.ts';
import { stillHidden } from './precursor.ts';
import type { Rare } from './rare.ts';
import type { NeededSet } from './sets.ts';
import { fullBefore, isBadUnder, neededSets, settleAll, settleNeeded, setWorlds } from './sets.ts';
import type { ExposureSettings } from './settings.ts';
import type { ExposedWorld } from './shapes.ts';
import type { Visit } from './visits.ts';
import { BAD_STEP, evenly } from './visits.ts';

type Outcomes = readonly (IncidentRecord | null)[];

export interface WorldFound extends Omit<ExposedWorld, 'injection'> {
  /** By strategy. */
  readonly outcomes: Outcomes;
}

/** Of an injection into base runs that stand at its instant. */
export function worldsOf(
  settings: ExposureSettings,
  bases: readonly OrganizationSim[],
  visit: Visit,
  rare: Rare | null,
  precursor: Precursor | null,
): WorldFound[] {
  const rest: WorldFound[] = [];
  const calm = bases.map((base, s) => (visit.owner.ids[s] < 0 ? base : calmOf(base, visit.salt)));
  const first = calm.map((each, s) => inject(settings, each, visit, s, settleAll));
  const needed = neededSets(
    bases,
    first.map((each) => each.incident),
  );
  const sound = first.map((each, s) =>
    // Somebody else has read sets too, which are nobody's business here: they stay to chance.
    each.readBesides
      ? inject(settings, calm[s], visit, s, fatesOf(settings, visit, needed, [], s)).incident
      : each.incident,
  );
  if (rare !== null) {
    const outcomes = rareOutcomes(settings, calm, visit, rare, precursor, sound);
    if (outcomes !== null) {
      const none = { badSets: [], metBy: [], fullsBefore: {} };
      rest.push({ hidden: rare.hidden, ...none, weight: rare.weight, outcomes });
    }
  }
  const share = rest.reduce((left, { weight }) => left - weight, 1);
  const offset = evenly(settings.seed, visit, 'bad', BAD_STEP);
  const draw = (i: number): number =>
    uniform(settings.seed, visit.salt, needed[i].key, 'exposure.bad', 0);
  const bySets = setWorlds(needed, offset, draw).map(({ hidden, bad, weight }): WorldFound => {
    const meets = (s: number): boolean =>
      bad.some((i) => needed[i].isRead[s] && isBadUnder(needed[i], s, settings.seed, visit.salt));
    return {
      hidden,
      badSets: bad.map((i) => needed[i].key),
      metBy: settings.names.filter((_, s) => meets(s)),
      fullsBefore:
        hidden === 'one-bad-set' ? fullsBefore(bases, settings.names, needed[bad[0]]) : {},
      weight: weight * share,
      outcomes: calm.map((each, s) =>
        meets(s)
          ? inject(settings, each, visit, s, fatesOf(settings, visit, needed, bad, s)).incident
          : sound[s],
      ),
    };
  });
  return [...bySets, ...rest].filter(({ weight }) => weight > 0);
}

/** The full that could be restored in place of a set, by strategy. */
function fullsBefore(
  bases: readonly OrganizationSim[],
  names: readonly string[],
  { ids }: NeededSet,
): Record<string, number> {
  return Object.fromEntries(
    names.flatMap((name, s) => {
      const night = fullBefore(bases[s], ids[s]);
      return night === null ? [] : [[name, night] as const];
    }),
  );
}

/** Settles which sets of a fork can be read. */
type Settle = (sim: OrganizationSim) => void;

interface Injected {
  readonly incident: IncidentRecord | null;
  /** Whether sets were read that are not the incident's. */
  readonly readBesides: boolean;
}

/** The injection in a fork, with what is settled about the sets of the base run. */
function inject(
  settings: ExposureSettings,
  calm: OrganizationSim,
  visit: Visit,
  strategy: number,
  settle: Settle,
): Injected {
  const id = visit.owner.ids[strategy];
  if (id < 0) return { incident: null, readBesides: false };
  const sim = forkCalm(calm);
  settle(sim);
  let reads = 0;
  sim.on('chance.drawn', ({ cause }) => {
    if (cause === 'set-unreadable') reads += 1;
  });
  const incident = blaming(placeOf(settings, visit, strategy), () => strike(sim, visit.cause, id));
  return { incident, readBesides: reads > (incident?.sets.length ?? 0) };
}

function strike(sim: OrganizationSim, cause: ForcedCause, id: number): IncidentRecord | null {
  const key = nextKey(sim, cause, id);
  forceStrike(sim, cause, id);
  return runOn(sim, key);
}

/** The needed sets are settled, the others stay to chance. */
function fatesOf(
  { seed }: ExposureSettings,
  { salt }: Visit,
  needed: readonly NeededSet[],
  bad: readonly number[],
  strategy: number,
): Settle {
  const isBad = (i: number): boolean =>
    bad.includes(i) && isBadUnder(needed[i], strategy, seed, salt);
  return (sim) => settleNeeded(sim, needed, strategy, isBad);
}

/** Null where the state could not be brought about; a strategy that has left it again has the outcome of the sound one. */
function rareOutcomes(
  settings: ExposureSettings,
  calm: readonly OrganizationSim[],
  visit: Visit,
  rare: Rare,
  precursor: Precursor | null,
  sound: Outcomes,
): Outcomes | null {
  const { owner, cause, at } = visit;
  const blame = <T>(s: number, action: () => T): T => blaming(placeOf(settings, visit, s), action);
  if (rare.hidden === 'bad-sector') {
    return calm.map((each, s) => {
      if (owner.ids[s] < 0) return null;
      const sim = forkCalm(each);
      const sector = forceBadSector(sim, owner.ids[s]);
      return blame(s, () => {
        sim.runUntil(sector.at);
        return runOn(sim, sector.key);
      });
    });
  }
  if (precursor === null) return null;
  return precursor.map((sim, s) => {
    if (sim === null || owner.ids[s] < 0) return sound[s];
    return blame(s, () => {
      sim.runUntil(at);
      const isHidden = stillHidden(sim, rare, rare.owner.ids[s]);
      return isHidden ? strike(sim, cause, owner.ids[s]) : sound[s];
    });
  });
}
