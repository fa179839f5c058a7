import type { Ms } from '../../engine/types.ts';

/** What is said of directories that come back from sets. */
export interface DirectoryFacts {
  /** A set was read for a controller, or a domain was built anew without one (`set` -1). */
  'directory.restored': {
    readonly controller: number;
    readonly job: number;
    readonly set: number;
    readonly ageMs: Ms;
    readonly outcome: 'restored' | 'unreadable' | 'refused' | 'built-anew';
    readonly because: string;
    /** What the domain has forgotten: no controller of it knows of more than the set. */
    readonly forgotten: readonly { readonly database: number; readonly because: string }[];
    /** Written to the directory since, and so many of its logs: what is lost, or comes from a partner. */
    readonly changedBytes: number;
    readonly changedLogs: number;
    readonly partner: boolean;
  };
  /** Somebody has set up again what the directory had forgotten of some databases. */
  'directory.relinked': { readonly incident: number; readonly databases: readonly number[] };
}
