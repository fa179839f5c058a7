import type { Ms } from '../../engine/types.ts';
import type { Destroyed } from '../operations/plan.ts';
import type { Gap, LogPlace } from '../store/state.ts';
import type { Extent } from '../store/corruption.ts';

/** Ways back for what a group has lost, and ways back for a server. */
export type Runbook =
  'roll-forward' | 'restore-to-last-set' | 'stop-before' | 'repair' | 'wait' | 'rebuild-server';

/** A scripted fault, resolved to ids. */
export type FaultPlan = { readonly name: string; readonly path: string; readonly at: Ms } & (
  | {
      readonly verb: 'lose';
      readonly volumes: readonly number[];
      /** Single disks, which their arrays may go on without. */
      readonly disks: readonly number[];
    }
  /** What an operator destroys. */
  | { readonly verb: 'delete'; readonly thing: Destroyed }
  | {
      readonly verb: 'corrupt';
      readonly database: number;
      readonly pages: number;
      readonly singleBit: boolean;
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
    }
  /** Makes the newest set of a group unreadable, from now on and until it is overwritten. */
  | { readonly verb: 'spoil'; readonly group: number; readonly only: 'any' | 'full' }
);

export interface RecoveryPlan {
  /** Runbooks in order, by fault name, by cause, or by what was lost: 'database-volume', 'log-volume'. */
  readonly ladders: Readonly<Record<string, readonly Runbook[]>>;
  readonly fullAfterRecovery: 'at-once' | 'next-window';
}
