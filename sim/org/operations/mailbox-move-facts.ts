/** What is said of bulk moves. */
export interface MailboxMoveFacts {
  /** A bulk move is over: how many mailboxes arrived, how many are left where they were, and why. */
  'mailbox-move.ended': {
    readonly move: number;
    readonly moved: number;
    readonly left: number;
    readonly because: string;
  };
}
