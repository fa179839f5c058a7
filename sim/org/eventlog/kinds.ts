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
  /**
   * Whether nobody need be called for the entry: what it tells of raises an alarm by itself, or whoever is at work on a
   * recovery reads it.
   */
  readonly isWatched: boolean;
}

function kind(
  source: string,
  id: number,
  severity: Severity,
  says: string,
  from: string,
  assumed = false,
  isWatched = false,
): EntryKind {
  return { source, id, severity, says, from, assumed, isWatched };
}

export const entryKinds = {
  'ese/210': kind('ESE', 210, 'information', 'a full backup begins', 'a full or copy, on 2003', true),
  'ese/211': kind('ESE', 211, 'information', 'an incremental backup begins', 'logs alone', true),
  'ese/213': kind('ESE', 213, 'information', 'the backup has been completed', 'its end', true),
  'ese/215': kind('ESE', 215, 'error', 'the backup client halted the backup', 'no source read', true),
  'ese/217': kind('ESE', 217, 'error', 'an error during the backup of a database', 'KB 889528'),
  'ese/428': kind('ESE', 428, 'error', 'no room for another log', 'TechNet bb219028', false, true),
  'ese/447': kind('ESE', 447, 'error', 'a page that does not fit its table is refused: -327', 'ESE-45', true),
  'ese/454': kind('ESE', 454, 'error', 'recovery of the databases failed', 'REC-22', true, true),
  'ese/471': kind('ESE', 471, 'error', 'the engine cannot write its log', 'X-08', false, true),
  'ese/474': kind('ESE', 474, 'error', 'a page fails its checksum: -1018', 'KB 810411'),
  'ese/481': kind('ESE', 481, 'error', 'a read or write of a database file failed', 'ESE-43', true),
  'ese/482': kind('ESE', 482, 'error', 'a write to a database file failed for lack of room', 'X-18', true),
  'ese/492': kind('ESE', 492, 'error', 'the log stream is halted after a fatal error', 'ESE-24', true, true),
  'ese/494': kind('ESE', 494, 'error', 'recovery misses a database that its logs list as attached', 'RST-40', true, true),
  'ese/514': kind('ESE', 514, 'warning', 'the log generations run out', 'Exchange team blog 2008-08-04'),
  'ese/523': kind('ESE', 523, 'error', 'a log that recovery needs is missing or damaged', 'MON-10', false, true),
  'ese/619': kind('ESE', 619, 'error', 'a restored database was attached before its hard recovery: -544', 'no source read', true, true),
  'ntbackup/8000': kind('NTBackup', 8000, 'information', 'the backup of a volume begins', 'MON-04'),
  'ntbackup/8001': kind('NTBackup', 8001, 'information', 'the backup of a volume ends', 'X-15'),
  'ntbackup/8010': kind('NTBackup', 8010, 'error', 'a call for the backup of a store failed', 'no source read', true),
  'ntbackup/8018': kind('NTBackup', 8018, 'information', 'an operation begins', 'X-15'),
  'ntbackup/8019': kind('NTBackup', 8019, 'information', 'an operation ends', 'MON-04, X-15'),
  'ese/2001': kind('ESE', 2001, 'information', 'a shadow copy freezes the store', 'BKP-32', true),
  'ese/2003': kind('ESE', 2003, 'information', 'the freeze is over', 'BKP-32', true),
  'ese/2005': kind('ESE', 2005, 'information', 'a shadow copy begins', 'BKP-32', true),
  'ese/2006': kind('ESE', 2006, 'information', 'a shadow copy is complete', 'BKP-32', true),
  'ese/2007': kind('ESE', 2007, 'error', 'a shadow copy was aborted', 'BKP-33', true),
  'vss/8193': kind('VSS', 8193, 'error', 'the shadow copy service itself fails', 'BKP-31', true),
  'vss/12293': kind('VSS', 12293, 'error', 'the provider of shadow copies fails', 'BKP-31', true),
  'store/9519': kind('MSExchangeIS', 9519, 'error', 'a database cannot be started', 'REC-12', true, true),
  'store/9533': kind('MSExchangeIS', 9533, 'information', 'a mailbox that nobody owns is disconnected', 'RST-51', true),
  'store/9535': kind('MSExchangeIS', 9535, 'information', 'mailboxes past their retention are removed', 'RST-51', true),
  'store/1159': kind('MSExchangeIS', 1159, 'error', 'a database error stops the store', 'X-08', false, true),
} as const satisfies Record<string, EntryKind>; // prettier-ignore

export type EntryKey = keyof typeof entryKinds;
