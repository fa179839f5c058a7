import type { Ms } from '../../engine/types.ts';
import type { Severity } from '../eventlog/kinds.ts';

/** What is said of entries in event logs, of alarms, and of failures that come to somebody's knowledge. */
export interface NoticingFacts {
  /** An entry in the application event log of a server. */
  'event.logged': {
    readonly server: number;
    readonly source: string;
    readonly id: number;
    readonly severity: Severity;
    readonly text: string;
  };
  /** A failed job came to somebody's knowledge. */
  'job.noticed': {
    readonly job: number;
    readonly group: number;
    readonly failedAt: Ms;
    /** How it came to somebody's knowledge: 'the check of the backups'. */
    readonly by: string;
  };
  /** Somebody is called to look at the application log of a server. */
  'alarm.raised': { readonly server: number; readonly because: string };
}
