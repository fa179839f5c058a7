import type { Ms } from '../../engine/types.ts';
import type { Asset } from '../backup/files/plan.ts';

export type Raid = 'raid1' | 'raid5' | 'raid10';

export interface SitePlan {
  readonly id: number;
  /** 'sites/hq' */
  readonly path: string;
  readonly name: string;
  /** How long a spare part takes, by contract or from the shelf. */
  readonly partsMs: { readonly disk: Ms; readonly array: Ms; readonly server: Ms };
}

export interface ServerPlan {
  readonly id: number;
  /** 'servers/exch2' */
  readonly path: string;
  readonly name: string;
  readonly site: number;
  readonly volumes: readonly number[];
  readonly groups: readonly number[];
  readonly snapshots: SnapshotPlan;
  /** What was set up on it beyond the installation. */
  readonly setUp: readonly Asset[];
}

/** What the provider of a server's shadow copies can do, and where it puts them. */
export interface SnapshotPlan {
  /** Volume of mirrors and clones; -1: disks of their own that nobody named, which do not fail. */
  readonly volume: number;
  /** Types of backup that it offers (BKP-40). */
  readonly offers: readonly ('full' | 'copy' | 'incremental' | 'differential')[];
  /** Whether it restores to another place than the original one (RST-48). */
  readonly redirects: boolean;
}

export interface VolumePlan {
  readonly id: number;
  /** 'servers/exch2/nodes/a/volumes/database' */
  readonly path: string;
  readonly name: string;
  readonly server: number;
  readonly raid: Raid;
  /** How many disks it has, hot spares not counted, and the id of the first of them. */
  readonly disks: number;
  readonly firstDisk: number;
  /** Age of its disks when root causes begin to count. */
  readonly diskAgeMs: Ms;
  /** Disks that stand by, so that a rebuild need not wait for a part. */
  readonly hotSpares: number;
  /** Name in the hardware catalogue, such as 'sas-15k-146gb'. */
  readonly model: string;
  /** Usable bytes: what the RAID level leaves of the disks. */
  readonly capacityBytes: number;
  readonly readBytesPerSecond: number;
  readonly writeBytesPerSecond: number;
  /** Random operations a second that its disks are good for together; a write takes several (`writePenalty`). */
  readonly iops: number;
}

/** A place for a disk in a volume's array; the disks in it come and go. */
export interface DiskPlan {
  readonly id: number;
  /** 'servers/exch2/nodes/a/volumes/database/disks/3' */
  readonly path: string;
  readonly volume: number;
}
