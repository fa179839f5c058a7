/** Figures of shadow copies: how long each phase takes, and what a provider copies at which rate. */
import { defineParameters } from '../../parameter.ts';

const A = { source: 'no source read', assumed: true } as const;

export const vssParameters = defineParameters({
  snapshotPrepareMs: {
    value: 30_000, unit: 'ms', ...A, band: [5_000, 180_000],
    doc: 'until requestor, writer and provider are ready for a snapshot (BKP-32)',
  },
  freezeFlushMs: {
    value: 500, unit: 'ms', ...A, band: [100, 3_000],
    doc: 'writing of pages in flight when the writer freezes the store',
  },
  hardwareSplitMs: {
    value: 1_000, unit: 'ms', ...A, band: [200, 5_000],
    doc: 'a hardware provider splits a mirror off, or begins a clone',
  },
  softwareSnapMs: {
    value: 4_000, unit: 'ms', ...A, band: [1_000, 8_000],
    doc: 'Windows begins copy-on-write',
  },
  freezeLimitMs: {
    value: 10_000, unit: 'ms', source: 'BKP-33 (003:256-257)',
    doc: 'longest freeze: a snapshot that takes longer is aborted',
  },
  arrayCopyBytesPerSecond: {
    value: 80e6, unit: 'B/s', ...A, band: [20e6, 200e6],
    doc: 'at most what an array copies to one mirror or clone',
  },
  changedPerLogByte: {
    value: 2, unit: 'factor', ...A, band: [1, 5],
    doc: 'bytes of a database volume that change with each byte logged, which a mirror has to catch up with',
  },
  mountCopyMs: {
    value: 120_000, unit: 'ms', ...A, band: [30_000, 900_000],
    doc: 'mounting a snapshot on the backup host',
  },
  checkBytesPerSecond: {
    value: 16_666_667, unit: 'B/s', source: 'KB 248406; KB Q196169 (60 GB an hour)',
    band: [8_333_333, 57_222_222],
    doc: 'consistency check of a mounted snapshot, eseutil /k, without a throttle (BKP-36)',
  },
  snapshotCopies: {
    value: 2, unit: 'count', ...A, noBand: 'a choice of the plan',
    doc: 'images of a storage group kept as snapshots where the job does not say',
  },
  snapshotUnreadableFactor: {
    value: 0.2, unit: 'factor', ...A, band: [0.01, 1],
    doc: 'how often a snapshot on disks cannot be restored, compared to a set on tape',
  },
}); // prettier-ignore
