import type { Ms } from '../../../engine/types.ts';
import type { Facts } from '../../facts.ts';
import type { Read } from '../state.ts';

/** What a restore drill of one group keeps in mind. */
export interface DrillVars {
  readonly drill: number;
  readonly group: number;
  /** Due instant of its occasion: key of what is drawn. */
  readonly due: Ms;
  team: number;
  began: Ms;
  /** Since when somebody is at it; -1 while it waits for a drive. */
  since: Ms;
  databases: number[];
  reads: Read[];
  /** Sets that were read to their end. */
  sets: number;
  library: number;
  drive: number;
  cartridge: number;
  flow: number;
  /** Bytes of the present read until it proves bad, or -1. */
  failsAfter: number;
  /** Bytes of the tape that pass for each that is read: others' blocks lie between (X-20). */
  interleave: number;
  attempts: number;
  mountFails: boolean;
  inPlace: boolean;
  /** Logs that its recovery will replay. */
  logs: number;
  /** Databases whose users were redirected to what was restored. */
  misled: number[];
  /** What it has come to so far; null while nothing is wrong. */
  found: Facts['drill.ended']['outcome'] | null;
  because: string;
}
