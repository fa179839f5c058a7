import { defineParameters, type Figures } from '../parameter.ts';

const A = { source: 'no source read', assumed: true } as const;

export const mediaParameters = defineParameters({
  threadMs: { value: 19_000, unit: 'ms', ...A, band: [10_000, 60_000], doc: 'load and thread a cartridge in a drive' },
  locateMs: { value: 46_000, unit: 'ms', ...A, band: [20_000, 120_000], doc: 'wind to a set' },
  rewindMs: {
    value: 46_000, unit: 'ms', ...A, band: [20_000, 120_000],
    doc: 'rewind before a cartridge leaves the drive',
  },
  unloadMs: { value: 19_000, unit: 'ms', ...A, band: [10_000, 60_000], doc: 'unload a cartridge' },
  exchangeMs: {
    value: 10_000, unit: 'ms', ...A, band: [5_000, 30_000],
    doc: 'carry a cartridge between slot and drive',
  },
  changeByHandMs: {
    value: 300_000, unit: 'ms', ...A, band: [60_000, 900_000],
    doc: 'somebody changes the cartridge of a stand-alone drive',
  },
  recallMs: {
    value: 14_400_000, unit: 'ms', ...A, band: [3_600_000, 28_800_000],
    doc: 'until a cartridge is back that is recalled from offsite in working hours',
  },
  recallOutOfHoursMs: {
    value: 28_800_000, unit: 'ms', ...A, band: [14_400_000, 86_400_000],
    doc: 'until a cartridge is back that is recalled from offsite at any other time',
  },
  catalogueMs: {
    value: 300_000, unit: 'ms', ...A, band: [60_000, 1_800_000],
    doc: 'building the catalogue of a set anew from the one on its medium (TAPE-09)',
  },
  diskBytesPerSecond: {
    value: 100e6, unit: 'B/s', ...A, band: [40e6, 200e6],
    doc: 'disks of a target, shared by its streams, where the target does not say',
  },
  retireAfterPasses: {
    value: 200, unit: 'count', ...A, band: [50, 1000], doc: 'full passes after which a cartridge must be retired',
  },
  unreadablePastRetirement: {
    value: 0.02, unit: 'share', ...A, band: [0.005, 0.1],
    doc: 'sets that cannot be read on a cartridge past its retirement',
  },
  badAtOnceShare: {
    value: 0.6, unit: 'share', ...A, band: [0.2, 0.9],
    doc: 'sets that cannot be read and could not be from the beginning, so that verifying them finds out (TAPE-12)',
  },
  cleanEveryMs: {
    value: 900_000_000, unit: 'ms', ...A, band: [180_000_000, 3_600_000_000],
    doc: 'tape in motion after which a drive has to be cleaned',
  },
  cleaningMs: { value: 180_000, unit: 'ms', ...A, band: [60_000, 600_000], doc: 'a cleaning cartridge in the drive' },
  mountRetryMs: {
    value: 900_000, unit: 'ms', ...A, band: [300_000, 3_600_000],
    doc: 'lost by a tape mount that fails, before the next try',
  },
  mountTakesCartridge: {
    value: 0.2, unit: 'share', ...A, band: [0.05, 0.5], doc: 'failed mounts that cost the cartridge',
  },
  replaceCartridgeMs: {
    value: 604_800_000, unit: 'ms', ...A, band: [86_400_000, 2_419_200_000],
    doc: 'until a blank takes the place of a cartridge that was lost',
  },
  startStopFactor: {
    value: 2, unit: 'factor', source: 'X-20', assumed: true, band: [1, 4],
    doc: 'time of a write that is too slow for the drive to stream',
  },
  startStopWear: {
    value: 2, unit: 'factor', source: 'X-20', assumed: true, band: [1, 4],
    doc: 'wear of a cartridge that is written too slowly for the drive to stream',
  },
}); // prettier-ignore
export type MediaFigures = Figures<typeof mediaParameters>;

export interface DriveModel {
  readonly capacityBytes: number;
  readonly nativeBytesPerSecond: number;
  /** The slowest rate at which the drive still streams. */
  readonly slowestBytesPerSecond: number;
  readonly source: string;
}

const VENDORS = 'vendor comparison pages, 2008; 1:1 compression and slowest rate assumed';

/** Tape drives that scenarios may name, with the cartridge each takes. */
export const driveCatalogue: Readonly<Record<string, DriveModel>> = {
  'dlt-35-70': {
    capacityBytes: 35e9, nativeBytesPerSecond: 30e9 / 3600, slowestBytesPerSecond: 5e6,
    source: 'KB Q272234 (30 GB/h); slowest rate assumed',
  },
  'lto-1': {
    capacityBytes: 100e9, nativeBytesPerSecond: 20e6, slowestBytesPerSecond: 10e6, source: VENDORS,
  },
  'lto-2': {
    capacityBytes: 200e9, nativeBytesPerSecond: 40e6, slowestBytesPerSecond: 18e6, source: VENDORS,
  },
  'lto-3': {
    capacityBytes: 400e9, nativeBytesPerSecond: 80e6, slowestBytesPerSecond: 27e6,
    source: 'vendor comparison pages, 2008; X-20 (HP manual); 1:1 compression assumed',
  },
  'lto-4': {
    capacityBytes: 800e9, nativeBytesPerSecond: 120e6, slowestBytesPerSecond: 33e6, source: VENDORS,
  },
}; // prettier-ignore
