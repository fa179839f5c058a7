/** One base run of an exposure: all strategies of one replication side by side, and what its injections came to. */
import type { Ms } from '../../engine/types.ts';
import type { IncidentRecord } from '../../measure/index.ts';
import { createOrganization } from '../../org/wiring.ts';
import { WEEK } from '../../engine/clock.ts';
import { firstOrdinal } from '../../org/wiring/hidden.ts';
import { blaming } from './failed.ts';
import { isCalm } from './fork.ts';
import { ownersAmong } from './owners.ts';
import type { Precursor } from './precursor.ts';
import { forkPrecursor } from './precursor.ts';
import type { Rare } from './rare.ts';
import { rareOf } from './rare.ts';
import type { ExposureSettings } from './settings.ts';
import type { ExposedWorld, Injection } from './shapes.ts';
import type { Visit } from './visits.ts';
import { visitsOf } from './visits.ts';
import { worldsOf } from './worlds.ts';

/** What one base run adds to an exposure. */
export interface ExposedReplication {
  readonly replication: number;
  readonly injections: readonly Injection[];
  /** Worlds count injections from the first of this base run. */
  readonly worlds: readonly ExposedWorld[];
  /** By strategy, then by world. */
  readonly outcomes: readonly (readonly (IncidentRecord | null)[])[];
  /** Visits given up, by cause. */
  readonly skipped: Readonly<Record<string, number>>;
}

/** Something to do at an instant of the base run. */
interface Stop {
  at: Ms;
  readonly visit: Visit;
  readonly rare: Rare | null;
  /** Forks in which what precedes the injection has happened already. */
  precursor: Precursor | null;
  /** Whether it is the precursor's turn. */
  early: boolean;
}

export async function exposeReplication(
  settings: ExposureSettings,
  replication: number,
  pause?: () => void | Promise<void>,
): Promise<ExposedReplication> {
  const { seed, names, plans, check } = settings;
  const bases = plans.map((plan) => createOrganization(plan, { seed, replication, check }));
  const injections: Injection[] = [];
  const worlds: ExposedWorld[] = [];
  const outcomes: (IncidentRecord | null)[][] = plans.map(() => []);
  const skipped: Record<string, number> = {};
  const stops = stopsOf(settings, replication, skipped);
  for (let stop = takeFirst(stops); stop !== null; stop = takeFirst(stops)) {
    await pause?.();
    const { visit, rare } = stop;
    const { at } = stop;
    bases.forEach((base, s) => {
      const place = { strategy: names[s], among: names, replication, seed, exposedTo: null };
      blaming(place, () => base.runUntil(at));
    });
    const calm = bases.every(isCalm);
    if (stop.early) {
      if (calm && rare !== null) stop.precursor = forkPrecursor(settings, bases, visit, rare);
      stops.push(Object.assign(stop, { at: visit.at, early: false }));
    } else if (calm) {
      const found = worldsOf(settings, bases, visit, rare, stop.precursor);
      for (const { outcomes: under, ...world } of found) {
        worlds.push({ injection: injections.length, ...world });
        under.forEach((outcome, s) => outcomes[s].push(outcome));
      }
      injections.push(injectionOf(visit));
    } else {
      visit.at += WEEK;
      if (visit.at < plans[0].clock.end) stops.push(stopOf(visit, rare, stop.at));
      else skipped[visit.cause] = (skipped[visit.cause] ?? 0) + 1;
    }
  }
  return { replication, injections, worlds, outcomes, skipped };
}

function stopsOf(
  { seed, plans, causes }: ExposureSettings,
  replication: number,
  skipped: Record<string, number>,
): Stop[] {
  const { clock } = plans[0];
  return causes.flatMap((cause) => {
    const owners = ownersAmong(plans, cause);
    return visitsOf(seed, replication, cause, owners, clock).flatMap((visit) => {
      if (visit !== null) return [stopOf(visit, rareOf(plans, visit, seed), clock.start)];
      skipped[cause] = (skipped[cause] ?? 0) + 1;
      return [];
    });
  });
}

/** A precursor that would have to happen before `now` is left out: the injection meets the sound state alone. */
function stopOf(visit: Visit, rare: Rare | null, now: Ms): Stop {
  const before = visit.at - (rare?.beforeMs ?? 0);
  const early = rare !== null && rare.beforeMs > 0 && before > now;
  return { at: early ? before : visit.at, visit, rare, precursor: null, early };
}

/** The earliest stop, and of several at one instant the first in the list. */
function takeFirst(stops: Stop[]): Stop | null {
  let first = 0;
  for (let i = 1; i < stops.length; i++) if (stops[i].at < stops[first].at) first = i;
  return stops.length === 0 ? null : stops.splice(first, 1)[0];
}

/** The key under which a fork made at that instant strikes. */
function injectionOf({ replication, cause, owner, at, hour }: Visit): Injection {
  const key = `${owner.path}:${cause}:${firstOrdinal(at) + 1}`;
  return { replication, cause, owner: owner.path, key, at, hour };
}
