import type { Ms } from '../../../engine/types.ts';

/** What a running backup of the files of one server keeps in mind. */
export interface FileVars {
  readonly job: number;
  /** Of which machine; the other one of the two is -1. */
  readonly server: number;
  readonly controller: number;
  readonly night: Ms;
  readonly asked: Ms;
  /** How often it has been begun anew with another medium, since verifying found the last one bad. */
  readonly attempt: number;
  set: number;
  began: Ms;
  drive: number;
  cartridge: number;
  inPlace: boolean;
  alertMs: Ms;
  /** Written so far, and of that in the present stretch; to be written in all. */
  done: number;
  stretch: number;
  readonly bytes: number;
  /** How long the verification took. */
  verifyMs: Ms;
  failed: boolean;
  because: string;
  /** Verifying found the medium bad: another one is taken (TAPE-13). */
  badMedium: boolean;
}
