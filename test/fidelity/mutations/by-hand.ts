/** Rules of soft recovery by hand, each broken once. */
import type { Mutation } from '../mutation.ts';

const RECOVERY = 'sim/org/recovery';
const eseutil = `${RECOVERY}/by-hand/eseutil.ts`;
const outOfPlace = `${RECOVERY}/by-hand/out-of-place.ts`;
const missing = `${RECOVERY}/by-hand/missing.ts`;
const elsewhere = `${RECOVERY}/move/elsewhere.ts`;
const planned = `${RECOVERY}/move/planned.ts`;
const mount = 'sim/org/store/mount.ts';

export const byHandMutations: readonly Mutation[] = [
  {
    facts: ['REC-12', 'RST-40'],
    name: 'a group starts although one of its databases is missing',
    file: 'sim/org/store/missing.ts',
    find: 'return s.attached && s.fileLost;',
    replace: 'return false;',
  },
  {
    facts: ['REC-13'],
    name: 'a recovery leaves the open log as it was for what was missing',
    file: missing,
    find: 'if (!copied) for',
    replace: 'if (false) for',
  },
  {
    facts: ['REC-13'],
    name: 'copied logs are of no use',
    file: missing,
    find: 'if (!copied) for',
    replace: 'for',
  },
  {
    facts: ['REC-15'],
    name: 'recovery never misses a database',
    file: eseutil,
    find: "if (name === 'missing-not-ignored') return how.missing;",
    replace: "if (name === 'missing-not-ignored') return false;",
  },
  {
    facts: ['REC-08'],
    name: 'a run in an empty folder replays what lies elsewhere',
    file: eseutil,
    find: '    default:\n      return stepMs;',
    replace: '    default:\n      return replay(logs);',
  },
  {
    facts: ['REC-09', 'REC-11'],
    name: 'switches for paths change nothing',
    file: eseutil,
    find: 'if (NEEDS_NO_PATHS.includes(name) && paths) return false;',
    replace: '',
  },
  {
    facts: ['REC-10'],
    name: 'recovery out of place begins one depth behind the open log',
    file: outOfPlace,
    find: 'openLog(w, v.from) - firstLog(w, v.from) + 1;',
    replace: '21;',
  },
  {
    facts: ['REC-16'],
    name: 'files at the place that their logs name need /d, too',
    file: eseutil,
    find: 'return how.outOfPlace || !OUT_OF_PLACE.includes(name);',
    replace: 'return true;',
  },
  {
    facts: ['REC-17', 'ESE-41'],
    name: 'without /d recovery stops at once',
    file: eseutil,
    find: "    case 'recovery-without-d':\n",
    replace: '',
  },
  {
    facts: ['REC-19'],
    name: 'paths are mistyped where none is written',
    file: eseutil,
    find: "if (name === 'path-mistyped') return paths;",
    replace: "if (name === 'path-mistyped') return true;",
  },
  {
    facts: ['REC-14'],
    name: 'files of a dead server are recovered as if they were in place',
    file: elsewhere,
    find: 'if (group < 0 || group === w.plan.databases[database].group) continue;',
    replace: 'continue;',
  },
  {
    facts: ['REC-14', 'E-49'],
    name: 'there is no /d',
    file: outOfPlace,
    find: 'const switches = `/i ${d}',
    replace: 'const switches = `/i ',
  },
  {
    facts: ['REC-20', 'REC-23', 'ESE-37'],
    name: 'nothing that is mixed up at the new place costs anything',
    file: outOfPlace,
    find: 'const vain = p.vars.slipped === null ? 0 : stepMs + mountMs;',
    replace: 'const vain = 0;',
  },
  {
    facts: ['REC-24'],
    name: 'a run that was left out takes as long as any other',
    file: eseutil,
    find: "    case 'attached-dirty':\n      return 0;\n",
    replace: '',
  },
  {
    facts: ['REC-24'],
    name: 'a dirty database is refused for another reason',
    file: planned,
    find: 'if (why !== null && !mounted && !clean)',
    replace: 'if (false)',
  },
  {
    facts: ['ESE-40'],
    name: 'nobody mixes up decimal and hexadecimal',
    file: eseutil,
    find: 'return how.outOfPlace || !OUT_OF_PLACE.includes(name);',
    replace: "return name !== 'log-base-confused' && how.outOfPlace;",
  },
  {
    facts: ['W-28'],
    name: 'names of logs carry decimal numbers',
    file: 'sim/report/inspect/header.ts',
    find: '(0x${low.toString(16)}-0x${high.toString(16)})',
    replace: '(0x${low.toString(10)}-0x${high.toString(10)})',
  },
  {
    facts: ['REC-29'],
    name: 'a checkpoint that a backup holds is forgotten in a crash',
    file: mount,
    find: '  if (!clean) g.flushedTo = checkpoint;\n',
    replace: '  if (!clean) g.flushedTo = Math.floor(positionNow(w, group));\n',
  },
  {
    facts: ['REC-30'],
    name: 'a replayed database is still dirty',
    file: mount,
    find: 'if (!d.fileLost && !d.restoring && isOnStream(w, id)) d.clean = true;',
    replace: '',
  },
  {
    facts: ['E-48'],
    name: 'a backup whose checkpoint has stopped its group goes on',
    file: 'sim/org/backup/news.ts',
    find: "  abortBackups(w, group, '-614: the checkpoint that it holds lags too far behind');\n",
    replace: '',
  },
];
