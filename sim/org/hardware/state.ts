import type { Handle, Ms } from '../../engine/types.ts';

/** A disk of an array that is out, until its successor holds its data again. */
export interface BrokenDisk {
  readonly disk: number;
  /** Key of the root cause. */
  readonly key: string;
  /** Waits for a part until then; what it held is being rebuilt from then on. */
  rebuilding: boolean;
  /** End of the rebuild. */
  timer: Handle;
}

export interface VolumeState {
  lost: boolean;
  /** Key of the root cause that lost it last, and of those that had weakened it before. */
  lostBy: string;
  lostWith: string[];
  /** Disks that are out, in the order in which they failed. */
  broken: BrokenDisk[];
  /** Hot spares that stand by. */
  spares: number;
  /** How often the array was made anew: parts ordered for an earlier one do not count. */
  generation: number;
  /** Next look at whether a log volume is full; 0: none is planned. */
  fillTimer: Handle;
  /** Instant of that look, or -1. */
  fillCheckAt: Ms;
  full: boolean;
  /** Strikes of `volume-lost` so far. */
  strikes: number;
}

/** Bytes on their way between a volume and a tape, for one procedure. */
export interface Flow {
  readonly procedure: number;
  readonly serial: number;
  /** Link of the volume that it reads or writes, and the volume's capacity in that direction, bytes per second. */
  readonly volume: number;
  readonly volumeLimit: number;
  /** Link of the backup host's network, and its capacity, bytes per second. */
  readonly network: number;
  readonly networkLimit: number;
  /** Its own ceiling, bytes per second. */
  readonly cap: number;
  /** Below this rate the tape stops and starts, and `slowdown` divides the rate. */
  readonly slowest: number;
  readonly slowdown: number;
  bytes: number;
  done: number;
  /** Of these, written while the tape stopped and started. */
  slow: number;
  rate: number;
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
  /** Strikes of `server-failed` so far. */
  strikes: number;
}

export interface HardwareState {
  servers: ServerState[];
  volumes: VolumeState[];
  /** Disks that have failed so far, by place. */
  diskFailures: number[];
  /** Share of its rates that a volume gives its users; less than 1 while it rebuilds. */
  userShare: number[];
  flows: (Flow | null)[];
  /** Number of flows on each link. */
  load: number[];
}
