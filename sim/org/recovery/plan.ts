import type { Ms } from '../../engine/types.ts';
import type { Destroyed } from '../operations/plan.ts';
import type { SlipName } from './slips/table.ts';
import type { DamageLevel, Gap, LogPlace } from '../store/state.ts';
import type { Extent } from '../store/corruption.ts';

/** Ways back for what a group has lost, and ways back for a server. */
export type Runbook =
  | 'roll-forward'
  | 'restore-to-last-set'
  | 'restore-elsewhere'
  | 'replicate'
  | 'stop-before'
  | 'repair'
  | 'wait'
  | 'recover-elsewhere'
  | 'rebuild-server';

/** A scripted fault, resolved to ids. */
export type FaultPlan = { readonly name: string; readonly path: string; readonly at: Ms } & (
  | {
      readonly verb: 'lose';
      readonly volumes: readonly number[];
      /** Single disks, which their arrays may go on without. */
      readonly disks: readonly number[];
      /** Domain controllers, with their disks. */
      readonly controllers: readonly number[];
    }
  /** Libraries, stand-alone drives and disk targets with all that is in them, or the catalogues of these. */
  | {
      readonly verb: 'lose-media';
      readonly media: readonly number[];
      readonly catalogues: readonly number[];
    }
  /** What an operator destroys. */
  | { readonly verb: 'delete'; readonly thing: Destroyed }
  | {
      readonly verb: 'corrupt';
      readonly database: number;
      readonly pages: number;
      readonly singleBit: boolean;
      readonly level: DamageLevel;
      /** The store cannot write there either, and stops. */
      readonly badSpot: boolean;
    }
  /** A single log file: deleted, damaged, or quarantined by a virus scanner; or the checkpoint file. */
  | {
      readonly verb: 'break-log';
      readonly group: number;
      readonly place: LogPlace;
      readonly how: Gap['how'];
    }
  | { readonly verb: 'delete-checkpoint'; readonly group: number }
  /** Content is deleted or garbled by way of the logs. */
  | { readonly verb: 'kill'; readonly database: number; readonly extent: Extent }
  | {
      readonly verb: 'fail';
      readonly servers: readonly number[];
      readonly controllers: readonly number[];
      /** Backups: the one that runs, or the next one, of a group; of one job, or of any for -1. */
      readonly backups: readonly { readonly job: number; readonly group: number }[];
      /** Backups that fail neither end nor report. */
      readonly hangs: boolean;
    }
  /** Makes the newest set of a group unreadable, from now on and until it is overwritten. */
  | { readonly verb: 'spoil'; readonly group: number; readonly only: 'any' | 'full' }
  /** In the next restore of a group this mistake is made; `noticed`: whether in time, null if chance decides. */
  | {
      readonly verb: 'misuse';
      readonly group: number;
      readonly mistake: SlipName;
      readonly noticed: boolean | null;
    }
);

/** How a lost controller comes back whose domain has others: AD-03, AD-14; alone, it needs a set (AD-04). */
export interface DirectoryRecoveryPlan {
  readonly way: 'fastest' | 'replicate' | 'restore';
  /** What a set holds wins over whatever other controllers know (AD-11). */
  readonly authoritative: boolean;
}

export interface RecoveryPlan {
  /** Runbooks in order, by fault name, by cause, or by what was lost: 'database-volume', 'log-volume'. */
  readonly ladders: Readonly<Record<string, readonly Runbook[]>>;
  /** Where `restore-elsewhere` leads, by the key of its ladder and the id of the group; null: it stays where it is. */
  readonly elsewhere: Readonly<
    Record<string, readonly ({ readonly group: number; readonly volume: number } | null)[]>
  >;
  /** Whether `eseutil` is run in the folder of the files, or with their paths in its switches (REC-19). */
  readonly eseutil: 'where-the-files-are' | 'with-paths';
  readonly fullAfterRecovery: 'at-once' | 'next-window';
  readonly directory: DirectoryRecoveryPlan;
  /** Whether damaged files are kept before a restore overwrites them; sound ones always are where there is room (RST-34). */
  readonly preserveDamaged: boolean;
  /** Whether the restore of a set that could not be read is repeated before another way is tried (RST-41). */
  readonly repeatFailed: boolean;
  /** Whether the report of a restore and the event logs are read before users are let in (MON-15). */
  readonly checkRestore: boolean;
  /** Who starts hard recovery: the box "last restore set", or somebody with eseutil /cc (REC-26). */
  readonly hardRecovery: 'last-set' | 'by-hand';
}
