import { defineParameters, type Figures } from '../parameter.ts';
import { HOUR, YEAR } from '../../engine/clock.ts';
import type { Law } from '../../engine/laws.ts';
import type { Raid } from './plan.ts';

const LANL = 'LANL failure data, of HPC nodes';

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
    value: 21_600_000, unit: 'ms', source: 'no source read', assumed: true, band: [0, 172_800_000],
    doc: 'until a spare disk is in, where the site does not say',
  },
  diskAgeMs: {
    value: 63_072_000_000, unit: 'ms', source: 'no source read', assumed: true, band: [0, 157_680_000_000],
    doc: 'age of the disks at the start, where the volume does not say',
  },
  rebuildBytesPerSecond: {
    value: 20e6, unit: 'B/s', source: 'ceph-tools', band: [10e6, 60e6],
    doc: 'at which an array rebuilds what a failed disk held: the whole disk, used or not',
  },
  rebuildUserShare: {
    value: 0.5, unit: 'share', source: 'no source read', assumed: true, band: [0.3, 0.9],
    doc: 'what a rebuild leaves of the rate of its array',
  },
  stripeBytes: {
    value: 65_536, unit: 'B', source: 'no source read', assumed: true, band: [16_384, 262_144],
    doc: 'of one disk in a stripe: what an unreadable sector takes with it in a rebuild',
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
  siteLinkBytesPerSecond: {
    value: 250_000, unit: 'B/s', source: 'no source read', assumed: true, band: [31_250, 12_500_000],
    doc: 'between two sites that no link of the scenario connects: 2 Mbit/s',
  },
  rebuildShare: {
    value: 0.1, unit: 'share', source: 'no source read', assumed: true, band: [0.02, 0.3],
    doc: 'failures of servers and domain controllers that no repair heals',
  },
  repairMeanMs: {
    value: 21_120_000, unit: 'ms', source: LANL, doc: 'repairs of servers, mean over all reasons: the tail is long',
  },
  hardwareShare: { value: 0.6, unit: 'share', source: LANL, doc: 'server failures by hardware' },
  softwareShare: { value: 0.23, unit: 'share', source: LANL, doc: 'server failures by software' },
  networkShare: { value: 0.02, unit: 'share', source: LANL, doc: 'server failures by the network' },
  facilitiesShare: { value: 0.015, unit: 'share', source: LANL, doc: 'server failures by facilities' },
  peopleShare: { value: 0.006, unit: 'share', source: LANL, doc: 'server failures by people; the rest has no known reason' },
  hardwareRepairMs: { value: 4_080_000, unit: 'ms', source: LANL, doc: 'median repair after a failure of hardware' },
  softwareRepairMs: { value: 2_580_000, unit: 'ms', source: LANL, doc: 'median repair after a failure of software' },
  networkRepairMs: { value: 4_200_000, unit: 'ms', source: LANL, doc: 'median repair after a failure of the network' },
  facilitiesRepairMs: { value: 16_560_000, unit: 'ms', source: LANL, doc: 'median repair after a failure of facilities' },
  peopleRepairMs: { value: 2_640_000, unit: 'ms', source: LANL, doc: 'median repair after a failure by people' },
  unknownRepairMs: {
    value: 3_240_000, unit: 'ms', source: 'no source read', assumed: true, band: [1_800_000, 14_400_000],
    doc: 'median repair after a failure for no known reason',
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

/** Disk operations that a small write costs (TechNet bb125019). */
export const writePenalty: Readonly<Record<Raid, number>> = { raid1: 2, raid5: 4, raid10: 2 };

/** Fewest disks of each level; RAID 1 and 10 need an even number. */
export const fewestDisks: Readonly<Record<Raid, number>> = { raid1: 2, raid5: 3, raid10: 4 };

/** Wear-out that begins early (Schroeder & Gibson, FAST 2007); the shape is Elerath & Pecht's. */
const DISK_SHAPE = 1.12;

/** The law of lives by which disks of an age fail at a rate, per year: Weibull, its scale in whole hours. */
export function diskLife(ratePerYear: number, ageMs: number): Extract<Law, { type: 'weibull' }> {
  const years = ageMs / YEAR;
  // The hazard k/s * (t/s)^(k-1) is the rate where s^k = k * t^(k-1) / rate.
  const power = Math.log(DISK_SHAPE / ratePerYear) + (DISK_SHAPE - 1) * Math.log(years);
  const scale = Math.round((Math.exp(power / DISK_SHAPE) * YEAR) / HOUR) * HOUR;
  return { type: 'weibull', shape: DISK_SHAPE, scale };
}
