/** What a mailbox of a profile does on a weekday (PARAMETERS, store). */
export interface Profile {
  readonly name: string;
  readonly sentPerDay: number;
  readonly receivedPerDay: number;
  /** Log bytes that one mailbox writes on a weekday; a weekend day carries a share of it. */
  readonly logBytesPerDay: number;
}
