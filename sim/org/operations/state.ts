import type { Ms } from '../../engine/types.ts';

export interface OperationsState {
  /** By restore drill: how many groups have had their turn so far. */
  drills: { turns: number }[];
  /** When a restore drill came to its end last, whatever it found; -1: never. */
  lastDrillAt: Ms;
  /** By server. */
  servers: {
    /** Strikes of `operator-destroys` so far, and the last one that anybody saw; -1: none. */
    destroyed: number;
    struckAt: Ms;
    /** Whether an alarm was raised and nobody has looked at its application log since. */
    alarmed: boolean;
  }[];
}
