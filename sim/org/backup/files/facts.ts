import type { Ms } from '../../../engine/types.ts';

/** What backups of files say. */
export interface FileFacts {
  /** A run for one server or controller is over; the other one of the two is -1. */
  'files.ended': {
    readonly job: number;
    readonly server: number;
    readonly controller: number;
    readonly set: number;
    readonly night: Ms;
    readonly asked: Ms;
    readonly began: Ms;
    readonly bytes: number;
    /** Files of which the copy and the original differ, when they are verified: those that change all the time (TAPE-14). */
    readonly differences: number;
    readonly verifyMs: Ms;
    readonly outcome: 'succeeded' | 'failed';
    readonly because: string;
  };
  /** A rebuilt server got back what a set holds, or did not. */
  'files.restored': {
    readonly incident: number;
    readonly server: number;
    readonly job: number;
    readonly set: number;
    readonly ageMs: Ms;
    readonly outcome: 'restored' | 'unreadable' | 'locked' | 'faulty';
    readonly because: string;
  };
}
