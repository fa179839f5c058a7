/** What restores say. */
import type { Ms } from '../../engine/types.ts';

/** The last two are unsuccessful (MON-05). */
export type RestoreStatus = 'completed' | 'completed-with-errors' | 'failed';

export interface RestoreFacts {
  /** The restore of one set is through: what its window and its report say (MON-05, MON-16). */
  'restore.ended': {
    readonly incident: number;
    readonly group: number;
    readonly set: number;
    readonly status: RestoreStatus;
    readonly files: number;
    readonly bytes: number;
    readonly tookMs: Ms;
    readonly because: string;
  };
  /** Functions beside mail fail on a server or, for -1, everywhere: of these databases' users. */
  'functions.impaired': {
    readonly server: number;
    readonly databases: readonly number[];
    readonly because: string;
  };
  'functions.restored': { readonly server: number; readonly since: Ms };
  /** Replicas have sent what a public folder database lacked: messages; those lost, and those still asked for. */
  'folders.filled': {
    readonly incident: number;
    readonly database: number;
    readonly messages: number;
    readonly lost: number;
    readonly asked: number;
  };
  /** Deleted mail was written into mailboxes again from a set of mailboxes; null: the set could not be read. */
  'mailboxes.restored': {
    readonly incident: number;
    readonly group: number;
    readonly job: number;
    readonly set: number;
    readonly ageMs: Ms;
    readonly messages: number | null;
  };
}
