/** A database's header, in the order and the words in which `eseutil /mh` prints it. */
import { formatInstant } from '../../engine/clock.ts';
import type { Ms } from '../../engine/types.ts';
import { checkpointLog } from '../../org/store/checkpoint.ts';
import { edbBytes, hasHalves } from '../../org/store/halves.ts';
import { openLog } from '../../org/store/stream.ts';
import type { OrgWorld } from '../../org/world.ts';
import type { Section } from './shapes.ts';

const NEVER = '00/00/1900 00:00:00';

/** Log numbers in decimal, as the header has them, and as the names of log files have them (ESE-40). */
export function generations(low: number, high: number): string {
  return low < 0
    ? '0-0 (0x0-0x0)'
    : `${low}-${high} (0x${low.toString(16)}-0x${high.toString(16)})`;
}

const instant = (at: Ms): string => (at < 0 ? NEVER : formatInstant(at));

/** Logs without which the database cannot be mounted: low and high, -1 for none (ESE-34, BKP-14). */
function required(w: OrgWorld, database: number): readonly [number, number] {
  const d = w.org.store.databases[database];
  if (d.header.patchLow >= 0) return [d.header.patchLow, d.header.patchHigh];
  if (d.clean) return [-1, -1];
  const { group } = w.plan.databases[database];
  return [checkpointLog(w, group), openLog(w, group)];
}

/**
 * The header of a database file. Of a mounted one it says what the file on disk would say after a crash at this instant.
 * Signatures and positions within a log are not modelled, and left out.
 */
export function headerSection(w: OrgWorld, database: number): Section {
  const d = w.org.store.databases[database];
  const { name, path } = w.plan.databases[database];
  const { pageBytes } = w.plan.figures.store;
  const pair = hasHalves(w.plan);
  // Of a pair whose .stm is gone the header can still be read: it lies in the .edb.
  if (d.fileLost && !d.restoring && d.halfLost !== 'stm') {
    const file = d.halfLost === '' ? 'the file' : `its .${d.halfLost}`;
    const gone = ['Database', `${path}: ${file} is gone`] as const;
    return { title: 'Header', known: true, fields: [gone] };
  }
  const [low, high] = required(w, database);
  const { header: h } = d;
  return {
    title: 'Header',
    known: true,
    fields: [
      ['Database', `${name}.edb`],
      ['File Type', 'Database'],
      ['cbDbPage', String(pageBytes)],
      ['cpg', String(Math.ceil(edbBytes(w.plan, database) / pageBytes))],
      ['State', d.clean && !d.mounted ? 'Clean Shutdown' : 'Dirty Shutdown'],
      ['Log Required', generations(low, high)],
      ...(pair
        ? [['Streaming File', d.halfLost === '' ? 'Yes' : 'Yes, and it is gone'] as const]
        : []),
      [h.fullKind === 'vss' ? 'Previous Full Backup (OSSnapshot)' : 'Previous Full Backup', ''],
      ['  Log Gen', generations(h.fullLow, h.fullHigh)],
      ['  Mark', instant(h.fullAt)],
      ['Previous Incremental Backup', ''],
      ['  Log Gen', generations(h.incrementalLow, h.incrementalHigh)],
      ['  Mark', instant(h.incrementalAt)],
      ['Current Full Backup', ''],
      ['  Log Gen', generations(h.currentFullLow, h.currentFullLow)],
      ['Current Incremental Backup', ''],
      ['  Log Gen', generations(h.currentIncrementalHigh, h.currentIncrementalHigh)],
    ],
  };
}
