/** Rules of backups of domain controllers and of directories that come back from them, each broken once. */
import type { Mutation } from '../mutation.ts';

const times = 'sim/scenario/sections/file-job-times.ts';
const size = 'sim/scenario/sections/file-job-size.ts';
const sets = 'sim/org/operations/controller-sets.ts';
const forgotten = 'sim/org/operations/forgotten.ts';

export const controllerMutations: readonly Mutation[] = [
  {
    facts: ['AD-05', 'BKP-72'],
    name: 'a restored directory knows what changed since its set',
    file: 'sim/org/operations/domain.ts',
    find: 'const rows = partner && !wins ? [] : forgottenSince(w, controller, asOf);',
    replace: 'const rows = wins ? forgottenSince(w, controller, asOf) : [];',
  },
  {
    facts: ['BKP-72'],
    name: 'no job runs after a change to the organization',
    file: 'sim/org/backup/files/events.ts',
    find: '  follow(w, occasion, () => true);',
    replace: '  follow(w, occasion, () => false);',
  },
  {
    facts: ['BKP-72'],
    name: 'databases that moved are remembered',
    file: forgotten,
    find: '.filter((home) => home.since > since)',
    replace: '.filter((home) => home.since < 0)',
  },
  {
    facts: ['AD-06', 'W-24'],
    name: 'a log of the directory has 5 MB',
    file: 'sim/org/operations/parameters.ts',
    find: "value: 10_485_760, unit: 'B', source: 'AD-06 (001:1310-1311)'",
    replace: "value: 5_242_880, unit: 'B', source: 'AD-06 (001:1310-1311)'",
  },
  {
    facts: ['AD-07'],
    name: 'a directory reserves no room',
    file: size,
    find: 'const DIRECTORY_LOGS = 3;',
    replace: 'const DIRECTORY_LOGS = 1;',
  },
  {
    facts: ['AD-08'],
    name: 'System State alone brings a controller back',
    file: 'sim/org/backup/files/plan.ts',
    find: "  saves === 'windows-set' || saves === 'full-computer';",
    replace: "  saves !== 'files';",
  },
  {
    facts: ['AD-09', 'E-43'],
    name: 'controllers are saved once a week',
    file: times,
    find: "return ['daily 04:00', 'AD-09, E-43'];",
    replace: "return ['Sun 04:00', 'AD-09, E-43'];",
  },
  {
    facts: ['E-43'],
    name: 'System State of 2007 is saved every week',
    file: times,
    find: "return ['', 'BKP-67, E-43'];",
    replace: "return ['Sun 04:00', 'BKP-67, E-43'];",
  },
  {
    facts: ['E-43'],
    name: 'Windows from before a patch is as good as any',
    file: 'sim/org/recovery/rebuild/choice.ts',
    find: '(row.unpatched ? servicePacksMs : 0)',
    replace: '(row.unpatched ? 0 : 0)',
  },
  {
    facts: ['AD-10'],
    name: 'a controller that is restored beside others learns nothing from them',
    file: 'sim/org/operations/domain.ts',
    find: 'const rows = partner && !wins ? [] : forgottenSince(w, controller, asOf);',
    replace: 'const rows = forgottenSince(w, controller, asOf);',
  },
  {
    facts: ['AD-10'],
    name: 'a controller that was repaired tells nobody what it knows',
    file: 'sim/org/directory/unlinked.ts',
    find: 'row.domain !== plan.domain || row.changedAt > downSince',
    replace: 'row.domain !== plan.domain || row.changedAt > 0',
  },
  {
    facts: ['AD-11'],
    name: 'an authoritative restore is as good as any other',
    file: 'sim/org/operations/domain.ts',
    find: 'const wins = partner && w.plan.recovery.directory.authoritative;',
    replace: 'const wins = !partner && w.plan.recovery.directory.authoritative;',
  },
  {
    facts: ['AD-12', 'E-34'],
    name: 'Windows restores a controller from a set of any age',
    file: sets,
    find: '!v.forced && isTooOld(w, set);',
    replace: 'v.forced && isTooOld(w, set);',
  },
  {
    facts: ['AD-12', 'E-34', 'W-22'],
    name: 'on day 60 a set is too old',
    file: 'sim/org/media/file-sets.ts',
    find: 'daysOld(w, set) * DAY > w.plan.figures',
    replace: 'daysOld(w, set) * DAY >= w.plan.figures',
  },
  {
    facts: ['AD-14', 'STR-31'],
    name: 'a line between sites is as fast as the network inside of one',
    file: 'sim/org/directory/replication.ts',
    find: 'if (from === to) return networkBytesPerSecond;',
    replace: 'if (from >= 0) return networkBytesPerSecond;',
  },
  {
    facts: ['AD-14', 'STR-31'],
    name: 'a set is preferred whatever the line',
    file: sets,
    find: 'return ms + restoreControllerMs < promoteMs(w, controller) ? newest.id : -1;',
    replace: 'return ms + restoreControllerMs > 0 ? newest.id : -1;',
  },
  {
    facts: ['W-24'],
    name: 'the directory counts its changes in logs of Exchange',
    file: 'sim/org/operations/domain.ts',
    find: 'changed / w.plan.figures.operations.directoryLogBytes',
    replace: 'changed / w.plan.figures.store.logBytes',
  },
];
