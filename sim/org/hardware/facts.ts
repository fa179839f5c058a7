import type { Ms } from '../../engine/types.ts';

/** What is said of servers, domain controllers and arrays. Ids index the plan's tables. */
export interface MachineFacts {
  'server.down': { readonly server: number; readonly because: string };
  'server.up': { readonly server: number; readonly downSince: Ms };
  'controller.down': { readonly controller: number; readonly because: string };
  'controller.up': { readonly controller: number; readonly downSince: Ms };
  /** An array has a disk again on which it rebuilds what a failed one held: users get less of it until it ends. */
  'rebuild.began': { readonly volume: number; readonly disk: number };
  /** Completed, or broken off because that disk failed too or the volume was lost. */
  'rebuild.ended': {
    readonly volume: number;
    readonly disk: number;
    readonly completed: boolean;
  };
}
