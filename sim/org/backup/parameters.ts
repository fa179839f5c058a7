import { defineParameters, type Figures } from '../parameter.ts';
import { fileParameters } from './files/parameters.ts';
import { vssParameters } from './vss/parameters.ts';

const A = { source: 'no source read', assumed: true } as const;

export const backupParameters = defineParameters({
  sourceBytesPerSecond: {
    value: 30e6, unit: 'B/s', ...A, band: [10e6, 60e6],
    doc: 'what one storage group delivers to a streaming backup',
  },
  zeroingShare: {
    value: 0.8, unit: 'share', ...A, band: [0.5, 1],
    doc: 'what is left of that rate while deleted pages are overwritten on the way (BKP-30)',
  },
  patchShare: {
    value: 0.05, unit: 'share', ...A, noBand: 'none: no modelled version has patch files',
    doc: 'what goes to patch files before 2000 SP2, by the logs that are written during the copy (BKP-13)',
  },
  chunkBytes: {
    value: 65_536, unit: 'B', source: 'BKP-25 (003:386-389)',
    doc: 'what a streaming backup reads and verifies at a time: eight pages of 8 KiB',
  },
  recurringShare: {
    value: 0.3, unit: 'share', ...A, band: [0.1, 0.6],
    doc: 'failed jobs that fail every night until they are fixed',
  },
  onlyInLogShare: {
    value: 0.2, unit: 'share', ...A, band: [0, 0.4],
    doc: 'failed jobs whose status says completed: the backup log alone tells (MON-01)',
  },
  onlyInEventsShare: {
    value: 0.1, unit: 'share', ...A, band: [0, 0.4],
    doc: 'failed jobs that neither status nor backup log tell of, but the application log alone (MON-02)',
  },
  hangingShare: {
    value: 0, unit: 'share', ...A, noBand: 'none: no source says how many, and scripts can have them',
    doc: 'failed jobs that hang instead: they neither end nor report, and hold checkpoint and drive (BKP-45)',
  },
  outsideFaultShare: {
    value: 0.05, unit: 'share', ...A, band: [0.005, 0.3],
    doc: 'sets of a disk mirror or filter driver outside of streaming and VSS whose databases do not start (BKP-71)',
  },
  unreadLogNoticedMs: {
    value: 604_800_000, unit: 'ms', source: 'MON (a week or more)', assumed: true,
    band: [86_400_000, 2_419_200_000],
    doc: 'when a failed job is noticed if nobody reads the log',
  },
  keepMs: {
    value: 1_209_600_000, unit: 'ms', ...A, noBand: 'a choice of the plan',
    doc: 'how long sets are kept where the job does not say',
  },
  ...vssParameters,
  ...fileParameters,
}); // prettier-ignore
export type BackupFigures = Figures<typeof backupParameters>;
