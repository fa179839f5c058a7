/** Values of options, refused with the option's name. */
import { availableParallelism } from 'node:os';
import { InvalidArgumentError } from 'commander';
import { MOST_WORKERS } from '../api/run.ts';
import type { ForcedCause } from '../org/wiring/strikes.ts';
import { forcedCauses } from '../org/wiring/strikes.ts';
import { nearest } from '../scenario/nearest.ts';
import type { Scenario, Strategy } from '../scenario/index.ts';
import { limits } from '../scenario/limits.ts';
import { Failure } from './failure.ts';
import type { RatesGiven } from './rates.ts';

function whole(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`Expected a whole number from ${least} to ${most}.`);
  };
}

export const seedOption = whole(0, 4_294_967_295);
export const replicationsOption = whole(1, limits.replications);
/** Base runs of an exposure; none switches it off. */
export const baseRunsOption = whole(0, limits.replications);
export const someBaseRunsOption = whole(1, limits.replications);
/** Fewer would take a change that a handful of years share by chance for one of all years. */
export const assumptionReplicationsOption = whole(8, limits.replications);
export const replicationOption = whole(0, limits.replications - 1);

/** '4', or '50%' of the cores that this process may use, at least one. */
export function workersOption(text: string): number {
  const share = /^(\d{1,3})\s*%$/.exec(text.trim());
  if (share === null) {
    if (/^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= MOST_WORKERS)
      return Number(text);
    throw new InvalidArgumentError(
      `Expected a whole number from 1 to ${MOST_WORKERS}, or a share of the cores such as 50%.`,
    );
  }
  const percent = Number(share[1]);
  if (percent >= 1 && percent <= 100) {
    return Math.max(1, Math.floor((availableParallelism() * percent) / 100));
  }
  throw new InvalidArgumentError('Expected a share of the cores from 1% to 100%.');
}

/** '5%' as a share. */
export function precisionOption(text: string): number {
  const found = /^(\d+(?:\.\d+)?)\s*%$/.exec(text.trim());
  const percent = found === null ? Number.NaN : Number(found[1]);
  if (percent > 0 && percent < 100) return percent / 100;
  throw new InvalidArgumentError('Expected a share above 0% and below 100%, such as 5%.');
}

/** Days: '90', or '90 d' as a scenario would write it. */
export function horizonOption(text: string): number {
  const found = /^(\d+(?:\.\d+)?)\s*d?$/.exec(text.trim());
  const days = found === null ? Number.NaN : Number(found[1]);
  if (days > 0 && days <= limits.years * 365) return days;
  throw new InvalidArgumentError(`Expected days above 0, such as 90 (or 90d).`);
}

function list(expected: string): (text: string) => string[] {
  return (text) => {
    const names = text.split(',').map((name) => name.trim());
    if (names.every((name) => name !== '')) return names;
    throw new InvalidArgumentError(expected);
  };
}

/** 'a,b' as names. */
export const namesOption = list('Expected names of strategies, such as a,b.');
export const pathsOption = list('Expected paths of figures, such as parameters/store,hazards.');

/** 'a,b' as causes that can be injected. */
export function causesOption(text: string): ForcedCause[] {
  return text.split(',').map((each) => {
    const name = each.trim();
    const found = forcedCauses.find((cause) => cause === name);
    if (found !== undefined) return found;
    const near = nearest(name, forcedCauses);
    const hint =
      near === null ? `Known are ${forcedCauses.join(', ')}.` : `Did you mean '${near}'?`;
    throw new InvalidArgumentError(`No cause '${name}' can be injected. ${hint}`);
  });
}

/** 'volume-lost=0.02/year': a rate of each owner, in place of the scenario's; may be given several times. */
export function rateOption(text: string, before: RatesGiven = {}): RatesGiven {
  const [name, rate = ''] = text.split('=', 2);
  const [cause] = causesOption(name);
  const found = /^(\d+(?:\.\d+)?(?:e-?\d+)?)\s*\/\s*year$/.exec(rate.trim());
  if (found !== null) return { ...before, [cause]: Number(found[1]) };
  throw new InvalidArgumentError(`Expected a rate such as ${cause}=0.02/year.`);
}

/** The named strategies in the scenario's order; all of them when none is named. */
export function selectStrategies(
  scenario: Scenario,
  names: readonly string[] | undefined,
): readonly Strategy[] {
  if (names === undefined) return scenario.strategies;
  const known = scenario.strategies.map(({ name }) => name);
  for (const name of names) {
    if (known.includes(name)) continue;
    const near = nearest(name, known);
    const hint = near === null ? `known are ${known.join(', ')}` : `did you mean '${near}'?`;
    throw new Failure(`${scenario.path}: no strategy '${name}'; ${hint}`);
  }
  return scenario.strategies.filter(({ name }) => names.includes(name));
}

/** What the command line says in place of the scenario. */
export interface Overriding {
  readonly seed?: number;
  readonly replications?: number;
  readonly horizon?: number;
  readonly allowPath?: boolean;
}

export function loadOptions({ seed, replications, horizon, allowPath }: Overriding) {
  return {
    allowPath: allowPath ?? false,
    overrides: {
      ...(seed === undefined ? {} : { seed }),
      ...(replications === undefined ? {} : { replications }),
      ...(horizon === undefined ? {} : { horizonDays: horizon }),
    },
  };
}
