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

/** A database of which a domain has forgotten what changed: it cannot be mounted before it is linked to its users again. */
export interface Unlinked {
  readonly database: number;
  readonly domain: string;
  /** The newest of the changes. */
  readonly changedAt: Ms;
  /** How long somebody takes to set it up again. */
  readonly relinkMs: Ms;
  /** What is forgotten, in words. */
  readonly because: string;
}

export interface DirectoryState {
  controllers: ControllerState[];
  unlinked: Unlinked[];
  /** By database: when it was linked to its users again, by hand, or -1. */
  relinkedAt: Ms[];
  /** Mailboxes that have arrived, by bulk move. */
  movedMailboxes: number[];
}
