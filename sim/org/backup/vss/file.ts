/** A snapshot goes on file: what that lets go, and what it marks. */
import type { Procedure } from '../../../engine/procedure.ts';
import { logEntry } from '../../eventlog/write.ts';
import { setOf } from '../../media/sets.ts';
import { noteFull, noteIncremental } from '../../store/header.ts';
import { truncateAfterFull, truncateAfterIncremental } from '../../store/truncation.ts';
import type { OrgWorld } from '../../world.ts';
import { wrongBy } from '../silent.ts';
import type { VssVars } from '../state.ts';

/**
 * The requestor reports that all went well: logs go, and headers tell of the full (BKP-35, TRN-09). Of a full that was not
 * checked it reports nothing: that is treated as a copy, and no log goes (E-15).
 */
export function fileSnapshot(w: OrgWorld, p: Procedure<VssVars>): void {
  const v = p.vars;
  const set = setOf(w, v.set);
  const states = w.org.store.databases;
  if (set.databases.some(({ database, lineage }) => states[database].lineage !== lineage)) {
    v.failed = true;
    v.because = 'its databases have been recovered from something else meanwhile';
    return;
  }
  const verified = v.checkedBytes > 0;
  if (set.snapshot !== null) {
    set.asOf = set.snapshot.takenAt;
    set.snapshot = { ...set.snapshot, verified };
  }
  set.complete = true;
  v.filed = true;
  set.completedAt = w.now;
  set.wrongBy = wrongBy(w, v.job, v.group);
  w.org.store.groups[v.group].sets.push(v.set);
  if (v.type === 'full' && verified) {
    truncateAfterFull(w, v.group, v.databases, v.high);
    noteFull(w, v.databases, v.low, v.high, 'vss');
  } else if (v.type === 'incremental') {
    truncateAfterIncremental(w, v.group, v.high);
    const { databases } = w.plan.groups[v.group];
    noteIncremental(w, databases, v.low, v.high);
  }
  const { server, path } = w.plan.groups[v.group];
  logEntry(w, server, 'ese/2006', path);
}
