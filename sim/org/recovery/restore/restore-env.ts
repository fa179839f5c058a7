/**
 * Restore.env: written by the restore of a full or copy, kept up to date by the restore of every further set to the same
 * temporary folder, followed by hard recovery, and removed only when that has succeeded (RST-13 to RST-16, RST-30).
 */
import type { BackupSet } from '../../media/state.ts';
import { filesOf } from '../../store/halves.ts';
import type { OrgWorld } from '../../world.ts';
import type { RestoreEnv, RestoreVars } from '../state.ts';

type Owner = Pick<RestoreVars, 'group' | 'databases'>;

/** Whether what is restored is a snapshot: files and logs together, which soft recovery finishes. */
export const fromSnapshot = (v: Pick<RestoreVars, 'source'>): boolean =>
  v.source !== null && v.source.snapshot !== null;

/** Folder for one restore: of an incident and a group, so that no two fulls share one (RST-15). */
export function folderOf(w: OrgWorld, v: Owner): string {
  const volume = w.plan.volumes[w.plan.databases[v.databases[0]].volume];
  const { name } = w.plan.groups[v.group];
  return `${volume.path}/restore/${name}-${v.databases[0]}`;
}

/** The Restore.env in the folder of a restore, or null. */
export function envOf(w: OrgWorld, v: Owner): RestoreEnv | null {
  const folder = folderOf(w, v);
  return w.org.recovery.environments.find((e) => e.folder === folder) ?? null;
}

/** Whether logs have no Restore.env to be added to; beside a snapshot none is wanted. */
export const lacksEnv = (w: OrgWorld, v: RestoreVars): boolean =>
  envOf(w, v) === null && !fromSnapshot(v);

/** Whether another restore has overwritten the Restore.env that hard recovery needs (RST-15). */
export const isOrphaned = (w: OrgWorld, v: RestoreVars): boolean =>
  v.mode === 'restore' && lacksEnv(w, v);

/** The image of a full lies at its target path: Restore.env says from where to where, and which logs it needs (RST-13). */
export function writeEnv(w: OrgWorld, v: RestoreVars, full: BackupSet): void {
  removeEnv(w, v.databases);
  w.org.recovery.environments.push({
    group: v.group,
    folder: folderOf(w, v),
    files: v.databases.flatMap((database) => {
      const to = w.plan.volumes[w.plan.databases[database].volume].path;
      return filesOf(w.plan, database).map((from) => ({ database, from, to }));
    }),
    low: full.low,
    high: full.low - 1,
    sets: [],
  });
}

/** All logs of a set lie in the folder: the range that hard recovery will replay reaches further (RST-14). */
export function addToEnv(w: OrgWorld, v: RestoreVars, set: BackupSet): void {
  const env = envOf(w, v);
  if (env === null) throw new Error(`NO_RESTORE_ENV: nothing in ${folderOf(w, v)}`);
  // Logs of a set that was restored before an earlier one lie behind a gap: nobody will replay them (RST-17).
  if (set.low <= env.high + 1) env.high = Math.max(env.high, set.high);
  env.sets.push(set.id);
}

/** Hard recovery has succeeded, or the folder makes room for another restore of these databases. */
export function removeEnv(w: OrgWorld, databases: readonly number[]): void {
  const { environments } = w.org.recovery;
  for (let i = environments.length - 1; i >= 0; i--) {
    if (environments[i].files.some((f) => databases.includes(f.database)))
      environments.splice(i, 1);
  }
}

/** Hard recovery has succeeded, and Restore.env is still there: nobody mounts what it names (RST-30, RST-31). */
export function keepEnv(w: OrgWorld, databases: readonly number[]): void {
  for (const d of databases) w.org.store.databases[d].restoring = true;
}

/** Whoever goes on with these databases sees that their shutdown is clean, where a Restore.env was kept (RST-31). */
export function passKeptEnv(w: OrgWorld, { databases }: Owner): void {
  const states = databases.map((d) => w.org.store.databases[d]);
  if (!states.every(({ clean, restoring }) => clean && restoring)) return;
  for (const state of states) state.restoring = false;
  removeEnv(w, databases);
}

/** Everything that was planned has been copied; hard recovery is still to come (RST-28). */
export function sayCopied(w: OrgWorld, v: RestoreVars): void {
  const env = envOf(w, v);
  if (env === null) return;
  const { group, folder, low, high } = env;
  w.say('restore.copied', { incident: v.incident, group, folder, low, high, sets: [...env.sets] });
}
