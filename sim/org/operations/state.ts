export interface OperationsState {
  /** By restore drill: how many groups have had their turn so far. */
  drills: { turns: number }[];
  /** By server. */
  servers: {
    /** Strikes of `operator-destroys` so far. */
    destroyed: number;
  }[];
}
