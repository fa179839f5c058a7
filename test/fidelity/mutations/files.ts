/** Rules of sets of the files of servers, each broken once. */
import type { Mutation } from '../mutation.ts';

const REBUILD = 'sim/org/recovery/rebuild/choice.ts';
const PLAN = 'sim/org/backup/files/plan.ts';
const RUN = 'sim/org/backup/files/procedure.ts';
const JOBS = 'sim/scenario/sections/file-jobs.ts';
const FIGURES = 'sim/org/backup/files/parameters.ts';
const SETS = 'sim/org/media/file-sets.ts';

export const fileMutations: readonly Mutation[] = [
  {
    facts: ['BKP-08', 'BKP-47'],
    name: 'copies of database files do no harm',
    file: REBUILD,
    find: "loseFile(w, database, '', incident.key, because);",
    replace: '',
  },
  {
    facts: ['BKP-47'],
    name: 'files in use are saved without a shadow copy',
    file: REBUILD,
    find: '  if (!w.plan.fileJobs[set.job].shadowCopy) return;\n',
    replace: '',
  },
  {
    facts: ['BKP-46'],
    name: 'a backup of the drive M: does no harm',
    file: 'sim/org/backup/files/mailbox-drive.ts',
    find: '!mailboxDrive ||',
    replace: 'mailboxDrive ||',
  },
  {
    facts: ['BKP-50', 'E-23'],
    name: 'System State alone makes a Windows set',
    file: REBUILD,
    find: ": ofKind(w, row, 'windows-set');",
    replace: ": ofKind(w, row, 'windows-set', 'system-state');",
  },
  {
    facts: ['BKP-51'],
    name: 'a part of System State is back from a set that cannot be read',
    file: REBUILD,
    find: '    row.failed.push(set.job);\n',
    replace: '    row.failed.push(set.job);\n    row.back.push(set.job);\n',
  },
  {
    facts: ['BKP-52'],
    name: 'sets do not age',
    file: REBUILD,
    find: 'age * agedSetFaultShare',
    replace: '0 * age * agedSetFaultShare',
  },
  {
    facts: ['BKP-53'],
    name: 'sets are too old on day 60',
    file: REBUILD,
    find: 'daysOld(w, set) * DAY > w.plan',
    replace: 'daysOld(w, set) * DAY >= w.plan',
  },
  {
    facts: ['BKP-54'],
    name: 'Exchange is installed on top of a full computer set',
    file: REBUILD,
    find: "  if (has(w, back, 'full-computer')) return againMs(w, row);\n",
    replace: "  if (has(w, back, 'full-computer')) return recoverServerMs;\n",
  },
  {
    facts: ['BKP-55'],
    name: 'a full computer set needs no Windows',
    file: REBUILD,
    find: "if (has(w, jobs, 'full-computer', 'windows-set')) return installWindowsMs;",
    replace: "if (has(w, jobs, 'full-computer', 'windows-set')) return 0;",
  },
  {
    facts: ['BKP-56'],
    name: 'Windows is installed in spite of an image',
    file: REBUILD,
    find: "if (has(w, jobs, 'disk-image')) return 0;",
    replace: "if (has(w, jobs, 'disk-image')) return installWindowsMs;",
  },
  {
    facts: ['BKP-57'],
    name: 'page files are always left out',
    file: 'sim/scenario/sections/file-sizes.ts',
    find: 'if (windows && !options.exclusions) ',
    replace: 'if (windows && !options.exclusions && given === 0) ',
  },
  {
    facts: ['BKP-63'],
    name: 'connectors come back with Windows',
    file: PLAN,
    find: "if (asset === 'connectors') return data;",
    replace: "if (asset === 'connectors') return true;",
  },
  {
    facts: ['BKP-64'],
    name: 'the IIS metabase is in System State in any case',
    file: PLAN,
    find: 'return state && job.protectedFiles;',
    replace: 'return state;',
  },
  {
    facts: ['BKP-65', 'E-44'],
    name: 'open files are saved without a shadow copy',
    file: PLAN,
    find: 'return data && job.shadowCopy;',
    replace: 'return data;',
  },
  {
    facts: ['BKP-66'],
    name: 'System State brings no settings',
    file: PLAN,
    find: "asset === 'settings' || ",
    replace: '',
  },
  {
    facts: ['BKP-67'],
    name: 'System State every night is no news',
    file: JOBS,
    find: "saves === 'system-state' && apart <= DAY",
    replace: "saves === 'system-state' && apart < 0",
  },
  {
    facts: ['TAPE-12'],
    name: 'verifying finds nothing',
    file: SETS,
    find: '  isUnreadableFile(w, set) && atOnce(w, set);',
    replace: '  isUnreadableFile(w, set) && !atOnce(w, set);',
  },
  {
    facts: ['TAPE-13'],
    name: 'a bad medium is used again',
    file: RUN,
    find: '  w.org.media.drives[v.drive].appendsTo = -1;\n',
    replace: '',
  },
  {
    facts: ['TAPE-13'],
    name: 'a bad medium ends the run',
    file: RUN,
    find: 'if (v.badMedium) retireAndRepeat(w, v);',
    replace: '',
  },
  {
    facts: ['TAPE-14', 'E-09'],
    name: 'no file of a sound set differs',
    file: RUN,
    find: '* (normalDifferences + 1)',
    replace: '* (0 * normalDifferences + 1)',
  },
  {
    facts: ['TAPE-16'],
    name: 'jobs start by themselves',
    file: 'sim/org/backup/files/events.ts',
    find: '  if (!scheduled) return;\n',
    replace: '  if (!scheduled && servers.length === 0) return;\n',
  },
  {
    facts: ['TAPE-18'],
    name: 'mounted drives are always saved',
    file: PLAN,
    find: 'return data && job.mountedDrives;',
    replace: 'return data;',
  },
  {
    facts: ['W-05'],
    name: 'System State is read slowly',
    file: FIGURES,
    find: 'value: 2_955_574,',
    replace: 'value: 2_000_000,',
  },
  {
    facts: ['W-06'],
    name: 'verifying takes as long as the backup',
    file: FIGURES,
    find: 'value: 26_874_100,',
    replace: 'value: 2_355_000,',
  },
  {
    facts: ['W-29'],
    name: 'the operation ends before it is verified',
    file: RUN,
    find: "say(w, p.vars, 'ntbackup/8001');",
    replace: "say(w, p.vars, 'ntbackup/8001', 'ntbackup/8019');",
  },
];
