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
  'ese/210': kind(
    'ESE',
    210,
    'information',
    'a full backup begins',
    'a full or copy, on 2003',
    true,
  ),
  'ese/211': kind('ESE', 211, 'information', 'an incremental backup begins', 'logs alone', true),
  'ese/213': kind('ESE', 213, 'information', 'the backup has been completed', 'its end', true),
  'ese/214': kind('ESE', 214, 'error', 'the backup was stopped by an error', 'its end', true),
  'ese/215': kind('ESE', 215, 'error', 'the backup was halted by its client', 'its end', true),
  'ese/471': kind('ESE', 471, 'error', 'the engine cannot write its log', 'X-08'),
  'ntbackup/8000': kind('NTBackup', 8000, 'information', 'the backup of a volume begins', 'MON-04'),
  'ntbackup/8001': kind('NTBackup', 8001, 'information', 'the backup of a volume ends', 'X-15'),
  'ntbackup/8010': kind(
    'NTBackup',
    8010,
    'error',
    'a call for the backup of a store failed',
    'KB 933779 has the text',
    true,
  ),
  'ntbackup/8018': kind('NTBackup', 8018, 'information', 'an operation begins', 'X-15'),
  'ntbackup/8019': kind('NTBackup', 8019, 'information', 'an operation ends', 'MON-04, X-15'),
  'store/1159': kind('MSExchangeIS', 1159, 'error', 'a database error stops the store', 'X-08'),
} as const satisfies Record<string, EntryKind>;

export type EntryKey = keyof typeof entryKinds;
