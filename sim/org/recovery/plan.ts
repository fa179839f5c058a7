import type { Ms } from '../../engine/types.ts';
import type { Destroyed } from '../operations/plan.ts';
import type { SlipName } from './slip-table.ts';

/** Ways back for what a group has lost, and ways back for a server. */
export type Runbook = 'roll-forward' | 'restore-to-last-set' | 'wait' | 'rebuild-server';

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
    }
  | {
      readonly verb: 'fail';
      readonly servers: readonly number[];
      readonly controllers: readonly number[];
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

export interface RecoveryPlan {
  /** Runbooks in order, by fault name, by cause, or by what was lost: 'database-volume', 'log-volume'. */
  readonly ladders: Readonly<Record<string, readonly Runbook[]>>;
  readonly fullAfterRecovery: 'at-once' | 'next-window';
  /** Whether damaged files are kept before a restore overwrites them (RST-34). */
  readonly preserveDamaged: boolean;
  /** Who starts hard recovery: the box "last restore set", or somebody with eseutil /cc (REC-26). */
  readonly hardRecovery: 'last-set' | 'by-hand';
}
