/** How much every injection and every world of an exposure counts. */
import type { CauseKey } from '../../org/causes.ts';
import type { Exposure } from './shapes.ts';

export const HOURS_OF_A_WEEK = 168;

export interface Layout {
  readonly exposure: Exposure;
  /** Causes that were injected and strike at all, in the order of the exposure. */
  readonly causes: readonly CauseKey[];
  /** By cause: strikes a year. */
  readonly rates: ReadonlyMap<CauseKey, number>;
  /** By cause: indices of its injections. */
  readonly injectionsOf: ReadonlyMap<CauseKey, readonly number[]>;
  /** By injection: indices of its worlds. */
  readonly worldsOf: readonly (readonly number[])[];
  /** By injection: every hour of the week counts alike within a cause; of one cause they add up to their number. */
  readonly weights: readonly number[];
  /** By base run: those with the same number visited the same hours of the week. */
  readonly phases: readonly number[];
  /** Hours of the week that were visited. */
  readonly hours: number;
}

export function layoutOf(exposure: Exposure): Layout {
  const { causes, injections, worlds } = exposure;
  const injectionsOf = new Map<CauseKey, number[]>();
  injections.forEach(({ cause }, i) => {
    const known = injectionsOf.get(cause);
    if (known === undefined) injectionsOf.set(cause, [i]);
    else known.push(i);
  });
  const worldsOf: number[][] = injections.map(() => []);
  worlds.forEach(({ injection }, world) => worldsOf[injection].push(world));
  const weights = new Array<number>(injections.length).fill(0);
  for (const members of injectionsOf.values()) {
    const atHour = new Map<number, number>();
    for (const i of members) {
      const { hour } = injections[i];
      atHour.set(hour, (atHour.get(hour) ?? 0) + 1);
    }
    for (const i of members) {
      weights[i] = members.length / (atHour.size * atHour.get(injections[i].hour)!);
    }
  }
  return {
    exposure,
    causes: causes
      .filter(({ cause, perYear }) => perYear > 0 && injectionsOf.has(cause))
      .map(({ cause }) => cause),
    rates: new Map(causes.map(({ cause, perYear }) => [cause, perYear])),
    ...{ injectionsOf, worldsOf, weights },
    phases: phasesOf(exposure),
    hours: new Set(injections.map(({ hour }) => hour)).size,
  };
}

function phasesOf({ replications, injections }: Exposure): readonly number[] {
  const visited = Array.from({ length: replications }, () => new Set<number>());
  for (const { replication, hour } of injections) visited[replication].add(hour);
  const numbers = new Map<string, number>();
  return visited.map((hours) => {
    const name = [...hours].sort((a, b) => a - b).join(' ');
    if (!numbers.has(name)) numbers.set(name, numbers.size);
    return numbers.get(name)!;
  });
}
