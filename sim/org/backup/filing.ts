/** What a backup leaves when all is copied: a complete set on file, marks in headers, and fewer logs on disk. */
import type { Procedure } from '../../engine/procedure.ts';
import { setOf } from '../media/sets.ts';
import { thawCheckpoint } from '../store/checkpoint.ts';
import { noteFull, noteIncremental } from '../store/header.ts';
import { truncateAfterFull, truncateAfterIncremental } from '../store/truncation.ts';
import type { OrgWorld } from '../world.ts';
import { streams } from './outside.ts';
import { removePatchFiles } from './patch-files.ts';
import { copiesImages } from './plan.ts';
import { stageLater } from './staging/plan.ts';
import { keepUntil } from './retention.ts';
import { wrongBy } from './silent.ts';
import type { BackupVars } from './state.ts';

/**
 * The set is complete and goes on file. After a full or incremental headers are updated and logs truncated (BKP-20,
 * BKP-21); a copy or differential leaves out these two steps and nothing else (BKP-02, BKP-22, TRN-08, E-08).
 */
export function file(w: OrgWorld, p: Procedure<BackupVars>): void {
  const v = p.vars;
  const set = setOf(w, v.set);
  set.low = v.low;
  set.high = v.high;
  set.complete = true;
  v.filed = true;
  set.completedAt = w.now;
  set.asOf = w.now;
  set.keepUntil = keepUntil(w, set);
  set.wrongBy = wrongBy(w, v.job, v.group);
  const images = copiesImages(v.type);
  const databases = images ? v.databases : w.plan.groups[v.group].databases;
  for (let i = 0; i < databases.length; i++) {
    const database = databases[i];
    const { lineage } = w.org.store.databases[database];
    const bytes = images ? w.plan.databases[database].sizeBytes : 0;
    set.databases.push({ database, lineage, bytes });
  }
  w.org.store.groups[v.group].sets.push(v.set);
  for (const part of set.parts) {
    const c = w.org.media.cartridges[part.cartridge];
    c.keepUntil = Math.max(c.keepUntil, set.keepUntil);
  }
  stageLater(w, set);
  if (streams(w, v)) mark(w, p, databases);
  removePatchFiles(w, v);
  thawCheckpoint(w, v.group, p.id);
}

/** Headers and truncation, which nothing but the engine itself has a part in. */
function mark(w: OrgWorld, p: Procedure<BackupVars>, databases: readonly number[]): void {
  const v = p.vars;
  if (v.type === 'full') {
    // Logs go up to the one that was opened at its beginning, where the checkpoint has passed it (TRN-10, E-03).
    const fromStart = w.plan.jobs[v.job].fullRollover === 'start';
    if (fromStart) thawCheckpoint(w, v.group, p.id);
    truncateAfterFull(w, v.group, v.databases, fromStart ? v.boundary - 1 : v.high);
    noteFull(w, v.databases, v.low, v.high, 'streaming');
  } else if (v.type === 'incremental') {
    truncateAfterIncremental(w, v.group, v.high);
    noteIncremental(w, databases, v.low, v.high);
  }
}
