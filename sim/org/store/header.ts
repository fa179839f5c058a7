/** What backups write into the headers of databases, and what recovery erases there (TRN-02, X-04). */
import type { OrgWorld } from '../world.ts';
import type { Header } from './state.ts';

export function emptyHeader(): Header {
  return {
    fullLow: -1,
    fullHigh: -1,
    fullAt: -1,
    fullKind: '',
    incrementalLow: -1,
    incrementalHigh: -1,
    incrementalAt: -1,
    currentFullLow: -1,
    currentIncrementalHigh: -1,
    patchLow: -1,
    patchHigh: -1,
  };
}

/** A full begins: the first log needed goes into the header (BKP-11). */
export function noteFullBegins(w: OrgWorld, databases: readonly number[], low: number): void {
  for (const d of databases) {
    const h = w.org.store.databases[d].header;
    h.currentFullLow = low;
  }
}

/** A full ended without success: its mark goes, nothing else changes (TRN-16). */
export function noteFullFails(w: OrgWorld, databases: readonly number[]): void {
  for (const d of databases) w.org.store.databases[d].header.currentFullLow = -1;
}

/** A full succeeded: time and range go into the previous-full section (BKP-20). */
export function noteFull(
  w: OrgWorld,
  databases: readonly number[],
  low: number,
  high: number,
  kind: 'streaming' | 'vss',
): void {
  for (const d of databases) {
    const h = w.org.store.databases[d].header;
    h.fullLow = low;
    h.fullHigh = high;
    h.fullAt = w.now;
    h.fullKind = kind;
    h.incrementalLow = -1;
    h.incrementalHigh = -1;
    h.incrementalAt = -1;
    h.currentIncrementalHigh = -1;
    h.currentFullLow = -1;
  }
}

/**
 * An incremental succeeded (BKP-21). A differential leaves no trace (BKP-22). The header of a dismounted database is as
 * closed to writing as to reading (TRN-03).
 */
export function noteIncremental(
  w: OrgWorld,
  databases: readonly number[],
  low: number,
  high: number,
): void {
  for (let i = 0; i < databases.length; i++) {
    const { mounted, header: h } = w.org.store.databases[databases[i]];
    if (!mounted) continue;
    h.incrementalLow = low;
    h.incrementalHigh = high;
    h.incrementalAt = w.now;
    h.currentIncrementalHigh = high;
  }
}

/** Hard recovery, and attachment to another stream, erase all previous-backup fields. */
export function eraseBackups(w: OrgWorld, database: number): void {
  Object.assign(w.org.store.databases[database].header, emptyHeader());
}

/** Last log that a backup of any kind has covered for a database; -1 without a full. */
export function coveredTo(h: Header): number {
  return h.fullHigh < 0 ? -1 : Math.max(h.fullHigh, h.incrementalHigh);
}
