import type { Ms } from '../../engine/types.ts';

export interface ControllerState {
  /** Whether it answers. */
  up: boolean;
  downSince: Ms;
  /** Key of the root cause that stopped it last. */
  failedBy: string;
  /** When it will have been repaired; -1 if it has to be built anew. */
  repairedAt: Ms;
  /** Strikes of `controller-failed` so far, and the last one that anybody saw; -1: none. */
  strikes: number;
  struckAt: Ms;
}

export interface DirectoryState {
  controllers: ControllerState[];
}
