/** What operators get wrong, by name: at which step, what they see then, and what it costs. */
import { byHandSlips } from '../by-hand/slip-table.ts';

/**
 * Steps by hand at which slips are made: filling in the restore window for a set, starting hard recovery with
 * `eseutil /cc`, soft recovery with `eseutil /r` and what goes before it and after it, and all the others, which are
 * simply done once more.
 */
export const handSteps = [
  'set',
  'recover',
  'service',
  'dismount',
  'mount',
  'recreate',
  'rebuild',
  'copy-logs',
  'eseutil',
  'place',
] as const;
export type HandStep = (typeof handSteps)[number];

export interface Slip {
  readonly steps: readonly HandStep[];
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
    steps: ['set'], byChance: true,
    does: 'a set of logs was restored before the full',
    sees: 'NO_RESTORE_ENV', costs: 'another try, with the full', facts: ['RST-14', 'RST-17'],
  },
  'last-set-too-early': {
    steps: ['set'], byChance: true,
    does: '"last restore set" was ticked although further sets were to follow',
    sees: 'NO_RESTORE_ENV: the next set is refused, since hard recovery has run',
    costs: 'a hard recovery; then everything is restored again, or the remaining sets are given up',
    facts: ['RST-18'],
  },
  'last-set-not-ticked': {
    steps: ['set'], byChance: true,
    does: '"last restore set" was not ticked for the last set',
    sees: 'ESE 619, error -544: the database was restored, and hard recovery has not run',
    costs: 'a mount in vain, and eseutil /cc by hand',
    facts: ['RST-19', 'REC-26'],
  },
  'sets-in-wrong-order': {
    steps: ['set'], byChance: true,
    does: 'a later set was restored before an earlier one',
    sees: '',
    costs: 'its logs are not replayed, and nobody is told',
    facts: ['RST-17'],
  },
  'mounted-between-sets': {
    steps: ['set'], byChance: true,
    does: '"last restore set" and "mount database after restore" were ticked although further sets were to follow',
    sees: 'the database is mounted, as it was at the end of this set',
    costs: 'what the remaining sets and the logs on disk hold',
    facts: ['RST-20'],
  },
  'mounted-before-restore': {
    steps: ['set'], byChance: true,
    does: 'the recreated store was mounted before it was restored, and began logs of its own',
    sees: 'error -530: the signature of a log does not match',
    costs: 'a hard recovery in vain; the new logs are moved away, and it runs again',
    facts: ['RST-08'],
  },
  'temporary-folder-in-use': {
    steps: ['set'], byChance: true,
    does: 'the temporary folder was one that holds database or log files',
    sees: 'TEMP_DIR_IN_USE',
    costs: 'another try with an empty folder',
    facts: ['RST-21', 'E-30'],
  },
  'shared-temporary-folder': {
    steps: ['set'], byChance: true,
    does: 'a full was restored to the temporary folder of another one, whose Restore.env it overwrote',
    sees: 'NO_RESTORE_ENV for the other restore',
    costs: 'the other one is begun anew',
    facts: ['RST-15'],
  },
  'production-log-path': {
    steps: ['set'], byChance: true,
    does: 'the temporary folder was the log folder in production, whose logs were overwritten',
    sees: '2003: TEMP_DIR_IN_USE; 2007: nothing',
    costs: '2003: another try; 2007: pages of the database are damaged, which somebody meets later',
    facts: ['RST-22', 'E-30'],
  },
  renamed: {
    steps: ['set'], byChance: false,
    does: 'the storage group or database was renamed since the backup',
    sees: 'NAME_MISMATCH',
    costs: 'its old name is given back to it, and another try',
    facts: ['RST-06', 'RST-66'],
  },
  mistyped: {
    steps: ['set'], byChance: false,
    does: 'the deleted storage group and database were recreated with a letter wrong',
    sees: 'NAME_MISMATCH',
    costs: 'the name is put right, and another try',
    facts: ['RST-06', 'RST-07'],
  },
  recreated: {
    steps: ['set'], byChance: false,
    does: 'the deleted database was recreated with another GUID, and "can be overwritten by a restore" was not set',
    sees: 'MSExchangeIS 9519: the database cannot be started',
    costs: 'a mount in vain, the flag, and another mount',
    facts: ['RST-09', 'E-56', 'MON-14'],
  },
  'needless-overwrite-flag': {
    steps: ['set'], byChance: false,
    does: '"can be overwritten by a restore" was set although the GUID is the same',
    sees: 'a warning', costs: 'nothing', facts: ['RST-09'],
  },
  'log-files-cleared': {
    steps: ['set'], byChance: false,
    does: 'the box "Log Files" of the medium was cleared',
    sees: '', costs: 'nothing: the type of the set decides', facts: ['RST-25'],
  },
  'advanced-options': {
    steps: ['set'], byChance: false,
    does: 'advanced options of file restores were looked for',
    sees: '', costs: 'nothing: a restore of a store has none', facts: ['RST-39'],
  },
  'wrong-folder': {
    steps: ['recover'], byChance: true,
    does: 'eseutil /cc was run in another folder than that of Restore.env',
    sees: 'eseutil finds no Restore.env',
    costs: 'another try in the right folder',
    facts: ['REC-26'],
  },
  'two-at-once': {
    steps: ['recover'], byChance: true,
    does: 'eseutil /cc was run while another one was under way',
    sees: 'eseutil breaks off',
    costs: 'another try when the other one has ended',
    facts: ['RST-33'],
  },
  'restore-env-kept': {
    steps: ['recover'], byChance: true,
    does: 'eseutil /cc was run with /k, which keeps Restore.env',
    sees: 'Restore.env is still there: only eseutil /mh tells that the shutdown is clean',
    costs: 'a look with eseutil /mh before the mount',
    facts: ['RST-31', 'E-05'],
  },
  'lab-copy-returned': {
    steps: [], byChance: false,
    does: 'a public folder database that had run in the organization of a lab was mounted in production',
    sees: 'free/busy and offline address books fail for everybody',
    costs: 'the system folders of the organization are reset; the database is restored', facts: ['RST-55'],
  },
  'done-again': {
    steps: ['service', 'dismount', 'mount', 'recreate', 'rebuild'], byChance: true,
    does: 'a step by hand was done wrong',
    sees: 'it has not worked', costs: 'it is done once more', facts: [],
  },
} as const satisfies Record<string, Slip>; // prettier-ignore

export type SlipName = keyof typeof slips;

/** Nothing ever comes of these. */
export const harmless: readonly SlipName[] = [
  'advanced-options',
  'log-files-cleared',
  'needless-overwrite-flag',
];

export const slipOf = (name: SlipName): Slip => slips[name];
