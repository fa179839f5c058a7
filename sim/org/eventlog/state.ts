import type { Ms } from '../../engine/types.ts';
import type { EntryKey } from './kinds.ts';

/** A warning or an error as it stands in the log of a server. */
export interface Entry {
  readonly at: Ms;
  readonly key: EntryKey;
  readonly text: string;
}

export interface EventLogState {
  /** By server: the last warnings and errors, oldest first, and how many there have been in all. */
  servers: { written: number; entries: Entry[] }[];
}
