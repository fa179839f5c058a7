import type { Schedule } from '../../engine/calendar.ts';
import type { Ms } from '../../engine/types.ts';

/**
 * What sets are written to. A `library` has a robot; before a stand-alone `drive` somebody changes cartridges; a `disk` target has
 * one volume of files, which counts as one cartridge that is always in place, and streams in place of drives (TAPE-01).
 */
export type MediaKind = 'library' | 'drive' | 'disk';

/** What stands for the model of a drive where it is a stream of a disk target. */
export const DISK = 'disk';

/** When a drive goes on to another cartridge than the one that it appends to, unless that is full before. */
export type StartNew = 'weekly' | 'daily' | 'when full';

/** When a courier comes, which cartridges he takes, and how soon one is back that somebody needs. */
export interface OffsitePlan {
  readonly when: Schedule;
  /** Only cartridges that have rested so long since their newest set. */
  readonly afterMs: Ms;
  /** Of a recall; null: what the figures say, by the hour. */
  readonly recallMs: Ms | null;
}

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
  /** Cartridges are taken to another place and back; null: they stay. */
  readonly offsite: OffsitePlan | null;
  /** The server that its backups run on, with the catalogue on its disks; -1: a machine apart. */
  readonly host: number;
  /** Whether a catalogue can be built from the one on each medium, rather than by reading all of it (TAPE-09). */
  readonly onMediaCatalogue: boolean;
  /** Of a disk target: when all sets on it are read to see whether they can be; null: never. */
  readonly scrub: Schedule | null;
  /** Discs that no job writes directly: files are burnt from disk (TAPE-02). */
  readonly optical: boolean;
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
