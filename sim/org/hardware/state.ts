import type { Handle, Ms } from '../../engine/types.ts';
import type { CauseKey } from '../causes.ts';

export interface VolumeState {
  lost: boolean;
  /** Key of the root cause that lost it last. */
  lostBy: string;
  lostCause: CauseKey;
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

export interface HardwareState {
  volumes: VolumeState[];
  flows: (Flow | null)[];
  /** Number of flows on each link. */
  load: number[];
}
