/** A database that is lost on a Thursday afternoon, in every run alike: which strategy is back first hangs on replay. */
import { smallYaml } from '../../support/organization.ts';

const GROUPS = `
        sg1:
          logs: logs
          databases:
            db1: { on: database, mailboxes: { standard: 100 }, profile: average, quota: 400 MiB, size: 30 GiB }`;

/**
 * `weekly` restores from a fast drive and then replays what was written since Saturday; `daily` reads the same from a
 * drive that is ten times slower, and replays what was written since last night.
 */
export const TINY = smallYaml({
  groups: GROUPS,
  horizon: '2 weeks',
  rest: `hazards: none
faults: { gone: { at: week 1 Thu 14:30, lose: servers/mbx1/nodes/a/volumes/database } }
`,
})
  .replace('replications: 1\n', 'replications: 24\n')
  .replace('warmup: 2 weeks', 'warmup: 1 week')
  .replace(
    'strategies:\n  only: {}\nbaseline: only\n',
    `strategies:
  weekly: {}
  daily:
    organization: { libraries: { lib1: { drives: 1 x dlt-35-70 } } }
    backup: { jobs: { full: { type: full, when: daily 20:00 }, nightly: null } }
baseline: weekly
`,
  )
  .replace('keep: 3 weeks', 'keep: 1 week');
