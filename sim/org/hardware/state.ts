import type { Handle, Ms } from '../../engine/types.ts';

/** A disk of an array that is out, until its successor holds its data again. */
export interface BrokenDisk {
  readonly disk: number;
  /** Key of the root cause. */
  readonly key: string;
  readonly failedAt: Ms;
  /** Waits for a part until then; what it held is being rebuilt from then on. */
  rebuilding: boolean;
  /** When the rebuild began, or -1. */
  rebuildingSince: Ms;
  /** End of the rebuild. */
  timer: Handle;
}

/** A stretch of time in which what a disk held was rebuilt. */
export interface Rebuild {
  readonly disk: number;
  readonly from: Ms;
  readonly to: Ms;
}

export interface VolumeState {
  lost: boolean;
  /** Key of the root cause that lost it last, and of those that had weakened it before. */
  lostBy: string;
  lostWith: string[];
  /** Disks that are out, in the order in which they failed. */
  broken: BrokenDisk[];
  /** Rebuilds that have ended, the latest last, a few of them: each may have met a sector that nobody knows of. */
  rebuilt: Rebuild[];
  /** Hot spares that stand by. */
  spares: number;
  /** How often the array was made anew: parts ordered for an earlier one do not count. */
  generation: number;
  /** Next look at whether a log volume is full; 0: none is planned. */
  fillTimer: Handle;
  /** Instant of that look, or -1. */
  fillCheckAt: Ms;
  full: boolean;
  /** Strikes of `volume-lost` so far, and the last one that anybody saw; -1: none. */
  strikes: number;
  struckAt: Ms;
}

/** Bytes on their way between a volume and a tape, for one procedure. */
export interface Flow {
  readonly procedure: number;
  readonly serial: number;
  /** Link of the volume that it reads or writes, and the volume's capacity in that direction, bytes per second. */
  readonly volume: number;
  readonly volumeLimit: number;
  /** Link of the backup host's network or of the disks at the other end, -1 for none; its capacity, bytes per second. */
  readonly network: number;
  readonly networkLimit: number;
  /** Its own ceiling, bytes per second. */
  readonly cap: number;
  /** Below this rate the tape stops and starts, and `slowdown` divides the rate. */
  readonly slowest: number;
  readonly slowdown: number;
  /** Drive whose rate it shares with other flows, -1 for one of its own. */
  drive: number;
  bytes: number;
  done: number;
  /** Of these, written while the tape stopped and started. */
  slow: number;
  rate: number;
  /** Whether the tape stops and starts just now. */
  slowed: boolean;
  since: Ms;
  timer: Handle;
}

export interface ServerState {
  up: boolean;
  downSince: Ms;
  /** Key of the root cause that stopped it last. */
  failedBy: string;
  /** When it will have been repaired; -1 if it has to be rebuilt. */
  repairedAt: Ms;
  /** Strikes of `server-failed` so far, and the last one that anybody saw; -1: none. */
  strikes: number;
  struckAt: Ms;
}

export interface HardwareState {
  servers: ServerState[];
  volumes: VolumeState[];
  /** Disks that have failed so far, by place. */
  diskFailures: number[];
  /** By place: when a disk failed last so that anybody saw it; -1: not yet. */
  diskFailedAt: Ms[];
  /** By link: share of its rates that a volume gives its users; less than 1 while it rebuilds. */
  userShare: number[];
  flows: (Flow | null)[];
  /** Number of flows on each link. */
  load: number[];
}
