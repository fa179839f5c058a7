/** The book's claims on backup strategies (FACTS, STR-02 to STR-08), answered by a run, whichever way they come out. */
import type { Pool } from '../../measure/population.ts';
import type { Exposure } from '../exposure/shapes.ts';
import { drawResamples } from '../statistics/bootstrap.ts';
import { anyLatestFull, oneBadIncremental } from './bad-sets.ts';
import { longerNights, shorterNights } from './nights.ts';
import { restoredOf } from './restored.ts';
import { rolesOf } from './roles.ts';
import { moreSets, twoSets } from './sets.ts';
import type { ClaimAnswer, Claims, Curve, Role } from './shapes.ts';
import { noStrategy, notExposed, notModelled, type ClaimId } from './texts.ts';

export interface ClaimsInput {
  readonly seed: number;
  readonly baseline: string;
  readonly strategies: readonly { readonly name: string }[];
  /** What was measured over years, by strategy. */
  readonly pools: Readonly<Record<string, Pool>>;
  /** Injected incidents of the same strategies; null where nobody asked for them. */
  readonly exposure: Exposure | null;
  readonly curve: Curve;
}

export function claimsOf(input: ClaimsInput): Claims {
  const { pools, exposure, curve, seed, baseline } = input;
  const names = input.strategies.map(({ name }) => name);
  const plans = Object.fromEntries(names.map((name) => [name, pools[name].plan]));
  const roles = rolesOf(plans, names, baseline);
  const { incremental, daily, differential } = roles;
  const years = { pools, resamples: drawResamples(seed, pools[names[0]].results.length) };
  const resamples =
    exposure === null ? years.resamples : drawResamples(seed, exposure.replications);
  const source = restoredOf(pools, exposure);
  const shown = [incremental, daily, differential].filter((name) => name !== null);
  const weekly = incremental ?? differential;
  const both = incremental !== null && daily !== null;
  const none = (id: ClaimId, ...wanted: Role[]): ClaimAnswer =>
    noStrategy(
      id,
      wanted.filter((role) => roles[role] === null),
    );

  const answers = [
    both ? shorterNights(years, incremental, daily) : none('STR-02', 'incremental', 'daily'),
    both
      ? moreSets(source, incremental, daily, shown, resamples)
      : none('STR-03', 'incremental', 'daily'),
    incremental === null
      ? none('STR-04', 'incremental')
      : exposure === null
        ? notExposed('STR-04')
        : oneBadIncremental(exposure, incremental, resamples),
    daily === null
      ? none('STR-05', 'daily')
      : exposure === null
        ? notExposed('STR-05')
        : anyLatestFull(exposure, daily, weekly === null ? [] : [weekly], resamples),
    daily === null || weekly === null
      ? none('STR-06', 'daily', ...(weekly === null ? (['incremental'] as const) : []))
      : longerNights(years, daily, weekly, curve),
    differential === null
      ? none('STR-07', 'differential')
      : twoSets(years, source, differential, shown),
    notModelled('STR-08', 'clusters (CCR) are'),
  ];
  return { roles, answers, curve };
}
