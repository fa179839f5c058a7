import { defineParameters, type Figures, type Version } from '../parameter.ts';

export const storeParameters = defineParameters({
  logBytes: {
    value: 1_048_576, unit: 'B', source: 'ESE-01; slipstick.com 2008-05', doc: 'one transaction log',
    in2003: { value: 5_242_880, source: 'ESE-01; slipstick.com 2008-05' },
  },
  pageBytes: {
    value: 8_192, unit: 'B', source: 'ESE-02', doc: 'one database page',
    in2003: { value: 4_096, source: 'ESE-02' },
  },
  checkpointDepthBytes: {
    value: 20_971_520, unit: 'B', source: 'ESE-17; Dell white paper BP1013',
    doc: 'how far the checkpoint may lag behind the open log, per storage group',
  },
  checkpointLagLogs: {
    value: 1_008, unit: 'count', source: 'ESE-38, X-08; KB 812962',
    doc: 'how far the checkpoint of a group may lag before Exchange 2003 stops its databases; 256 in older versions',
  },
  missingCheckpointLogs: {
    value: 0, unit: 'count', source: 'X-08; KB 836611',
    doc: 'logs beyond which Exchange 2003 refuses to replay where the checkpoint file is missing: 1008 without KB 836611, 0 with it: any number',
  },
  lastLogGeneration: {
    value: 2_147_483_648, unit: 'count', assumed: true, noBand: 'a limit of the version', source: 'no source read',
    doc: 'last generation of a log stream, 2^31 or 0xFFFF0: a group that has filled it stops',
    in2003: { value: 1_048_560, source: 'Exchange team blog 2008-07-23' },
  },
  streamingShare: {
    value: 0.3, unit: 'share', source: 'no source read', assumed: true, band: [0.05, 0.6],
    doc: 'of a database of Exchange 2003: what lies in its .stm, the rest in its .edb (ESE-36)',
  },
  standardDatabaseBytes: {
    value: 80_530_636_800, unit: 'B', source: 'slipstick.com',
    doc: 'largest database of Exchange 2003 Standard, its two files together: 75 GiB from Service Pack 2, 16 GiB before',
  },
  replayLogsPerSecond: {
    value: 2, unit: 'logs/s', source: 'Dell BP1013', assumed: true, band: [0.5, 10],
    doc: 'logs replayed in recovery: 5 MiB took 4 s at best when 2003 was new, and 30 s to 4 min on older hardware',
    in2003: { value: 0.25, source: 'KB Q272234; windowsitpro 26822', band: [0.004, 1] },
  },
  diskShare: {
    value: 0.8, unit: 'share', source: 'no source read', assumed: true, band: [0.6, 1],
    doc: 'of the reads and writes that a volume is good for: beyond it the store puts changed pages off until the checkpoint depth forces them out (ESE-17)',
  },
  opportuneShare: {
    value: 0.3, unit: 'share', source: 'ESE-16; how many: no source read', assumed: true, band: [0.15, 0.45],
    doc: 'of the pages written: those that go along with a neighbour',
    in2003: { value: 0.1, source: 'ESE-16; how many: no source read', assumed: true, band: [0.05, 0.2] },
  },
  idleShare: {
    value: 0.05, unit: 'share', source: 'no source read', assumed: true, band: [0, 0.1],
    doc: 'of the work of the busiest hour: a server with less to do in an hour writes changed pages in its spare time',
  },
  redirtiedShare: {
    value: 0.1, unit: 'share', source: 'no source read', assumed: true, band: [0.02, 0.5],
    doc: 'of the pages that the checkpoint depth forces out: those still in use, which are changed again at once (ESE-19)',
  },
  pagesPerDamage: {
    value: 4, unit: 'count', source: 'no source read', assumed: true, band: [1, 40],
    doc: 'mean number of pages that one damage hits (geometric)',
  },
  singleBitShare: {
    value: 0.4, unit: 'share', source: 'KB 867626; KB Q197060',
    doc: 'one-page damages that are a single wrong bit, corrected when read (up to 40 %)',
  },
  onlineDefragBytesPerSecond: {
    value: 2_100_000, unit: 'B/s', source: 'KB Q272234 (eseutil /d, 5-10 GB/h); online as fast', assumed: true,
    band: [500_000, 10_000_000],
    doc: 'of a database that online maintenance works through while nothing suspends it',
  },
  damageReadMs: {
    value: 43_200_000, unit: 'ms', source: 'no source read', assumed: true,
    band: [3_600_000, 259_200_000],
    doc: 'mean time until some read meets a damaged page and leaves an entry (474), which nobody complains about',
  },
  userNoticesMs: {
    value: 259_200_000, unit: 'ms', source: 'no source read', assumed: true,
    band: [3_600_000, 2_592_000_000], doc: 'mean time until a user meets a damaged page',
  },
  itemRetentionMs: {
    value: 1_209_600_000, unit: 'ms', source: 'X-14; RSG-11', doc: 'how long deleted items can be recovered, where a database does not say',
    in2003: { value: 604_800_000, source: 'X-14' },
  },
  mailboxRetentionMs: {
    value: 2_592_000_000, unit: 'ms', source: 'E-50, X-14, W-21',
    doc: 'how long removed mailboxes can be reconnected, from the next run of online maintenance on, which marks them',
  },
  dumpsterAlwaysOn: {
    value: 0, unit: 'share', source: 'X-14',
    doc: 'of the clients: those that can recover what was deleted for good, with Shift+Delete (DumpsterAlwaysOn)',
  },
  corruptionShare: {
    value: 0.02, unit: 'share', source: 'no source read', assumed: true, band: [0.005, 0.1],
    doc: 'of the recent content of a database: what logical corruption deletes',
  },
  corruptionReachMs: {
    value: 2_592_000_000, unit: 'ms', source: 'no source read', assumed: true, band: [604_800_000, 7_776_000_000],
    doc: 'how far back the content reaches that logical corruption deletes from',
  },
  corruptionLastsMs: {
    value: 7_200_000, unit: 'ms', source: 'no source read', assumed: true, band: [600_000, 43_200_000],
    doc: 'how long logical corruption goes on deleting',
  },
  corruptionNoticedMs: {
    value: 28_800_000, unit: 'ms', source: 'no source read', assumed: true, band: [3_600_000, 259_200_000],
    doc: 'median time until somebody misses what logical corruption deletes (lognormal)',
  },
  corruptionNoticedSpread: {
    value: 8.5, unit: 'factor', source: 'no source read', assumed: true, band: [3, 20],
    doc: 'of ten such times nine lie within this factor of the median, either way: 1 h to 3 d',
  },
  replicateEveryMs: {
    value: 900_000, unit: 'ms', source: 'no source read', assumed: true, band: [300_000, 14_400_000],
    doc: 'how often a public folder database sends what was posted to its replicas',
  },
  backfillDelayMs: {
    value: 21_600_000, unit: 'ms', source: 'no source read', assumed: true, band: [900_000, 172_800_000],
    doc: 'from the mount of a public folder database until it has its replicas send what it lacks',
  },
  backfillBytesPerSecond: {
    value: 1_388_889, unit: 'B/s', source: 'no source read', assumed: true, band: [277_778, 5_555_556],
    doc: 'posts that replicas send to a public folder database that lacks them, 5 GB an hour',
  },
}); // prettier-ignore
export type StoreFigures = Figures<typeof storeParameters>;

/** When databases are maintained where the scenario does not say. */
export const usualMaintenance: Readonly<Record<Version, string>> = {
  'exchange-2003': 'daily 00:00-05:00',
  'exchange-2007': 'daily 01:00-05:00',
};
