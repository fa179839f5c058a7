export interface OperationsState {
  /** By server. */
  servers: {
    /** Strikes of `operator-destroys` so far. */
    destroyed: number;
  }[];
}
