import type { Ms } from '../../engine/types.ts';

export interface OperationsState {
  /** Groups with public folders of which a copy has run in the organization of a lab. */
  labCopies: number[];
  /** By restore drill: how many groups have had their turn so far, and when one was gone through with last; -1: never. */
  drills: { turns: number; endedAt: Ms }[];
  /** By server. */
  servers: {
    /** Strikes of `operator-destroys` so far, and the last one that anybody saw; -1: none. */
    destroyed: number;
    struckAt: Ms;
    /** Whether entries of its application log are to be read, or somebody was called, and nobody has looked since. */
    alarmed: boolean;
  }[];
}
