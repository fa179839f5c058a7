/** Which figures of a scenario are guesses with a band, and what stands against varying the others. */
import type { Cause, CauseKey } from '../../org/causes.ts';
import { causes } from '../../org/causes.ts';
import { ofVersion, type Parameter } from '../../org/parameter.ts';
import { figureTables, writeFigure } from '../../scenario/figures.ts';
import type { Scenario } from '../../scenario/index.ts';
import { INTENSITY, SHARE, writeQuantity } from '../../scenario/units.ts';
import type { UnvariedFigure, VariedFigure } from './shapes.ts';

export interface Figures {
  readonly varied: readonly VariedFigure[];
  readonly unvaried: readonly UnvariedFigure[];
}

const GIVEN = 'the scenario gives it';

/** Figures and rates with a band that all strategies take from the tables, in the order of the tables. */
export function figuresOf(scenario: Scenario): Figures {
  const varied: VariedFigure[] = [];
  const unvaried: UnvariedFigure[] = [];
  const own = scenario.strategies.map(({ defaults }) => new Set(defaults.map(({ path }) => path)));
  const isDefault = (path: string): boolean => own.every((paths) => paths.has(path));
  for (const [trade, table] of Object.entries(figureTables)) {
    const { version, figures: all } = scenario.strategies[0].plan;
    const figures: Readonly<Record<string, number>> = all[trade as keyof typeof figureTables];
    for (const [name, each] of Object.entries(table)) {
      const parameter = ofVersion(each, version);
      const path = `parameters/${trade}/${name}`;
      if (parameter.band === undefined) {
        if (parameter.noBand !== undefined) unvaried.push({ path, why: parameter.noBand });
      } else if (isDefault(path)) {
        varied.push(parameterFigure(path, parameter, figures[name]));
      } else {
        unvaried.push({ path, why: GIVEN });
      }
    }
  }
  for (const { key, simulated } of scenario.causes) {
    const path = `hazards/${key}`;
    if (!simulated) continue;
    if (isDefault(path)) varied.push(rateFigure(path, key));
    else unvaried.push({ path, why: GIVEN });
  }
  return { varied, unvaried };
}

/** Those that one of the names means: a figure itself, or a family such as `hazards` or `parameters/store`. */
export function chosen<T extends { readonly path: string }>(
  figures: readonly T[],
  names: readonly string[],
): readonly T[] {
  return figures.filter(({ path }) =>
    names.some((name) => path === name || path.startsWith(`${name}/`)),
  );
}

function parameterFigure(path: string, parameter: Parameter, value: number): VariedFigure {
  const { band, unit, assumed = false, source, doc } = parameter;
  const [low, high] = band!;
  const text = (at: number): string => String(writeFigure(parameter, at));
  const written = { value: text(value), low: text(low), high: text(high) };
  return { ...{ path, unit, value, low, high, written }, ...{ assumed, source, doc } };
}

function rateFigure(path: string, key: CauseKey): VariedFigure {
  const { rate, band, unit, assumed, source, does }: Cause = causes[key];
  const text = (at: number): string => writeQuantity(unit === '/year' ? INTENSITY : SHARE, at);
  const [low, high] = band;
  const written = { value: text(rate), low: text(low), high: text(high) };
  return { ...{ path, unit, value: rate, low, high, written }, ...{ assumed, source, doc: does } };
}
