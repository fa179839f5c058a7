import { defineParameters, type Figures } from '../parameter.ts';

const A = { source: 'no source read', assumed: true } as const;

export const operationsParameters = defineParameters({
  monitoringMs: {
    value: 300_000, unit: 'ms', ...A, band: [60_000, 3_600_000],
    doc: 'from a failure to the alarm of the monitoring',
  },
  usersCallMs: {
    value: 1_800_000, unit: 'ms', ...A, band: [600_000, 7_200_000],
    doc: 'until users in their hours call because nothing works, where nobody watches the servers',
  },
  decideMs: { value: 900_000, unit: 'ms', ...A, band: [300_000, 7_200_000], doc: 'deciding what to do' },
  mountMs: { value: 60_000, unit: 'ms', ...A, band: [30_000, 300_000], doc: 'mounting or dismounting a database' },
  stepMs: {
    value: 120_000, unit: 'ms', ...A, band: [60_000, 600_000],
    doc: 'a step by hand that has no figure of its own',
  },
  recreateVolumeMs: {
    value: 1_800_000, unit: 'ms', ...A, band: [900_000, 7_200_000], doc: 'building and formatting a volume',
  },
  drillIntervalMs: {
    value: 7_862_400_000, unit: 'ms', source: 'MON-18 (003:703-708): once a quarter',
    doc: 'from one occasion of a restore drill to the next, where the scenario does not say when',
  },
  buildLabMs: {
    value: 14_400_000, unit: 'ms', ...A, band: [7_200_000, 57_600_000],
    doc: 'building a forest with an Exchange server of its own for a restore drill',
  },
  moveBytesPerSecond: {
    value: 1_388_889, unit: 'B/s', ...A, band: [277_778, 5_555_556], doc: 'moving mailboxes, 5 GB an hour',
  },
  moveLogFactor: {
    value: 1.2, unit: 'factor', ...A, band: [1, 2], doc: 'log bytes at the destination for each byte of a mailbox that is moved in',
  },
  writeOffMs: {
    value: 157_680_000_000, unit: 'ms', ...A, band: [94_608_000_000, 220_752_000_000],
    doc: 'over how long drives and cartridges are written off',
  },
  destroyedNoticedMs: {
    value: 600_000, unit: 'ms', ...A, band: [60_000, 3_600_000],
    doc: 'until somebody notices what an operator has destroyed',
  },
  destroyFileShare: {
    value: 0.5, unit: 'share', ...A, band: [0.3, 0.65], doc: 'of what operators destroy: the file of a database',
  },
  destroyStmShare: {
    value: 0.5, unit: 'share', ...A, band: [0.2, 0.8],
    doc: 'of database files that operators destroy in Exchange 2003: the .stm, the rest the .edb',
  },
  destroyLogsShare: {
    value: 0.3, unit: 'share', ...A, band: [0.15, 0.45],
    doc: 'of what operators destroy: the log folder of a group; the rest are volumes',
  },
  installWindowsMs: { value: 3_600_000, unit: 'ms', ...A, band: [1_800_000, 10_800_000], doc: 'installing Windows on a new server' },
  servicePacksMs: { value: 1_800_000, unit: 'ms', ...A, band: [900_000, 7_200_000], doc: 'installing the service packs and updates of a new server' },
  recoverServerMs: {
    value: 2_700_000, unit: 'ms', ...A, band: [1_800_000, 7_200_000],
    doc: 'installing Exchange with RecoverServer and its service packs',
  },
  replicateDirectoryMs: {
    value: 3_600_000, unit: 'ms', ...A, band: [900_000, 21_600_000],
    doc: 'promoting a new domain controller, which replicates from another one; longer where a link is too slow for it',
  },
  directoryBytes: {
    value: 500e6, unit: 'B', ...A, band: [50e6, 20e9],
    doc: 'the database of the directory on each controller of a domain, Ntds.dit',
  },
  directoryLogBytes: {
    value: 10_485_760, unit: 'B', source: 'AD-06 (001:1310-1311)', doc: 'a log file of the directory',
  },
  directoryChangeBytesPerDay: {
    value: 10_485_760, unit: 'B', ...A, band: [1_048_576, 209_715_200],
    doc: 'what is written to the directory in a day',
  },
  restoreDirectoryMs: {
    value: 7_200_000, unit: 'ms', ...A, band: [3_600_000, 28_800_000],
    doc: 'restoring the directory from a backup, where no controller of the domain is left; where the scenario has jobs that save controllers, without reading their sets',
  },
  restoreControllerMs: {
    value: 3_600_000, unit: 'ms', ...A, band: [1_800_000, 14_400_000],
    doc: 'restoring one controller beside others from a set: restore mode, restarts and checks, without reading the set',
  },
  replicatedShare: {
    value: 0.15, unit: 'share', ...A, band: [0.1, 1],
    doc: 'of what is replicated that crosses a link between sites, where it is compressed',
  },
  forceExpiredMs: {
    value: 7_200_000, unit: 'ms', ...A, band: [1_800_000, 28_800_000],
    doc: 'having a set restored that is older than the tombstone lifetime, where nothing else is left of a domain',
  },
  newDomainMs: {
    value: 86_400_000, unit: 'ms', ...A, band: [28_800_000, 432_000_000],
    doc: 'building a domain anew of which neither a controller nor a set is left',
  },
}); // prettier-ignore
export type OperationsFigures = Figures<typeof operationsParameters>;
