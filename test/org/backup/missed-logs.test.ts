/**
 * A log that was deleted from the folder stays missing where nothing deletes the logs around it: every log backup failed for
 * good beside a database that is not in use, and every full beside databases with fulls of other nights.
 */
import { describe, expect, it } from 'vitest';
import { DAY } from '../../../sim/engine/clock.ts';
import { ends, groups, instant, jobs, path, runUntil, type Shape } from '../../support/backup.ts';
import { failing } from '../../support/recovery.ts';
import type { Watched } from '../../support/organization.ts';

const MISSED = /missing file to backup$/;
const gone = (how = 'delete'): Record<string, string> => ({
  gone: `at: week 1 Tue 12:00, ${how}: ${path('sg1')}/logs/newest`,
});
const UNUSED: Shape = {
  groups: groups({ sg1: { db1: {}, db2: { mounted: false } } }),
  jobs: jobs({
    full: 'type: full, when: Sat 20:00',
    nightly: 'type: incremental, when: daily 02:00',
  }),
  horizon: '4 weeks',
};
const APART: Shape = {
  groups: groups({ sg1: { db1: {}, db2: {} } }),
  jobs: jobs({
    one: `type: full, when: Wed 20:00, of: ${path('sg1', 'db1')}`,
    two: `type: full, when: Thu 20:00, of: ${path('sg1', 'db2')}`,
    nightly: `type: incremental, when: daily 02:00, of: ${path('sg1')}`,
  }),
  horizon: '4 weeks',
};
const month = (watched: Watched): Watched =>
  runUntil(watched, instant(watched.plan, 4, 'Sun 12:00'));

describe('a log that backups miss', () => {
  it('is moved away with the others where a full has passed it and deletes nothing', () => {
    const watched = month(failing(gone(), UNUSED, true));
    const failed = ends(watched, 'nightly').filter((f) => MISSED.test(f.because));
    const full = ends(watched, 'full').find((f) => f.at > failed[0].at)!;
    const late = failed.filter((f) => f.at > full.at);
    expect(late.length).toBe(2);
    const [moved] = watched.of('logs.truncated').filter((f) => f.because.startsWith('by hand'));
    expect(moved.at - late[1].at).toBeLessThan(DAY);
    expect(ends(watched).at(-1)?.outcome).toBe('succeeded');
  });

  it('is moved away where it makes fulls fail, and all databases get a full', () => {
    const watched = month(failing(gone(), APART, true));
    const failed = ends(watched).filter((f) => MISSED.test(f.because));
    expect(failed.map((f) => f.backupType)).toContain('full');
    const last = ends(watched).filter((f) => f.at > failed.at(-1)!.at);
    expect(last.length).toBeGreaterThan(20);
    expect(last.filter((f) => f.outcome !== 'succeeded')).toEqual([]);
  });
});
