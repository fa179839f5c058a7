/** Rules of who notices what, each broken once. */
import type { Mutation } from '../mutation.ts';

const ORG = 'sim/org';
const reading = `${ORG}/backup/reading.ts`;
const outcome = `${ORG}/backup/outcome.ts`;
const monitoring = `${ORG}/eventlog/monitoring.ts`;
const alarm = `${ORG}/operations/alarm.ts`;
const logs = 'sim/report/inspect/logs.ts';

export const noticingMutations: readonly Mutation[] = [
  {
    facts: ['MON-01'],
    name: 'a look at the status shows what the backup log tells',
    file: reading,
    find: "const CHANNELS: readonly Check[] = ['status', 'backup-log', 'application-log'];",
    replace: "const CHANNELS: readonly Check[] = ['backup-log', 'status', 'application-log'];",
  },
  {
    facts: ['MON-01'],
    name: 'users who cannot work call at night',
    file: monitoring,
    find: 'first = Math.min(first, nextInside(hours, from));',
    replace: 'first = Math.min(first, hours.length > 99 ? nextInside(hours, from) : from);',
  },
  {
    facts: ['MON-02'],
    name: 'the backup log tells of every failure',
    file: reading,
    find: "if (u < onlyInEventsShare) return 'application-log';",
    replace: "if (u < onlyInEventsShare) return 'backup-log';",
  },
  {
    facts: ['MON-02'],
    name: 'a read that fails leaves no entry before a user complains',
    file: `${ORG}/recovery/faults/page-reads.ts`,
    find: '      incident.met = true;\n      logDamage(w, incident, false);',
    replace: '      incident.met = true;',
  },
  {
    facts: ['MON-03'],
    name: 'a failed backup leaves no error of ESE',
    file: `${ORG}/eventlog/kinds.ts`,
    find: "kind('ESE', 217, 'error',",
    replace: "kind('ESE', 217, 'information',",
  },
  {
    facts: ['MON-06'],
    name: 'a summary says what went wrong',
    file: outcome,
    find: "w.plan.jobs[v.job].logging === 'detailed' || ",
    replace: 'w.plan.jobs[v.job].logging.length > 0 || ',
  },
  {
    facts: ['MON-07'],
    name: 'the log of a job has the newest run at the top',
    file: logs,
    find: 'const rows = runs.map((run) => {',
    replace: 'const rows = [...runs].reverse().map((run) => {',
  },
  {
    facts: ['MON-08', 'TRN-15'],
    name: 'whoever never reads the log knows of a failure at once',
    file: outcome,
    find: "w.at(w.now + w.plan.figures.backup.unreadLogNoticedMs, 'backup.read'",
    replace: "w.at(w.now, 'backup.read'",
  },
  {
    facts: ['MON-09', 'MON-08'],
    name: 'nobody misses a success where no failure was reported or read',
    file: alarm,
    find: 'isCalled(w, server) || succeeded(w, job, group, due)) continue;',
    replace: 'groups.length > 0 || succeeded(w, job, group, due)) continue;',
  },
  {
    facts: ['MON-09'],
    name: 'a job that has succeeded is missed all the same',
    file: alarm,
    find: 'if (set.job === job) return true;',
    replace: 'if (set.job === job) return false;',
  },
  {
    facts: ['MON-18'],
    name: 'a drill is held at every time of its week, not once a quarter',
    file: `${ORG}/recovery/drill/procedure.ts`,
    find: 'w.now + Math.max(0, w.plan.operations.drills[drill].everyMs - 1)',
    replace: 'w.now',
  },
  {
    facts: ['RST-56'],
    name: 'a lab stands ready',
    file: `${ORG}/recovery/drill/procedure.ts`,
    find: "then: (w, p) => (planOf(w, p).lab ? 'build' : 'plan'),",
    replace: "then: 'plan',",
  },
  {
    facts: ['RST-57'],
    name: 'users keep their own mailboxes whatever a drill connects',
    file: `${ORG}/recovery/drill/misled.ts`,
    find: "if (connects !== 'users' || lab ||",
    replace: 'if (connects.length > 0 || lab ||',
  },
  {
    facts: ['MON-20'],
    name: 'running a job again cures what made it fail',
    file: reading,
    find: "if (w.plan.operations.failedJobs === 'run-again') return;",
    replace: '',
  },
  {
    facts: ['ESE-23'],
    name: 'nothing is told of log generations that run out',
    file: `${ORG}/store/news.ts`,
    find: 'if (tellsOfGeneration(w, group)) logGenerations(w, group);',
    replace: '',
  },
];
