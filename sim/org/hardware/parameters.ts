import { defineParameters, type Figures } from '../parameter.ts';
import type { Raid } from './plan.ts';

export const hardwareParameters = defineParameters({
  wholeServerShare: {
    value: 0.3, unit: 'share', source: 'no source read', assumed: true, band: [0.1, 0.7],
    doc: 'share of lost volumes that take every volume of the server with them',
  },
  raid5WriteBytesPerSecond: {
    value: 150e6, unit: 'B/s', source: 'no source read', assumed: true, band: [40e6, 250e6],
    doc: 'sequential write of RAID 5 on eight 15k disks with write-back cache; other sizes in proportion',
  },
  partsDiskMs: {
    value: 1_800_000, unit: 'ms', source: 'no source read', assumed: true, doc: 'a disk from the shelf',
  },
  partsArrayMs: {
    value: 14_400_000, unit: 'ms', source: 'no source read', assumed: true, band: [1_800_000, 86_400_000],
    doc: 'an array or controller by contract',
  },
  partsServerMs: {
    value: 14_400_000, unit: 'ms', source: 'no source read', assumed: true, band: [1_800_000, 86_400_000],
    doc: 'a server by contract',
  },
  networkBytesPerSecond: {
    value: 75e6, unit: 'B/s', source: 'no source read', assumed: true, band: [7.5e6, 750e6],
    doc: 'LAN of the backup host: 1 Gbit/s at 60 % use, shared by its streams',
  },
}); // prettier-ignore
export type HardwareFigures = Figures<typeof hardwareParameters>;

export interface DiskModel {
  readonly capacityBytes: number;
  readonly sequentialBytesPerSecond: number;
  readonly iops: number;
  readonly source: string;
}

const SAS_15K = 'vendor data sheets; 80 MB/s and 175 IOPS assumed';
const sas15k = (gigabytes: number): DiskModel => ({
  capacityBytes: gigabytes * 1e9, sequentialBytesPerSecond: 80e6, iops: 175, source: SAS_15K,
}); // prettier-ignore

/** Disks that scenarios may name. */
export const diskCatalogue: Readonly<Record<string, DiskModel>> = {
  'sas-15k-36gb': sas15k(36),
  'sas-15k-73gb': sas15k(73),
  'sas-15k-146gb': sas15k(146),
  'sas-15k-300gb': sas15k(300),
};

/** Disks of a group that hold data rather than redundancy. */
export function dataDisks(raid: Raid, disks: number): number {
  return raid === 'raid5' ? disks - 1 : disks / 2;
}

/** Fewest disks of each level; RAID 1 and 10 need an even number. */
export const fewestDisks: Readonly<Record<Raid, number>> = { raid1: 2, raid5: 3, raid10: 4 };
