/**
 * What the servers of an organization write into their application event log: source, number and severity as Exchange,
 * ESE and NTBackup write them, and what an operator reads in the entry. One row each, by `source/number`.
 */
export type Severity = 'information' | 'warning' | 'error';

export interface EntryKind {
  /** Name in the column *Source* of the event viewer. */
  readonly source: string;
  readonly id: number;
  readonly severity: Severity;
  /** What the entry says, in our own words. */
  readonly says: string;
  /** Fact of the table, or article, that names it; `assumed`: the number is remembered, no source was read. */
  readonly from: string;
  readonly assumed: boolean;
}

function kind(
  source: string,
  id: number,
  severity: Severity,
  says: string,
  from: string,
  assumed = false,
): EntryKind {
  return { source, id, severity, says, from, assumed };
}

export const entryKinds = {
  'ese/454': kind('ESE', 454, 'error', 'recovery of the databases failed', 'REC-22', true),
  'ese/471': kind('ESE', 471, 'error', 'the engine cannot write its log', 'X-08'),
  'ese/481': kind('ESE', 481, 'error', 'a read or write of a database file failed', 'ESE-43', true),
  'ese/482': kind(
    'ESE',
    482,
    'error',
    'a write to a database file failed for lack of room',
    'X-18',
    true,
  ),
  'ese/523': kind('ESE', 523, 'error', 'a log that recovery needs is missing or damaged', 'MON-10'),
  'store/1159': kind('MSExchangeIS', 1159, 'error', 'a database error stops the store', 'X-08'),
} as const satisfies Record<string, EntryKind>;

export type EntryKey = keyof typeof entryKinds;
