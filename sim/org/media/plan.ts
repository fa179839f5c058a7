/**
 * What sets are written to. A `library` has a robot; before a stand-alone `drive` somebody changes cartridges; a `disk` target has
 * one volume of files, which counts as one cartridge that is always in place, and streams in place of drives (TAPE-01).
 */
export type MediaKind = 'library' | 'drive' | 'disk';

/** What stands for the model of a drive where it is a stream of a disk target. */
export const DISK = 'disk';

/** When a drive goes on to another cartridge than the one that it appends to, unless that is full before. */
export type StartNew = 'weekly' | 'daily' | 'when full';

export interface LibraryPlan {
  readonly id: number;
  readonly kind: MediaKind;
  /** 'libraries/lib1', 'drives/d1' or 'targets/b2d' */
  readonly path: string;
  readonly name: string;
  readonly site: number;
  readonly drives: readonly number[];
  readonly cartridges: readonly number[];
  /** Whether a cartridge at its limit gives way to a blank before it is written again (TAPE-20). */
  readonly retires: boolean;
  readonly startNew: StartNew;
  /** What a job does that finds no cartridge to write to (TAPE-06, TAPE-30). */
  readonly noMedia: 'fail' | 'wait';
  /** Of a disk target: the volume of a server that its files lie on, or -1 for disks of its own; how fast these are. */
  readonly volume: number;
  readonly bytesPerSecond: number;
}

export interface DrivePlan {
  readonly id: number;
  /** 'libraries/lib1/drives/1', counted from 1; a stand-alone drive has the path of what holds it. */
  readonly path: string;
  readonly library: number;
  /** Name in the media catalogue, such as 'lto-3'; 'disk' for a stream of a disk target. */
  readonly model: string;
  readonly nativeBytesPerSecond: number;
  /** Below this rate the drive stops and starts. */
  readonly slowestBytesPerSecond: number;
}

export interface CartridgePlan {
  readonly id: number;
  /** 'libraries/lib1/cartridges/1' */
  readonly path: string;
  readonly library: number;
  readonly capacityBytes: number;
}
