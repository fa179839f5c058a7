/** The figures behind a run: value, source, whether anybody read it anywhere, and whether the scenario changed it. */
import { formatDuration } from '../engine/clock.ts';
import { backupParameters } from '../org/backup/parameters.ts';
import { hardwareParameters } from '../org/hardware/parameters.ts';
import { mediaParameters } from '../org/media/parameters.ts';
import { operationsParameters } from '../org/operations/parameters.ts';
import { ofVersion } from '../org/parameter.ts';
import type { ParameterTable, ParameterUnit } from '../org/parameter.ts';
import type { FiguresPlan, Plan } from '../org/plan.ts';
import { recoveryParameters } from '../org/recovery/parameters.ts';
import { storeParameters } from '../org/store/parameters.ts';
import { transportParameters } from '../org/transport/parameters.ts';
import { workloadParameters } from '../org/workload/parameters.ts';
import type { ReportData } from './data.ts';

const tables: Readonly<Record<keyof FiguresPlan, ParameterTable>> = {
  workload: workloadParameters,
  hardware: hardwareParameters,
  media: mediaParameters,
  store: storeParameters,
  transport: transportParameters,
  backup: backupParameters,
  operations: operationsParameters,
  recovery: recoveryParameters,
};

export function parametersOf(plan: Plan): ReportData['parameters'] {
  const trades = Object.keys(tables) as (keyof FiguresPlan)[];
  return trades.flatMap((trade) => {
    const figures: Readonly<Record<string, number>> = plan.figures[trade];
    return Object.entries(tables[trade]).map(([name, each]) => {
      const parameter = ofVersion(each, plan.version);
      return {
        path: `parameters/${trade}/${name}`,
        value: valueText(parameter.unit, figures[name]),
        source: parameter.source,
        assumed: parameter.assumed === true,
        overridden: figures[name] !== parameter.value,
        doc: parameter.doc,
      };
    });
  });
}

/** A figure as people say it: `250 MB/s`, `30 %`. */
export function valueText(unit: ParameterUnit, value: number): string {
  switch (unit) {
    case 'ms':
      return formatDuration(value);
    case 'B':
      return bytesText(value);
    case 'B/s':
      return `${bytesText(value)}/s`;
    case 'share':
      return `${tidy(value * 100)} %`;
    case '/year':
      return `${tidy(value)} /year`;
    case 'logs/s':
      return `${tidy(value)} logs/s`;
    case 'hours':
      return `${tidy(value)} h`;
    case 'count':
    case 'factor':
      return tidy(value);
    default:
      return assertUnreachable(unit);
  }
}

function assertUnreachable(unit: never): never {
  throw new Error(`no unit is called ${String(unit)}`);
}

/** Binary units where they come out whole, since Exchange counts so; else decimal ones. */
function bytesText(bytes: number): string {
  for (const [name, size] of [
    ['GiB', 1_073_741_824],
    ['MiB', 1_048_576],
    ['KiB', 1024],
  ] as const) {
    if (bytes >= size && bytes % size === 0) return `${bytes / size} ${name}`;
  }
  for (const [name, size] of [
    ['GB', 1e9],
    ['MB', 1e6],
    ['kB', 1e3],
  ] as const) {
    if (bytes >= size) return `${tidy(bytes / size)} ${name}`;
  }
  return `${tidy(bytes)} B`;
}

/** Up to six digits, without the noise of binary fractions. */
function tidy(value: number): string {
  return String(Number(value.toPrecision(6)));
}
