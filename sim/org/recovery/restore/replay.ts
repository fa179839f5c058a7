/** What recovery replays, by Restore.env and by what lies in the log folder, and what it comes to. */
import { softRecoveryLogs } from '../../store/mount.ts';
import { closedLogName, openLogName } from '../../store/names.ts';
import { openLog } from '../../store/stream.ts';
import type { OrgWorld } from '../../world.ts';
import { diskGoesOn, isStillThere, logsOf } from './chain.ts';
import { finishHardRecovery, finishSoft } from '../outcome.ts';
import { corruptByLogs } from '../slips/overwritten-logs.ts';
import { inheritDamage } from './repair.ts';
import { envOf, fromSnapshot, isOrphaned, keepEnv, removeEnv } from './restore-env.ts';
import { forgetSlips, pending } from './window.ts';
import { whyItStops } from './stop-before.ts';
import type { RestoreVars } from '../state.ts';

/** Logs of a further set are refused without the Restore.env of their image: that is restored first (RST-14, RST-16). */
export function beginAnew(w: OrgWorld, v: RestoreVars): string {
  const because = 'NO_RESTORE_ENV: there is no Restore.env in the temporary folder';
  const next = 'the image is restored again';
  w.say('recovery.fallback', { incident: v.incident, group: v.group, because, next });
  v.imageRead = false;
  v.setsRead = [];
  v.window = -1;
  forgetSlips(v);
  return 'plan';
}

/**
 * How many logs recovery replays: those that Restore.env names, then those in the group's log folder (RST-26, REC-02);
 * soft recovery reads the log folder alone (REC-05). Notes it in words, with the names of the first and the last.
 */
export function replayLogs(w: OrgWorld, v: RestoreVars): number {
  if (isOrphaned(w, v)) {
    v.replaying = 'hard recovery finds no Restore.env';
    return 0;
  }
  // The logs that it was to go on with may have been removed meanwhile; those that go from now on have been read by then.
  if (v.mode === 'restore' && v.toEnd && v.source !== null)
    v.toEnd = diskGoesOn(w, v, v.source, v.reach);
  const hard = v.mode === 'restore' ? hardRange(w, v) : null;
  const { from, to } = hard ?? softRange(w, v);
  const group = logsOf(w, v);
  const toOpen = (hard === null || v.toEnd) && v.stopBefore < 0;
  const last = toOpen ? openLogName(w, group) : closedLogName(w, group, to);
  v.replaying = `replaying ${to - from + 1} logs, ${closedLogName(w, group, from)} to ${last}`;
  if (hard !== null && v.stopBefore >= 0) {
    v.replaying += `; ${closedLogName(w, group, v.stopBefore)} ${whyItStops(v)}`;
  }
  return to - from + 1;
}

/** What soft recovery replays: all that it finds, or all before the last log, which is gone (REC-21). */
function softRange(w: OrgWorld, v: RestoreVars): { from: number; to: number } {
  const { from, to } = softRecoveryLogs(w, v.group);
  return { from, to: v.stopBefore < 0 ? to : Math.max(from, v.stopBefore - 1) };
}

/** What hard recovery replays: Restore.env's logs up to `high`, then logs on disk up to `to`. */
function hardRange(w: OrgWorld, v: RestoreVars): { from: number; high: number; to: number } {
  // The stream itself may have ended meanwhile, since its generations were used up.
  if (v.toEnd && v.source !== null) v.toEnd = isStillThere(w, v, v.source);
  // Soft recovery begins at the checkpoint in the snapshot, and finds every log in the log folder.
  const source = fromSnapshot(v) ? v.source : null;
  const env = source === null ? envOf(w, v) : { low: source.low, high: v.reach };
  if (env === null || env.high !== v.reach) throw new Error('NO_RESTORE_ENV: nothing to replay by');
  const end = v.toEnd ? openLog(w, logsOf(w, v)) : env.high;
  const to = v.stopBefore < 0 ? end : Math.min(end, v.stopBefore - 1);
  return { from: env.low, high: Math.min(to, env.high), to };
}

/** Recovery has come to its end; what it brought back is decided here and now. */
export function finishReplay(w: OrgWorld, v: RestoreVars): void {
  if (isOrphaned(w, v)) {
    beginAnew(w, v);
    return;
  }
  if (v.mode === 'soft' || v.mode === 'keep') {
    finishSoft(w, v);
    return;
  }
  const { from, high, to } = hardRange(w, v);
  w.say('replay.done', { group: v.group, from, to, onDisk: to - high });
  const holes = v.databases.map((d) => w.org.store.databases[d].holes);
  finishHardRecovery(w, v, fromSnapshot(v));
  v.brokenAt = -1;
  if (v.repairs) v.databases.forEach((d, i) => (w.org.store.databases[d].holes = holes[i]));
  if (inheritDamage(w, v, to)) v.repairs = true;
  corruptByLogs(w, v);
  if (pending(v, 'restore-env-kept') !== undefined) keepEnv(w, v.databases);
  else removeEnv(w, v.databases);
}
