import { defineParameters, type Figures } from '../parameter.ts';

export const recoveryParameters = defineParameters({
  restoreSlowdown: {
    value: 1.2, unit: 'factor', source: 'slipstick.com; TechTarget', band: [1, 2],
    doc: 'restore time over backup time of the same bytes',
  },
  parallelHardRecovery: {
    value: 1, unit: 'count', source: 'RST-33', doc: 'hard recoveries at one time per server',
  },
  repairBytesPerSecond: {
    value: 1_388_889,
    unit: 'B/s',
    source: 'REP-06',
    band: [138_889, 1_666_667],
    doc: 'eseutil /p, 5 GB an hour; severe damage takes ten times as long or worse',
  },
  defragBytesPerSecond: {
    value: 2_083_333, unit: 'B/s', source: 'KB Q272234', band: [1_388_889, 2_777_778],
    doc: 'eseutil /d after a repair, 5 to 10 GB an hour',
  },
  isintegBytesPerSecond: {
    value: 1_250_000,
    unit: 'B/s',
    source: 'KB Q259851',
    band: [833_333, 1_666_667],
    doc: 'isinteg -fix after a repair, 3 to 6 GB an hour',
  },
  temporarySpareBytes: {
    value: 10_485_760, unit: 'B', source: 'RST-23',
    doc: 'room in the temporary folder beyond the logs',
  },
}); // prettier-ignore
export type RecoveryFigures = Figures<typeof recoveryParameters>;
