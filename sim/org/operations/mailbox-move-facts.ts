import type { Ms } from '../../engine/types.ts';

/** What is said of bulk moves. */
export interface MailboxMoveFacts {
  /** A bulk move is over: how many mailboxes arrived, how many are left where they were, and why. */
  'mailbox-move.ended': {
    readonly move: number;
    readonly moved: number;
    readonly left: number;
    readonly because: string;
    /** Database that they have left, or -1, and since when: each of them was out of reach for so long. */
    readonly from: number;
    readonly began: Ms;
    readonly everyMs: Ms;
  };
}
