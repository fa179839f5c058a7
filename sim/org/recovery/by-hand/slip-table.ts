/** What operators get wrong with `eseutil /r`, and around it. */
import type { Slip } from '../slips/table.ts';

export const byHandSlips = {
  'logs-not-copied': {
    steps: ['copy-logs'], byChance: true,
    does: 'recovery was run with /i before the logs, the open one included, had been copied',
    sees: '', costs: 'what the open log holds of the missing database', facts: ['REC-13'],
  },
  'recovery-in-wrong-folder': {
    steps: ['eseutil'], byChance: true,
    does: 'eseutil /r was run in an empty folder: it made a fresh log that knows of no database',
    sees: '"Operation completed successfully", and the database is as dirty as before',
    costs: 'another run, in the folder of the logs or with /l', facts: ['REC-08', 'REC-09'],
  },
  'missing-not-ignored': {
    steps: ['eseutil'], byChance: true,
    does: 'eseutil /r was run without /i, though the logs list a database that is not there',
    sees: '-1216: an attached database is missing', costs: 'another run with /i', facts: ['REC-15', 'RST-40'],
  },
  'path-mistyped': {
    steps: ['eseutil'], byChance: true,
    does: 'a path was mistyped; run where the files are, eseutil needs none',
    sees: '-1811: file not found', costs: 'another run', facts: ['REC-19'],
  },
  'log-base-confused': {
    steps: ['eseutil'], byChance: true,
    does: 'the logs of Log Required, decimal in the header, were looked for by these digits among names in hexadecimal',
    sees: 'a log that seems to be missing', costs: 'the search for it', facts: ['ESE-40', 'W-28'],
  },
  'recovery-without-d': {
    steps: ['eseutil'], byChance: true,
    does: 'eseutil /r was run without /d on files that lie elsewhere than their logs say',
    sees: 'file not found; recovery goes on to its end, and has applied nothing',
    costs: 'a whole replay, and another one with /d', facts: ['REC-17', 'REC-16', 'ESE-41'],
  },
  'checkpoint-not-hidden': {
    steps: ['eseutil'], byChance: true,
    does: 'another checkpoint file lay in the folder, and recovery began in the middle of the logs',
    sees: 'the first changes are missing, and the database stays dirty',
    costs: 'files and logs are fetched again, and another run, without that file or with /s', facts: ['REC-10', 'REC-11'],
  },
  'attached-dirty': {
    steps: ['eseutil'], byChance: true,
    does: 'the database was put into the other group before it had been recovered',
    sees: 'DIRTY_ATTACH: it is still attached to the logs that it comes from',
    costs: 'a mount in vain', facts: ['REC-24'],
  },
  'logs-taken-along': {
    steps: ['place'], byChance: true,
    does: 'its old logs were put among those of the group to which the database goes',
    sees: '-530: the logs are of another stream', costs: 'taking them away again', facts: ['REC-23'],
  },
  'overwrite-not-allowed': {
    steps: ['place'], byChance: true,
    does: '"this database can be overwritten by a restore" was not ticked for the placeholder',
    sees: 'the mount fails: the file is not the one that the directory knows',
    costs: 'a mount in vain', facts: ['REC-20', 'RST-45', 'E-56'],
  },
  'copy-mounted-beside': {
    steps: ['place'], byChance: true,
    does: 'a second copy of the database was mounted in the same storage group first',
    sees: '-1222: its signature is in use', costs: 'dismounting the copy', facts: ['ESE-37'],
  },
} as const satisfies Record<string, Slip>; // prettier-ignore
