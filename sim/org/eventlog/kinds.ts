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
  'ese/471': kind('ESE', 471, 'error', 'the engine cannot write its log', 'X-08'),
  'ese/2001': kind('ESE', 2001, 'information', 'a shadow copy freezes the store', 'BKP-32', true),
  'ese/2003': kind('ESE', 2003, 'information', 'the freeze is over', 'BKP-32', true),
  'ese/2005': kind('ESE', 2005, 'information', 'a shadow copy begins', 'BKP-32', true),
  'ese/2006': kind('ESE', 2006, 'information', 'a shadow copy is complete', 'BKP-32', true),
  'ese/2007': kind('ESE', 2007, 'error', 'a shadow copy was aborted', 'BKP-33', true),
  'vss/8193': kind('VSS', 8193, 'error', 'the shadow copy service itself fails', 'BKP-31', true),
  'vss/12293': kind('VSS', 12293, 'error', 'the provider of shadow copies fails', 'BKP-31', true),
  'store/1159': kind('MSExchangeIS', 1159, 'error', 'a database error stops the store', 'X-08'),
} as const satisfies Record<string, EntryKind>;

export type EntryKey = keyof typeof entryKinds;
