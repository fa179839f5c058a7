/** What is said of databases that change their place. */
export interface MoveFacts {
  /** It lives elsewhere from now on: in another group, or on another volume. */
  'database.moved': {
    readonly database: number;
    readonly group: number;
    readonly volume: number;
    readonly by: 'restore' | 'move';
    readonly incident: number;
  };
  /** Planned work is over: whether the database lives at its new place, or why it does not. */
  'move.ended': {
    readonly move: number;
    readonly database: number;
    readonly outcome: 'moved' | 'refused';
    readonly because: string;
  };
}
