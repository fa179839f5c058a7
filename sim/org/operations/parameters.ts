import { defineParameters, type Figures } from '../parameter.ts';

const A = { source: 'no source read', assumed: true } as const;

export const operationsParameters = defineParameters({
  monitoringMs: {
    value: 300_000, unit: 'ms', ...A, band: [60_000, 3_600_000],
    doc: 'from a failure to the alarm of the monitoring',
  },
  decideMs: { value: 900_000, unit: 'ms', ...A, band: [300_000, 7_200_000], doc: 'deciding what to do' },
  mountMs: { value: 60_000, unit: 'ms', ...A, doc: 'mounting or dismounting a database' },
  stepMs: { value: 120_000, unit: 'ms', ...A, doc: 'a step by hand that has no figure of its own' },
  recreateVolumeMs: {
    value: 1_800_000, unit: 'ms', ...A, doc: 'building and formatting a volume',
  },
}); // prettier-ignore
export type OperationsFigures = Figures<typeof operationsParameters>;
