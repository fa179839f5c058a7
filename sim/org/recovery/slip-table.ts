/** What operators get wrong, by name: at which step, what they see then, and what it costs. */
import { byHandSlips } from './by-hand/slip-table.ts';

/**
 * Steps by hand at which slips are made: filling in the restore window for a set; starting hard recovery with
 * `eseutil /cc`; mounting; copying logs away; soft recovery with `eseutil /r`; putting a database into its new place.
 */
export type HandStep = 'set' | 'recover' | 'mount' | 'copy-logs' | 'eseutil' | 'place';

export interface Slip {
  readonly step: HandStep;
  /** Whether chance makes it; else only a script does. */
  readonly byChance: boolean;
  /** What was done, as a story tells it. */
  readonly does: string;
  /** What whoever did it sees then: an error by its name or number; '' where there is nothing to see. */
  readonly sees: string;
  readonly costs: string;
  /** Facts that it rests on. */
  readonly facts: readonly string[];
}

export const slips = {
  ...byHandSlips,
  'full-not-first': {
    step: 'set', byChance: true,
    does: 'a set of logs was restored before the full',
    sees: 'NO_RESTORE_ENV', costs: 'another try, with the full', facts: ['RST-14', 'RST-17'],
  },
  'last-set-too-early': {
    step: 'set', byChance: true,
    does: '"last restore set" was ticked although further sets were to follow',
    sees: 'NO_RESTORE_ENV: the next set is refused, since hard recovery has run',
    costs: 'a hard recovery; then everything is restored again, or the remaining sets are given up',
    facts: ['RST-18'],
  },
  'last-set-not-ticked': {
    step: 'set', byChance: true,
    does: '"last restore set" was not ticked for the last set',
    sees: 'ESE 619, error -544: the database was restored, and hard recovery has not run',
    costs: 'a mount in vain, and eseutil /cc by hand',
    facts: ['RST-19', 'REC-26'],
  },
  'sets-in-wrong-order': {
    step: 'set', byChance: true,
    does: 'a later set was restored before an earlier one',
    sees: '',
    costs: 'its logs are not replayed, and nobody is told',
    facts: ['RST-17'],
  },
  'mounted-between-sets': {
    step: 'set', byChance: true,
    does: '"last restore set" and "mount database after restore" were ticked although further sets were to follow',
    sees: 'the database is mounted, as it was at the end of this set',
    costs: 'what the remaining sets and the logs on disk hold',
    facts: ['RST-20'],
  },
  'temporary-folder-in-use': {
    step: 'set', byChance: true,
    does: 'the temporary folder was one that holds database or log files',
    sees: 'TEMP_DIR_IN_USE',
    costs: 'another try with an empty folder',
    facts: ['RST-21', 'E-30'],
  },
} as const satisfies Record<string, Slip>; // prettier-ignore

export type SlipName = keyof typeof slips;
