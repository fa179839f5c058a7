import type { WeekSpans } from '../../engine/calendar.ts';
import type { Profile } from '../workload/plan.ts';

/** What the logs of a group mean to the busiest volume of its database files; all of its users at work. */
export interface PressurePlan {
  readonly volume: number;
  /** Share of the volume's time that one log per millisecond takes, with all that others write at the same pace. */
  readonly reads: number;
  readonly writes: number;
  /** Database pages that are written for one log. */
  readonly pagesPerLog: number;
  /** Whether the busiest hour asks for so much that changed pages are put off. */
  readonly heavy: boolean;
}

export interface GroupPlan {
  readonly id: number;
  /** 'servers/exch2/storageGroups/sg1' */
  readonly path: string;
  readonly name: string;
  readonly server: number;
  /** Volume of the transaction logs. */
  readonly logVolume: number;
  /** Volume of the checkpoint file: the log volume unless the scenario says `system`. */
  readonly systemVolume: number;
  /** Logs are deleted as soon as the checkpoint has passed them (ESE-25). */
  readonly circularLogging: boolean;
  /** Fulls and copies overwrite deleted pages on disk as they go (BKP-29). */
  readonly zeroing: boolean;
  readonly databases: readonly number[];
  /** 'E00', 'E01', … in the order of the server's groups, in hexadecimal (ESE-23). */
  readonly prefix: string;
  readonly pressure: PressurePlan;
  /** Generation of the open log when the simulation begins. */
  readonly firstGeneration: number;
}

export interface DatabasePlan {
  readonly id: number;
  /** What lies in it: mailboxes, or posts in public folders. */
  readonly kind: 'mailbox' | 'public';
  /** 'servers/exch2/storageGroups/sg1/databases/db1' */
  readonly path: string;
  readonly name: string;
  readonly group: number;
  readonly server: number;
  readonly site: number;
  readonly volume: number;
  /** Mailboxes by service class, by the index of the class. */
  readonly mailboxes: readonly number[];
  readonly mailboxCount: number;
  /** How many work by the profile: its mailboxes; of public folders the profile is that of all who post, hence 1. */
  readonly writers: number;
  readonly profile: Profile;
  /** Public folder databases that its folders replicate to, in the order of ids. */
  readonly replicas: readonly number[];
  readonly sizeBytes: number;
  /** How long deleted items can be recovered without any restore. */
  readonly itemRetentionMs: number;
  /** When online maintenance may work on it. */
  readonly maintenance: WeekSpans;
  /** Whether it is mounted when the simulation begins. */
  readonly mounted: boolean;
}
