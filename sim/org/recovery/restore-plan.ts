/** Decisions of a restore: which chain, what comes next, what is replayed, and when the ladder is exhausted. */
import type { Procedure } from '../../engine/procedure.ts';
import { heldUnit } from '../../engine/procedure-run.ts';
import { drivePool } from '../pools.ts';
import { recoveryGap, softRecoveryLogs } from '../store/mount.ts';
import { unsettled } from '../store/kills.ts';
import { closedLogName, openLogName } from '../store/names.ts';
import { storeRuns } from '../store/service.ts';
import { openLog } from '../store/stream.ts';
import type { OrgWorld } from '../world.ts';
import {
  chainFrom,
  diskGoesOn,
  freeBytes,
  readsOf,
  setToRead,
  temporaryBytes,
  type Chain,
} from './chain.ts';
import { hasKnownDamage, incidentOf } from './incident.ts';
import { declareLost, finishHardRecovery, finishSoft } from './outcome.ts';
import { ladderOf } from './ladder.ts';
import { envOf, removeEnv } from './restore-env.ts';
import { softRecoveryWorks } from './lost-logs.ts';
import type { RestoreVars } from './state.ts';
import { againstStopping, boundOf, imageFor, mailIsMissing, whyItStops } from './stop-before.ts';

type P = Procedure<RestoreVars>;

/** Everything that is needed lies on disk undamaged: replay and mount will do. */
function softIsEnough(w: OrgWorld, v: RestoreVars): boolean {
  const incident = incidentOf(w, v.incident);
  if (w.org.store.groups[v.group].logsLost) return false;
  return v.databases.every((d) => {
    const s = w.org.store.databases[d];
    if (unsettled(w, d, incident.causes).length > 0) return false;
    return !s.fileLost && !s.restoring && !hasKnownDamage(w, incident, d);
  });
}

function fitsTemporaryFolder(w: OrgWorld, v: RestoreVars, chain: Chain): boolean {
  const { volume } = w.plan.databases[v.databases[0]];
  return temporaryBytes(w, v, chain) <= freeBytes(w, volume);
}

/** Whether the files and logs are still there, so that nothing but damaged pages is at stake. */
function onlyPagesAtStake(w: OrgWorld, v: RestoreVars): boolean {
  if (w.org.store.groups[v.group].logsLost) return false;
  return v.databases.every((d) => !w.org.store.databases[d].fileLost);
}

/**
 * What speaks against a chain, or null. A file that lives, with a few damaged pages, is not thrown away for an older
 * image that no logs bring up to date: nobody gives up days of mail for some pages (RST-01).
 */
function objection(
  w: OrgWorld,
  v: RestoreVars,
  chain: Chain | null,
  stops: boolean,
): string | null {
  if (chain === null) return 'no usable full or copy is left';
  if (!fitsTemporaryFolder(w, v, chain)) return 'no room for the temporary folder';
  if (!stops && onlyPagesAtStake(w, v) && !chain.toEnd)
    return `the sets reach only to log ${chain.reach}`;
  return null;
}

/** What is left when the ladder is exhausted, in words. */
function endOf(w: OrgWorld, v: RestoreVars): string {
  if (!onlyPagesAtStake(w, v)) return 'nothing, the ladder is exhausted';
  return needsRepair(w, v) ? 'repair' : 'leaving it as it is';
}

/** Whether a file that nothing else brings back has to be repaired; deleted mail alone is no reason. */
function needsRepair(w: OrgWorld, v: RestoreVars): boolean {
  if (!mailIsMissing(w, v) || recoveryGap(w, v.group) !== null) return true;
  const incident = incidentOf(w, v.incident);
  return v.databases.some((d) => hasKnownDamage(w, incident, d));
}

/** The next chain of the ladder; null when it is exhausted. */
function nextChain(w: OrgWorld, v: RestoreVars): Chain | null {
  const incident = incidentOf(w, v.incident);
  const ladder = ladderOf(w, incident, v.group);
  for (; v.rung < ladder.length; v.rung++) {
    if (ladder[v.rung] === 'repair' && onlyPagesAtStake(w, v) && !v.imageRead) return null;
    const stops = ladder[v.rung] === 'stop-before';
    const bound = stops ? boundOf(w, v) : null;
    const image = imageFor(w, v, bound);
    const useDisk = ladder[v.rung] !== 'restore-to-last-set';
    const chain = image === undefined ? null : chainFrom(w, v, image, useDisk, bound);
    const against = stops ? againstStopping(w, v, bound, chain, onlyPagesAtStake(w, v)) : null;
    const noFile = ladder[v.rung] === 'repair' ? 'there is no file that could be repaired' : null;
    const why = noFile ?? against ?? objection(w, v, chain, stops);
    if (chain !== null && why === null) return chain;
    const because = why ?? '';
    const end = endOf(w, v);
    const next = ladder[v.rung + 1] ?? end;
    w.say('recovery.fallback', { incident: v.incident, group: v.group, because, next });
  }
  return null;
}

/** Decides how this group comes back, at the beginning and whenever a set or a cartridge has failed. */
export function choose(w: OrgWorld, p: P): void {
  const v = p.vars;
  v.byHand = '';
  v.stopBefore = -1;
  if (softIsEnough(w, v)) {
    v.mode = 'soft';
    if (softRecoveryWorks(w, v)) return;
  }
  const had = v.setsRead.length > 0;
  const chain = nextChain(w, v);
  if (chain === null) {
    const isNamed = ladderOf(w, incidentOf(w, v.incident), v.group)[v.rung] === 'repair';
    const keep = isNamed || needsRepair(w, v) ? 'keep' : 'leave';
    v.mode = onlyPagesAtStake(w, v) ? keep : 'empty';
    v.reads = [];
    return;
  }
  v.mode = 'restore';
  v.image = chain.image.id;
  v.source = {
    ...chain.image,
    databases: chain.image.databases.map((d) => ({ ...d })),
    parts: chain.image.parts.map((part) => ({ ...part })),
  };
  v.reads = readsOf(chain, v.imageRead, v.imageRead ? (envOf(w, v)?.sets ?? []) : []);
  v.reach = chain.reach;
  v.toEnd = chain.toEnd;
  v.stopBefore = chain.stopBefore;
  if (had && w.hears('recovery.fallback')) {
    const night = new Array<string>();
    for (const s of [chain.image, ...chain.logs]) night.push(`${s.type} up to log ${s.high}`);
    w.say('recovery.fallback', {
      incident: v.incident, group: v.group, because: 'a set could not be read', next: night.join(', '),
    }); // prettier-ignore
  }
}

/** What comes next, by what is left to read and which cartridge is in the drive. */
export function nextStep(w: OrgWorld, p: P): string {
  const v = p.vars;
  // Everything from here on needs the Information Store service (RST-05).
  if (!storeRuns(w, w.plan.groups[v.group].server)) return 'service';
  if (v.mode === 'soft') return v.byHand === '' ? 'replay' : 'by-hand';
  if (v.mode === 'leave') return 'leave';
  if (v.mode === 'empty' || v.mode === 'keep') return endWithout(w, p);
  // A backup has truncated, or somebody has moved away, logs that this restore meant to roll forward with.
  if (v.toEnd && v.source !== null && !diskGoesOn(w, v, v.source, v.reach)) return 'plan';
  if (v.reads.length === 0 && v.failsAfter >= 0) {
    v.failsAfter = -1;
    return 'plan';
  }
  const loaded = heldUnit(p, drivePool(v.library)) >= 0 && v.cartridge >= 0;
  if (v.reads.length === 0) return loaded ? 'release' : 'replay';
  const read = v.reads[0];
  const set = setToRead(w, read);
  // Its cartridge was overwritten, or lost by somebody else, while this restore waited for it.
  if (set === null) return 'plan';
  if (read.what === 'logs' && set.id !== v.image && envOf(w, v) === null) return beginAnew(w, v);
  const { cartridge } = set.parts[read.part];
  if (loaded && (v.cartridge !== cartridge || w.org.media.drives[v.drive].failed)) return 'eject';
  if (!loaded) {
    v.cartridge = cartridge;
    v.library = w.plan.cartridges[cartridge].library;
    return 'fetch';
  }
  // Another set on the cartridge that is in the drive: wind to it first.
  const last = v.setsRead[v.setsRead.length - 1];
  const winding = p.step === 'locate' || p.step === 'load' || p.step === 'dismount';
  if (last !== undefined && last !== read.set && !winding) return 'locate';
  return read.what;
}

/** Logs of a further set are refused without the Restore.env of their image: that is restored first (RST-14, RST-16). */
function beginAnew(w: OrgWorld, v: RestoreVars): string {
  const because = 'NO_RESTORE_ENV: there is no Restore.env in the temporary folder';
  const next = 'the image is restored again';
  w.say('recovery.fallback', { incident: v.incident, group: v.group, because, next });
  v.imageRead = false;
  v.setsRead = [];
  return 'plan';
}

/** The ladder is exhausted: the remainder is declared lost. */
function endWithout(w: OrgWorld, p: P): string {
  const v = p.vars;
  if (v.mode === 'keep') {
    const states = v.databases.map((d) => w.org.store.databases[d]);
    if (states.some((s) => s.mounted)) return 'dismount';
    const replays = recoveryGap(w, v.group) === null && states.some((s) => !s.clean);
    return replays ? 'replay' : 'repair';
  }
  declareLost(w, v);
  removeEnv(w, v.databases);
  return 'mount';
}

/**
 * How many logs recovery replays: those that Restore.env names, then those in the group's log folder (RST-26, REC-02);
 * soft recovery reads the log folder alone (REC-05). Notes it in words, with the names of the first and the last.
 */
export function replayLogs(w: OrgWorld, v: RestoreVars): number {
  const hard = v.mode === 'restore' ? hardRange(w, v) : null;
  const { from, to } = hard ?? softRecoveryLogs(w, v.group);
  const toOpen = hard === null || (v.toEnd && v.stopBefore < 0);
  const last = toOpen ? openLogName(w, v.group) : closedLogName(w, v.group, to);
  v.replaying = `replaying ${to - from + 1} logs, ${closedLogName(w, v.group, from)} to ${last}`;
  if (hard !== null && v.stopBefore >= 0) {
    v.replaying += `; ${closedLogName(w, v.group, v.stopBefore)} ${whyItStops(w, v)}`;
  }
  return to - from + 1;
}

/** What hard recovery replays: Restore.env's logs up to `high`, then logs on disk up to `to`. */
function hardRange(w: OrgWorld, v: RestoreVars): { from: number; high: number; to: number } {
  // The logs that it was to go on with may have been removed meanwhile, since their generations were used up.
  if (v.toEnd && v.source !== null) v.toEnd = diskGoesOn(w, v, v.source, v.reach);
  const env = envOf(w, v);
  if (env === null || env.high !== v.reach) throw new Error('NO_RESTORE_ENV: nothing to replay by');
  const end = v.toEnd ? openLog(w, v.group) : env.high;
  const to = v.stopBefore < 0 ? end : Math.min(end, v.stopBefore - 1);
  return { from: env.low, high: Math.min(to, env.high), to };
}

/** Recovery has come to its end; what it brought back is decided here and now. */
export function finishReplay(w: OrgWorld, v: RestoreVars): void {
  if (v.mode === 'soft' || v.mode === 'keep') {
    finishSoft(w, v);
    return;
  }
  const { from, high, to } = hardRange(w, v);
  w.say('replay.done', { group: v.group, from, to, onDisk: to - high });
  finishHardRecovery(w, v);
  removeEnv(w, v.databases);
}
