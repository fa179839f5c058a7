import { defineParameters, type Figures } from '../parameter.ts';

export const recoveryParameters = defineParameters({
  restoreSlowdown: {
    value: 1.2, unit: 'factor', source: 'slipstick.com; TechTarget', band: [1, 2],
    doc: 'restore time over backup time of the same bytes',
  },
  snapshotRestoreMs: {
    value: 25_000, unit: 'ms', source: 'Dell white paper BP1013, table 6 (Exchange 2010)',
    band: [10_000, 600_000],
    doc: 'putting a mirror or clone in the place of a production volume',
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
  relinkMailboxMs: {
    value: 1_000, unit: 'ms', source: 'no source read', assumed: true, band: [100, 10_000],
    doc: 'linking one user to the place to which a database has moved',
  },
  relinkDatabaseMs: {
    value: 600_000, unit: 'ms', source: 'no source read', assumed: true, band: [120_000, 3_600_000],
    doc: 'setting up a database in the directory that has forgotten it, and pointing it to its files',
  },
  recoverItemsMs: {
    value: 1_800_000, unit: 'ms', source: 'no source read', assumed: true, band: [300_000, 14_400_000],
    doc: 'recovering deleted items, or reconnecting mailboxes, that a database still keeps',
  },
  temporarySpareBytes: {
    value: 10_485_760, unit: 'B', source: 'RST-23',
    doc: 'room in the temporary folder beyond the logs',
  },
  tombstoneLifetimeMs: {
    value: 5_184_000_000, unit: 'ms', source: 'BKP-53 (001:1157)',
    doc: 'how long the directory remembers what was deleted: the age at which sets with System State become risky',
  },
  agedSetFaultShare: {
    value: 0.1, unit: 'share', source: 'no source read', assumed: true, band: [0.02, 0.3],
    doc: 'sets just as old as that whose Windows does not run; younger ones in proportion (BKP-52)',
  },
  tooOldSetFaultShare: {
    value: 0.5, unit: 'share', source: 'no source read', assumed: true, band: [0.1, 1],
    doc: 'sets older than that whose Windows does not run on a member server (E-34)',
  },
  restoreFilesBytesPerSecond: {
    value: 5e6, unit: 'B/s', source: 'no source read', assumed: true, band: [1e6, 25e6],
    doc: 'restoring a set of files of a server',
  },
  setUpSettingsMs: {
    value: 3_600_000, unit: 'ms', source: 'no source read', assumed: true, band: [900_000, 14_400_000],
    doc: 'settings of a server, from the documentation, where no System State is back (BKP-66)',
  },
  setUpVirtualServersMs: {
    value: 3_600_000, unit: 'ms', source: 'no source read', assumed: true, band: [900_000, 14_400_000],
    doc: 'virtual servers of a server, where no IIS metabase is back (BKP-64)',
  },
  setUpConnectorsMs: {
    value: 7_200_000, unit: 'ms', source: 'no source read', assumed: true, band: [1_800_000, 28_800_000],
    doc: 'connectors of a server, where their files are not back (BKP-63)',
  },
  setUpMountedDriveMs: {
    value: 7_200_000, unit: 'ms', source: 'no source read', assumed: true, band: [1_800_000, 28_800_000],
    doc: 'what applications kept on a mounted drive of which the path alone is back (TAPE-18)',
  },
  setUpOpenFilesMs: {
    value: 3_600_000, unit: 'ms', source: 'no source read', assumed: true, band: [900_000, 14_400_000],
    doc: 'what applications kept in files that were open and skipped (BKP-65)',
  },
  setUpAuthorityMs: {
    value: 14_400_000, unit: 'ms', source: 'no source read', assumed: true, band: [3_600_000, 57_600_000],
    doc: 'a certification authority of which nothing is back (BKP-62)',
  },
  drilledSlips: {
    value: 0.5, unit: 'factor', source: 'no source read', assumed: true, band: [0.25, 1],
    doc: 'slips of those who have been through a restore drill lately, compared with others',
  },
  drillKeepsMs: {
    value: 7_862_400_000, unit: 'ms', source: 'no source read', assumed: true,
    band: [2_592_000_000, 31_536_000_000],
    doc: 'how long a restore drill keeps those who restore in practice: a quarter',
  },
  repeatSucceedsShare: {
    value: 0.2, unit: 'share', source: 'no source read', assumed: true, band: [0, 0.5],
    doc: 'sets that could not be read, and can be when their restore is repeated (RST-41)',
  },
  checkRestoreMs: {
    value: 600_000, unit: 'ms', source: 'no source read', assumed: true, band: [120_000, 3_600_000],
    doc: 'reading the report of a restore and the event logs of the server (MON-15)',
  },
  beginsAnewShare: {
    value: 0.9, unit: 'share', source: 'no source read', assumed: true, band: [0.5, 1],
    doc: 'of those who ran hard recovery too early: who restore everything again; the others mount what they have',
  },
  rebootMs: {
    value: 600_000, unit: 'ms', source: 'no source read', assumed: true, band: [180_000, 1_800_000],
    doc: 'rebooting a server until its databases are mounted again',
  },
  cleanupMs: {
    value: 86_400_000, unit: 'ms', source: 'no source read', assumed: true, noBand: 'moves no mail',
    doc: 'until the cleanup agent has disconnected the system mailboxes that are left over in a moved database of 2003',
  },
  keptMailboxMs: {
    value: 2_592_000_000, unit: 'ms', source: 'RST-51; E-50',
    doc: 'how long a disconnected mailbox is kept before it is purged: 30 days',
  },
  resetFoldersMs: {
    value: 14_400_000, unit: 'ms', source: 'no source read', assumed: true, band: [3_600_000, 86_400_000],
    doc: 'resetting the system folders of an organization, and rebuilding free/busy and the offline address books (RST-55)',
  },
}); // prettier-ignore
export type RecoveryFigures = Figures<typeof recoveryParameters>;
