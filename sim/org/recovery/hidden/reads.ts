/** What nobody knows of sets that are just being read, drawn anew: how they will turn out. */
import type { Procedure } from '../../../engine/procedure.ts';
import { isInconsistent } from '../../backup/outside.ts';
import { bytesDone, resizeFlow } from '../../hardware/flows.ts';
import type { Flow } from '../../hardware/state.ts';
import { redrawMount } from '../../media/handling.ts';
import { drawUnreadable, setKey, unreadableProbability } from '../../media/sets.ts';
import type { BackupSet } from '../../media/state.ts';
import type { OrgWorld } from '../../world.ts';
import { setToRead } from '../restore/chain.ts';
import { FROM_DISK } from '../restore/reads.ts';
import { restoreDrill } from '../drill/procedure.ts';
import type { DrillVars } from '../drill/state.ts';
import { drillMount } from '../drill/tape.ts';
import { restoreGroup } from '../restore/procedure.ts';
import { restoreMount } from '../restore/tape.ts';
import type { Read, RestoreVars } from '../state.ts';

/** Restores and drills alike, as far as they read. */
interface Reader {
  reads: Read[];
  flow: number;
  failsAfter: number;
  /** Of a restore: the set that has broken off once already, or -1. */
  readonly repeated?: number;
}

export function redrawReads(w: OrgWorld): void {
  for (const p of w.org.procedures.list as (Procedure | null)[]) {
    if (p?.name === restoreGroup.name) {
      const restore = p as Procedure<RestoreVars>;
      const { source } = restore.vars;
      // A copy that is made when a restore is planned: of it only what stands in the header is ever looked at.
      if (source !== null)
        restore.vars.source = { ...source, fate: 'drawn', wrongBy: '', knownBad: false };
      redrawRead(w, restore.vars);
      redrawMount(w, restore, ...restoreMount(w, restore));
    }
    if (p?.name === restoreDrill.name) {
      const drill = p as Procedure<DrillVars>;
      redrawRead(w, drill.vars);
      redrawMount(w, drill, ...drillMount(w, drill.vars));
    }
  }
}

/**
 * A set that breaks off does so anywhere on the way with equal probability: one that has been read so far without
 * trouble is the less likely to. A worthless one shows at its end.
 */
function redrawRead(w: OrgWorld, v: Reader): void {
  const flow = v.flow < 0 ? null : (w.org.hardware.flows[v.flow] as Flow);
  const read = v.reads[0] as Read | undefined;
  // Whether a snapshot can be restored is drawn when it has been.
  if (flow === null || read === undefined || read.part === FROM_DISK) return;
  const done = bytesDone(w, flow);
  const set = setToRead(w, read);
  v.failsAfter = set === null ? -1 : failsAfter(w, v, read, set, done / read.bytes);
  resizeFlow(w, flow, v.failsAfter < 0 ? read.bytes : Math.max(v.failsAfter, Math.floor(done)));
}

function failsAfter(w: OrgWorld, v: Reader, read: Read, set: BackupSet, share: number): number {
  if (set.fate !== 'sound') {
    const again = v.repeated === set.id;
    const p = again
      ? 1 - w.plan.figures.recovery.repeatSucceedsShare
      : unreadableProbability(w, set);
    const bad = drawUnreadable(w, set, (p * (1 - share)) / (1 - p * share));
    set.fate = bad ? 'bad' : 'good';
    const u = w.draw(setKey(w, set), 'set-unreadable.at', 0);
    if (bad) return Math.floor(read.bytes * (share + (1 - share) * u));
  }
  const isLast = !v.reads.some((r, i) => i > 0 && r.set === read.set);
  const worthless = set.wrongBy !== '' || isInconsistent(w, set);
  return worthless && isLast ? read.bytes : -1;
}
