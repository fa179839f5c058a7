import type { Ms } from '../../engine/types.ts';
import type { VssEngine } from '../media/state.ts';
import type { Schedule, WeekSpans } from '../../engine/calendar.ts';

/** A daily backup is no type of a store's: it copies files by their date (BKP-05). */
export type BackupType = 'full' | 'copy' | 'incremental' | 'differential';

/** Whether a backup copies databases with the logs that they need, rather than logs alone (BKP-01, BKP-02). */
export function copiesImages(type: BackupType): boolean {
  return type === 'full' || type === 'copy';
}

/** Grandfather, father, son: how many days, weeks, months and years a set is kept by what it is the first of. */
export interface RetentionPlan {
  readonly daily: number;
  readonly weekly: number;
  readonly monthly: number;
  readonly yearly: number;
}

/** Sets on disk are copied to another medium: so long after they were written, or at occasions of their own. */
export interface StagePlan {
  readonly library: number;
  readonly afterMs: Ms;
  /** Null: each set by itself. */
  readonly when: Schedule | null;
  /** How long the copies are kept. */
  readonly keepMs: Ms;
}

/** Products that read past the store: a disk mirror or file system driver (BKP-71), or what lies in memory (ESE-20). */
export type OutsideEngine = 'filter-driver' | 'memory';

/**
 * How the store is read: page by page through the store itself, by a shadow copy of its volumes, as files while its
 * service is stopped (BKP-07), or by a product that asks neither Exchange nor Windows.
 */
export type Engine = 'streaming' | 'offline' | OutsideEngine | VssEngine;

export const isOutside = (engine: Engine): engine is OutsideEngine =>
  engine === 'filter-driver' || engine === 'memory';

export const isVss = (engine: Engine): engine is VssEngine =>
  engine !== 'streaming' && engine !== 'offline' && !isOutside(engine);

/** Whether Exchange takes part: only then headers are marked, logs deleted and pages verified. */
export const asksExchange = (engine: Engine): boolean => engine === 'streaming' || isVss(engine);

/** What a VSS job does with its snapshots. */
export interface VssPlan {
  /** Whether a full is checked before its logs are truncated (BKP-35, E-15). */
  readonly verify: boolean;
  /** Share of its rate that the check may take (BKP-36). */
  readonly throttle: number;
  /** So many images of a group are kept on disks: the oldest gives way to a new one. */
  readonly copies: number;
}

/** Whose fulls a backup builds on: those that were written the same way. */
export type FullKind = 'streaming' | 'vss';
export const kindOf = (engine: Engine): FullKind => (isVss(engine) ? 'vss' : 'streaming');

/** One job of the plan, for the storage groups that it covers. */
export interface JobPlan {
  readonly id: number;
  readonly name: string;
  /** 'backup/jobs/full' */
  readonly path: string;
  readonly type: BackupType;
  /** When a streaming full or copy closes the open log, at its end alone or at its start as well (E-03, BKP-23). */
  readonly fullRollover: 'end' | 'start';
  /** Pages that split meanwhile go to patch files, as before 2000 SP2 (E-02). */
  readonly legacyPatchFile: boolean;
  readonly engine: Engine;
  /** A streaming set is read again right after it was written (TAPE-11). */
  readonly readsAgain: boolean;
  /** Null where it streams from the store. */
  readonly vss: VssPlan | null;
  /** What it writes to: a library, a stand-alone drive or a disk target; -1 for a VSS job that leaves its snapshots on disks. */
  readonly library: number;
  /** Whether it adds to what lies on the medium or erases all of that first (TAPE-03). */
  readonly media: 'append' | 'replace';
  /** On a disk target: the one file that its runs share, with other jobs that name it; '' for a file each. */
  readonly file: string;
  readonly stage: StagePlan | null;
  /** So many storage groups of a run at most are written interleaved to one cartridge; 1: each has a drive to itself. */
  readonly multiplex: number;
  readonly when: Schedule;
  /** When it may run; it may always run where the scenario gives no window. */
  readonly window: WeekSpans;
  readonly overrun: 'abort' | 'continue';
  /** Whether its log says why a run failed, or that it did (MON-06). */
  readonly logging: 'summary' | 'detailed';
  /** How long a set is kept before its cartridge may be overwritten. */
  readonly keepMs: Ms;
  /** Null: every set is kept alike. */
  readonly retention: RetentionPlan | null;
  /** The groups in path order, each with the databases of it that the job selects. */
  readonly groups: readonly { readonly group: number; readonly databases: readonly number[] }[];
}

/** Whether a job takes shadow copies. */
export const isShadow = (job: JobPlan): boolean => job.vss !== null;

/** A copy of the databases of a group that a job selects, null if it does not cover the group. */
export function selectedOf(plan: JobPlan, group: number): number[] | null {
  // By index: methods and iterators are slow on the frozen arrays of a plan.
  for (let i = 0; i < plan.groups.length; i++) {
    const entry = plan.groups[i];
    if (entry.group === group) return copied(entry.databases);
  }
  return null;
}

function copied(ids: readonly number[]): number[] {
  const copy: number[] = [];
  for (let i = 0; i < ids.length; i++) copy.push(ids[i]);
  return copy;
}

/** Whether a job copies anything of a group. */
export function covers({ groups }: JobPlan, group: number): boolean {
  for (let i = 0; i < groups.length; i++) if (groups[i].group === group) return true;
  return false;
}
