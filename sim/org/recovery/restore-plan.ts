/** Decisions of a restore: which chain, what comes next, what is replayed, and when the ladder is exhausted. */
import type { Procedure } from '../../engine/procedure.ts';
import { heldUnit } from '../../engine/procedure-run.ts';
import { drivePool } from '../pools.ts';
import { softRecoveryLogs } from '../store/mount.ts';
import { closedLogName, openLogName } from '../store/names.ts';
import { storeRuns } from '../store/service.ts';
import { openLog } from '../store/stream.ts';
import type { OrgWorld } from '../world.ts';
import {
  chainFrom,
  diskGoesOn,
  freeBytes,
  logsAreGone,
  newestImage,
  readsOf,
  setToRead,
  standsAlone,
  temporaryBytes,
  type Chain,
} from './chain.ts';
import { hasKnownDamage, incidentOf } from './incident.ts';
import { attachClean, declareLost, finishHardRecovery, finishSoft } from './outcome.ts';
import type { Runbook } from './plan.ts';
import { envOf, removeEnv } from './restore-env.ts';
import type { IncidentState, RestoreVars } from './state.ts';

type P = Procedure<RestoreVars>;

/** What a group has lost, as the key of its default ladder. */
function lostKind(w: OrgWorld, incident: IncidentState, group: number): string {
  const { databases } = w.plan.groups[group];
  if (incident.volumes.length > 0) {
    const file = databases.some((d) => incident.volumes.includes(w.plan.databases[d].volume));
    return file ? 'database-volume' : 'log-volume';
  }
  const { groups, databases: states } = w.org.store;
  const ours = (key: string): boolean => incident.causes.includes(key);
  if (databases.some((d) => ours(states[d].fileLostBy))) return 'database-file';
  return ours(groups[group].logsLostBy) ? 'log-folder' : incident.cause;
}

const isOfServers = (runbook: Runbook): boolean =>
  runbook === 'wait' || runbook === 'rebuild-server';

/** The ladder for a group of an incident: by the fault's name, by what was lost, by the cause. */
export function ladderOf(w: OrgWorld, incident: IncidentState, group: number): readonly Runbook[] {
  const { ladders } = w.plan.recovery;
  const fault = incident.key.startsWith('faults/') ? incident.key.slice(7).split(':')[0] : '';
  // Volumes have ladders by kind in any case; one for what operators destroy goes before them.
  const byHand = incident.cause === 'operator-destroys' && incident.volumes.length > 0;
  const kind = lostKind(w, incident, group);
  const keys = [fault, ...(byHand ? [incident.cause] : []), kind, incident.cause, 'page-damage'];
  // The ladder of a failed server says nothing of what else its databases may need.
  return keys.map((key) => ladders[key]).find((l) => l !== undefined && !isOfServers(l[0])) ?? [];
}

/** Everything that is needed lies on disk undamaged: replay and mount will do. */
function softIsEnough(w: OrgWorld, v: RestoreVars): boolean {
  const incident = incidentOf(w, v.incident);
  return v.databases.every((d) => {
    const s = w.org.store.databases[d];
    const isHere = !s.fileLost && !s.restoring && !logsAreGone(w, v.group, d);
    return isHere && !hasKnownDamage(w, incident, d);
  });
}

function fitsTemporaryFolder(w: OrgWorld, v: RestoreVars, chain: Chain): boolean {
  const { volume } = w.plan.databases[v.databases[0]];
  return temporaryBytes(w, v, chain) <= freeBytes(w, volume);
}

/** Whether the files and logs are still there, so that nothing but damaged pages is at stake. */
function onlyPagesAtStake(w: OrgWorld, v: RestoreVars): boolean {
  return v.databases.every(
    (d) => !w.org.store.databases[d].fileLost && !logsAreGone(w, v.group, d),
  );
}

/**
 * What speaks against a chain, or null. A file that lives, with a few damaged pages, is not thrown away for an older
 * image that no logs bring up to date: nobody gives up days of mail for some pages (RST-01).
 */
function objection(w: OrgWorld, v: RestoreVars, chain: Chain | null): string | null {
  if (chain === null) return 'no usable full or copy is left';
  if (!fitsTemporaryFolder(w, v, chain)) return 'no room for the temporary folder';
  if (onlyPagesAtStake(w, v) && !chain.toEnd) return `the sets reach only to log ${chain.reach}`;
  return null;
}

/** The next chain of the ladder; null when it is exhausted. */
function nextChain(w: OrgWorld, v: RestoreVars): Chain | null {
  const incident = incidentOf(w, v.incident);
  const ladder = ladderOf(w, incident, v.group);
  for (; v.rung < ladder.length; v.rung++) {
    const useDisk = ladder[v.rung] === 'roll-forward';
    const image =
      v.imageRead && v.source !== null ? v.source : newestImage(w, v.group, v.databases);
    const chain = image === undefined ? null : chainFrom(w, v, image, useDisk);
    const why = objection(w, v, chain);
    if (chain !== null && why === null) return chain;
    const because = why ?? '';
    const end = onlyPagesAtStake(w, v) ? 'repair' : 'nothing, the ladder is exhausted';
    const next = ladder[v.rung + 1] ?? end;
    w.say('recovery.fallback', { incident: v.incident, group: v.group, because, next });
  }
  return null;
}

/** Decides how this group comes back, at the beginning and whenever a set or a cartridge has failed. */
export function choose(w: OrgWorld, p: P): void {
  const v = p.vars;
  if (softIsEnough(w, v)) {
    v.mode = 'soft';
    return;
  }
  if (v.databases.every((d) => standsAlone(w, incidentOf(w, v.incident), d))) {
    v.mode = 'attach';
    return;
  }
  const had = v.setsRead.length > 0;
  const chain = nextChain(w, v);
  if (chain === null) {
    v.mode = onlyPagesAtStake(w, v) ? 'keep' : 'empty';
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
  if (v.mode === 'soft') return 'replay';
  if (v.mode === 'empty' || v.mode === 'keep' || v.mode === 'attach') return endWithout(w, p);
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

/** The ladder is exhausted, and the remainder is declared lost; or nothing was needed but new logs. */
function endWithout(w: OrgWorld, p: P): string {
  const v = p.vars;
  if (v.mode === 'keep') {
    const states = v.databases.map((d) => w.org.store.databases[d]);
    if (states.some((s) => s.mounted)) return 'dismount';
    return states.some((s) => !s.clean) ? 'replay' : 'repair';
  }
  if (v.mode === 'attach') attachClean(w, v);
  else declareLost(w, v);
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
  const last = hard === null || v.toEnd ? openLogName(w, v.group) : closedLogName(w, v.group, to);
  v.replaying = `replaying ${to - from + 1} logs, ${closedLogName(w, v.group, from)} to ${last}`;
  return to - from + 1;
}

/** What hard recovery replays: Restore.env's logs up to `high`, then logs on disk up to `to`. */
function hardRange(w: OrgWorld, v: RestoreVars): { from: number; high: number; to: number } {
  // The logs that it was to go on with may have been removed meanwhile, since their generations were used up.
  if (v.toEnd && v.source !== null) v.toEnd = diskGoesOn(w, v, v.source, v.reach);
  const env = envOf(w, v);
  if (env === null || env.high !== v.reach) throw new Error('NO_RESTORE_ENV: nothing to replay by');
  return { from: env.low, high: env.high, to: v.toEnd ? openLog(w, v.group) : env.high };
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
