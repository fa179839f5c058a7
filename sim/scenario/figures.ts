import * as z from 'zod';
import { backupParameters } from '../org/backup/parameters.ts';
import { hardwareParameters } from '../org/hardware/parameters.ts';
import { mediaParameters } from '../org/media/parameters.ts';
import { operationsParameters } from '../org/operations/parameters.ts';
import { ofVersion, type Version } from '../org/parameter.ts';
import type { Parameter, ParameterTable, ParameterUnit } from '../org/parameter.ts';
import type { FiguresPlan } from '../org/plan.ts';
import { recoveryParameters } from '../org/recovery/parameters.ts';
import { storeParameters } from '../org/store/parameters.ts';
import { transportParameters } from '../org/transport/parameters.ts';
import { workloadParameters } from '../org/workload/parameters.ts';
import { block } from './block.ts';
import type { Default } from './builder.ts';
import { field } from './fields.ts';
import { limits } from './limits.ts';
import { INTENSITY, LOG_RATE, parseQuantity, patternOf, RATE, SHARE, SIZE, TIME } from './units.ts';
import { writeQuantity, type Quantity } from './units.ts';

/** Every table of figures by trade: what a scenario may override under `parameters`. */
export const figureTables: Readonly<Record<keyof FiguresPlan, ParameterTable>> = {
  workload: workloadParameters,
  hardware: hardwareParameters,
  media: mediaParameters,
  store: storeParameters,
  transport: transportParameters,
  backup: backupParameters,
  operations: operationsParameters,
  recovery: recoveryParameters,
};

const QUANTITIES: Readonly<Partial<Record<ParameterUnit, Quantity>>> = {
  B: SIZE,
  ms: TIME,
  'B/s': RATE,
  'logs/s': LOG_RATE,
  share: SHARE,
  '/year': INTENSITY,
};

/** Units in which nothing is no sensible value: a rate of zero never ends. */
const POSITIVE: readonly ParameterUnit[] = ['B', 'B/s', 'logs/s', 'factor'];

const CENTURY = limits.years * 365 * 86_400_000;

function mostOf(unit: ParameterUnit): number {
  if (unit === 'share') return 1;
  return unit === 'ms' ? CENTURY : Number.MAX_SAFE_INTEGER;
}

function leastOf(name: string, { unit, value }: Parameter): number {
  // Counts are means or limits of something that exists, or 0 where that is the default: no limit.
  if (unit === 'count') return value === 0 ? 0 : 1;
  // A growth of less than 1 would shrink what it allows for.
  if (name === 'restoreSlowdown') return 1;
  // A volume that gives its users nothing at all would stop backups for ever.
  return name === 'rebuildUserShare' ? 0.01 : 0;
}

/** How a figure is written in a scenario: `2 logs/s`, `30 %`, or a bare number for counts and factors. */
export function writeFigure(parameter: Parameter, value: number): string | number {
  const quantity = QUANTITIES[parameter.unit];
  return quantity === undefined ? value : writeQuantity(quantity, value);
}

function figureField(name: string, parameter: Parameter): z.ZodType<number> {
  const quantity = QUANTITIES[parameter.unit];
  const example = writeFigure(parameter, parameter.value);
  const look = quantity ? { type: 'string', pattern: patternOf(quantity) } : { type: 'number' };
  const expected = quantity ? `${quantity.name} such as ${example}` : `a number such as ${example}`;
  const description = `${parameter.doc} (default ${example}; ${parameter.source})`;
  return field({ ...look, description }, { expected, example }, (written) => {
    const parsed =
      quantity !== undefined
        ? parseQuantity(quantity, written)
        : typeof written === 'number' && Number.isFinite(written)
          ? ({ ok: true, value: written } as const)
          : ({ ok: false, message: 'not a number' } as const);
    if (!parsed.ok) return parsed;
    const { value } = parsed;
    const least = leastOf(name, parameter);
    const nothing = POSITIVE.includes(parameter.unit) && value <= 0;
    if (value < least || nothing)
      return { ok: false, message: nothing ? 'more than nothing is needed' : `at least ${least}` };
    if (value > mostOf(parameter.unit)) return { ok: false, message: 'too large' };
    if (name === 'parallelHardRecovery' && !Number.isInteger(value)) {
      return { ok: false, message: 'not a whole number' };
    }
    return parsed;
  });
}

function tradeSchema(table: ParameterTable): z.ZodType<Record<string, number | undefined>> {
  const shape: Record<string, z.ZodType<number | undefined>> = {};
  for (const [name, parameter] of Object.entries(table)) {
    shape[name] = figureField(name, parameter).optional();
  }
  return block(shape) as unknown as z.ZodType<Record<string, number | undefined>>;
}

const shape: Record<string, z.ZodType> = {};
for (const [trade, table] of Object.entries(figureTables))
  shape[trade] = tradeSchema(table).optional();

/** `parameters: { store: { replayLogsPerSecond: 0.5 logs/s } }`: any figure of the model, by trade and name. */
export const parametersSchema = block(shape) as unknown as z.ZodType<ParametersDoc>;

export type ParametersDoc = Readonly<
  Record<string, Readonly<Record<string, number | undefined>> | undefined>
>;

/** Every figure: as overridden, else as the version sets it, else the default, which is then listed. */
export function buildFigures(
  overrides: ParametersDoc | undefined,
  version: Version,
): { readonly figures: FiguresPlan; readonly defaults: readonly Default[] } {
  const defaults: Default[] = [];
  const figures: Record<string, Record<string, number>> = {};
  for (const [trade, table] of Object.entries(figureTables)) {
    const values: Record<string, number> = {};
    for (const [name, each] of Object.entries(table)) {
      const parameter = ofVersion(each, version);
      const given = overrides?.[trade]?.[name];
      values[name] = given ?? parameter.value;
      if (given !== undefined) continue;
      defaults.push({
        path: `parameters/${trade}/${name}`,
        value: writeFigure(parameter, values[name]),
        source: parameter.source,
        assumed: parameter.assumed ?? false,
      });
    }
    figures[trade] = values;
  }
  return { figures: figures as unknown as FiguresPlan, defaults };
}
