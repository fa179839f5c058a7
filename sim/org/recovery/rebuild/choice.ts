/**
 * How a server that is rebuilt gets back what was on it: by hand from the installation media, or from sets of its files,
 * which bring Windows, programs, and what had been set up (BKP-50 to BKP-56, BKP-62 to BKP-66).
 */
import { carries, type Asset, type FileSetKind } from '../../backup/files/plan.ts';
import type { Ms } from '../../../engine/types.ts';
import {
  daysOld,
  fileSetKey,
  fileSetOf,
  isTooOld,
  isUnreadableFile,
  type FileSet,
} from '../../media/file-sets.ts';
import type { OrgWorld } from '../../world.ts';
import type { IncidentState } from '../state.ts';
import { overwrite } from './overwritten.ts';

/** A server that is being rebuilt. */
export interface Rebuilt {
  readonly server: number;
  /** Sets that are still to be read, in order, by id. */
  reads: number[];
  /** Sets that could not be used. */
  tried: number[];
  /** Windows is back from before a service pack or an update (BKP-67). */
  unpatched: boolean;
  /** Jobs whose sets could not be used, and jobs of which one is back: sets may be overwritten meanwhile. */
  failed: number[];
  back: number[];
}

const kindOf = (w: OrgWorld, { job }: FileSet): FileSetKind => w.plan.fileJobs[job].saves;

/** The newest set of some kinds that nobody knows to be bad and that has not been tried; -1 for none. */
function newest(
  w: OrgWorld,
  { server, tried }: Rebuilt,
  wanted: (set: FileSet) => boolean,
): number {
  let best: FileSet | null = null;
  for (const set of w.org.media.fileSets) {
    if (set.server !== server || !set.complete || set.knownBad || tried.includes(set.id)) continue;
    if (!wanted(set)) continue;
    if (best === null || set.completedAt >= best.completedAt) best = set;
  }
  return best === null ? -1 : best.id;
}

const ofKind = (w: OrgWorld, row: Rebuilt, ...kinds: FileSetKind[]): number =>
  newest(w, row, (set) => kinds.includes(kindOf(w, set)));

const jobsOf = (w: OrgWorld, sets: readonly number[]): number[] =>
  sets.flatMap((id) => fileSetOf(w, id)?.job ?? []);

/** Whether sets of such jobs bring something back that was set up. */
const brings = (w: OrgWorld, jobs: readonly number[], asset: Asset): boolean =>
  jobs.some((job) => carries(w.plan.fileJobs[job], asset));

/** Whether a job of some kinds is among these. */
const has = (w: OrgWorld, jobs: readonly number[], ...kinds: FileSetKind[]): boolean =>
  jobs.some((job) => kinds.includes(w.plan.fileJobs[job].saves));

/** Sets that bring single things where nothing larger does, the best first (BKP-62). */
const APART: readonly FileSetKind[] = ['system-state', 'files', 'certification-authority'];

const bringing = (w: OrgWorld, row: Rebuilt, kind: FileSetKind, asset: Asset): number =>
  newest(w, row, (set) => kindOf(w, set) === kind && carries(w.plan.fileJobs[set.job], asset));

/** What is to be read for a server: programs with Windows before Windows alone, then what these do not carry. */
export function planReads(w: OrgWorld, row: Rebuilt): void {
  row.reads = [];
  if (!has(w, row.back, 'disk-image', 'full-computer', 'windows-set')) {
    const image = row.tried.length > 0 ? -1 : ofKind(w, row, 'disk-image');
    if (image >= 0) row.reads.push(image);
  }
  if (!has(w, row.back, 'full-computer', 'windows-set')) {
    const full = ofKind(w, row, 'full-computer');
    // An image has Windows already.
    const set = full >= 0 || row.reads.length > 0 ? full : ofKind(w, row, 'windows-set');
    if (set >= 0) row.reads.push(set);
  }
  for (const asset of w.plan.servers[row.server].setUp) {
    if (brings(w, [...row.back, ...jobsOf(w, row.reads)], asset)) continue;
    const more = APART.map((kind) => bringing(w, row, kind, asset)).find((id) => id >= 0) ?? -1;
    if (more >= 0) row.reads.push(more);
  }
}

export function createRebuilt(w: OrgWorld, server: number): Rebuilt {
  const row: Rebuilt = { server, reads: [], tried: [], unpatched: false, failed: [], back: [] };
  // Where no job saves files, nobody asks what they would have brought back.
  if (w.plan.fileJobs.length > 0) planReads(w, row);
  return row;
}

/**
 * By hand before anything can be read. A set of Windows or of the whole computer needs a Windows that starts (BKP-55); an image
 * needs none (BKP-56); what a set of System State or of files brings is put back at the end.
 */
export function beforeMs(w: OrgWorld, row: Rebuilt): Ms {
  const { installWindowsMs, servicePacksMs, recoverServerMs } = w.plan.figures.operations;
  const jobs = jobsOf(w, row.reads);
  if (has(w, jobs, 'disk-image')) return 0;
  if (has(w, jobs, 'full-computer', 'windows-set')) return installWindowsMs;
  const all = installWindowsMs + servicePacksMs + recoverServerMs;
  return row.reads.length > 0 ? all : all + againMs(w, row);
}

/** By hand when all is read: what no set brought. Windows is there by then, if bare. */
export function afterMs(w: OrgWorld, row: Rebuilt): Ms {
  const { servicePacksMs } = w.plan.figures.operations;
  return restMs(w, row) + (row.unpatched ? servicePacksMs : 0);
}

/** Whether a set that brings Windows back was made before its server was patched. */
function isUnpatched(w: OrgWorld, set: FileSet): boolean {
  if (kindOf(w, set) === 'files') return false;
  return w.plan.operations.patches.some(
    ({ at, servers }) => at > set.asOf && at <= w.now && servers.includes(set.server),
  );
}

function restMs(w: OrgWorld, row: Rebuilt): Ms {
  const { installWindowsMs, servicePacksMs, recoverServerMs } = w.plan.figures.operations;
  const { back, failed } = row;
  if (has(w, back, 'full-computer')) return againMs(w, row);
  if (has(w, back, 'windows-set', 'disk-image')) return recoverServerMs + againMs(w, row);
  // All of it was done before, where nothing with Windows was ever tried.
  if (!has(w, failed, 'full-computer', 'windows-set', 'disk-image')) return againMs(w, row);
  const bare = has(w, failed, 'disk-image') ? installWindowsMs : 0;
  return bare + servicePacksMs + recoverServerMs + againMs(w, row);
}

/** What had been set up and came back with no set is set up again (BKP-62 to BKP-66). */
function againMs(w: OrgWorld, { server, back }: Rebuilt): Ms {
  const f = w.plan.figures.recovery;
  const each: Readonly<Record<Asset, Ms>> = {
    settings: f.setUpSettingsMs,
    'virtual-servers': f.setUpVirtualServersMs,
    connectors: f.setUpConnectorsMs,
    'mounted-drive': f.setUpMountedDriveMs,
    'open-files': f.setUpOpenFilesMs,
    'certification-authority': f.setUpAuthorityMs,
  };
  let ms = 0;
  for (const asset of w.plan.servers[server].setUp) if (!brings(w, back, asset)) ms += each[asset];
  return lacksMetabase(w, server, back) ? ms + each['virtual-servers'] : ms;
}

/**
 * An authority that came back by its wizard alone: without the IIS metabase IIS does not start, and its web pages are down
 * until somebody has set that up (RST-60). Where virtual servers have to be set up anyway, that is done with them.
 */
function lacksMetabase(w: OrgWorld, server: number, back: readonly number[]): boolean {
  const { setUp } = w.plan.servers[server];
  if (!setUp.includes('certification-authority') || setUp.includes('virtual-servers')) return false;
  return brings(w, back, 'certification-authority') && !brings(w, back, 'virtual-servers');
}

/** What is missing on a rebuilt server, for the story. */
export function lacks(w: OrgWorld, { server, back }: Rebuilt): string[] {
  const missing: string[] = w.plan.servers[server].setUp.filter((asset) => !brings(w, back, asset));
  if (lacksMetabase(w, server, back))
    missing.push('IIS for the pages of the certification authority');
  return missing;
}

/**
 * Whether Windows from a set runs: the older it is, the likelier it does not (BKP-52), and much likelier on a member server
 * when it is older than the directory remembers what was deleted (BKP-53, E-34).
 */
function isFaulty(w: OrgWorld, set: FileSet): boolean {
  if (!['windows-set', 'full-computer', 'system-state'].includes(kindOf(w, set))) return false;
  const { tombstoneLifetimeMs, agedSetFaultShare, tooOldSetFaultShare } = w.plan.figures.recovery;
  const age = (w.now - set.completedAt) / tombstoneLifetimeMs;
  const share = isTooOld(w, set) ? tooOldSetFaultShare : age * agedSetFaultShare;
  return w.draw(fileSetKey(w, set), 'old-set', 0) < share;
}

/** The set that was read last is judged: it is back, or something else has to do. */
export function judge(w: OrgWorld, incident: IncidentState, row: Rebuilt): void {
  const id = row.reads[0];
  const set = fileSetOf(w, id);
  row.reads.shift();
  if (set === null) {
    row.tried.push(id);
    planReads(w, row);
    return;
  }
  if (w.hears('chance.drawn')) w.say('chance.drawn', { cause: 'set-unreadable' });
  const unreadable = isUnreadableFile(w, set);
  const locked = !unreadable && !w.plan.fileJobs[set.job].passwordKept;
  const faulty = !unreadable && isFaulty(w, set);
  const days = daysOld(w, set);
  const old = isTooOld(w, set) ? `a warning: ${days} days old, over the tombstone lifetime` : '';
  w.say('files.restored', {
    ...{ incident: incident.id, server: row.server, job: set.job, set: id },
    ageMs: w.now - set.completedAt,
    outcome: unreadable ? 'unreadable' : locked ? 'locked' : faulty ? 'faulty' : 'restored',
    because: unreadable
      ? 'the medium cannot be read'
      : locked
        ? 'nobody has the password that it was saved with'
        : old,
  });
  if (unreadable) set.knownBad = true;
  if (unreadable || locked || faulty) {
    row.tried.push(id);
    // The same password guards them all.
    if (locked)
      for (const { id: other, job } of w.org.media.fileSets)
        if (job === set.job) row.tried.push(other);
    row.failed.push(set.job);
    planReads(w, row);
    return;
  }
  row.back.push(set.job);
  row.unpatched ||= isUnpatched(w, set);
  if (w.plan.fileJobs[set.job].databaseFolders) overwrite(w, incident, row.server, set);
}
