import { defineParameters, type Figures } from '../parameter.ts';

export const recoveryParameters = defineParameters({
  restoreSlowdown: {
    value: 1.2, unit: 'factor', source: 'slipstick.com; TechTarget', band: [1, 2],
    doc: 'restore time over backup time of the same bytes',
  },
  parallelHardRecovery: {
    value: 1, unit: 'count', source: 'RST-33', doc: 'hard recoveries at one time per server',
  },
  temporarySpareBytes: {
    value: 10_485_760, unit: 'B', source: 'RST-23',
    doc: 'room in the temporary folder beyond the logs',
  },
}); // prettier-ignore
export type RecoveryFigures = Figures<typeof recoveryParameters>;
