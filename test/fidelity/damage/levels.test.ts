/** Damage at three levels: who finds it, what carries it, and which tool mends it. */
import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../sim/engine/clock.ts';
import { ends, jobs } from '../../support/backup.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { DATABASE, faulty, rowsOf, steps, toEnd } from '../../support/recovery.ts';

const DAILY = { jobs: jobs({ full: 'type: full, when: daily 20:00' }), horizon: '3 weeks' };
const LATER = 'parameters: { store: { userNoticesMs: 40 h } }\n';
const bad = (level: string, at = 'week 2 Tue 12:00'): Record<string, string> => ({
  bad: `at: ${at}, corrupt: { database: ${DATABASE}, pages: 400, level: ${level} }`,
});
const run = (level: string, rest = LATER): Watched =>
  toEnd(watch(faulty(bad(level), DAILY, rest), { check: true }));
const failures = (watched: Watched): string[] =>
  ends(watched).flatMap((f) => (f.outcome === 'failed' ? [f.because] : []));
const ids = (watched: Watched): number[] =>
  watched.of('event.logged').flatMap((f) => (f.severity === 'error' ? [f.id] : []));

describe('levels of damage', () => {
  it('ESE-42: pages: the next full meets them, and a restore with its logs mends them', () => {
    const watched = run('page');
    expect(failures(watched)).toEqual([expect.stringMatching(/^-1018/)]);
    expect(rowsOf(watched)).toMatchObject([{ lostMessages: 0, outcome: 'recovered' }]);
    expect(steps(watched, 'repair')).toEqual([]);
  });

  it('ESE-42 ESE-45: tables: every full passes, a user meets what ESE refuses, eseutil /p mends at a price', () => {
    const watched = run('table');
    expect(failures(watched)).toEqual([]);
    expect(watched.of('incident.noticed')).toMatchObject([{ by: 'a user' }]);
    expect(ids(watched)).toContain(447);
    expect(ids(watched)).not.toContain(474);
    const [repair] = steps(watched, 'repair');
    expect(repair.because).toMatch(/eseutil \/p, \/d, isinteg -fix/);
    const [row] = rowsOf(watched);
    expect(row.sets).toEqual([]);
    expect(row.lostMessages).toBeGreaterThan(10);
  });

  it('ESE-42: what belongs together in the store: ESE sees nothing, isinteg -fix mends it, and nothing is lost', () => {
    const watched = run('application');
    expect(failures(watched)).toEqual([]);
    expect(ids(watched)).toEqual([]);
    const [repair] = steps(watched, 'repair');
    expect(repair.because).toMatch(/: isinteg -fix$/);
    // 10 GiB at 4.5 GB/h.
    expect((repair.at - repair.began) / HOUR).toBeCloseTo(2.39, 1);
    expect(rowsOf(watched)).toMatchObject([{ lostMessages: 0, outcome: 'recovered', sets: [] }]);
  });

  const forward = `${LATER}recovery: { for: { bad: [roll-forward, repair] } }\n`;
  const said = (watched: Watched): string[] =>
    watched.of('recovery.fallback').map(({ because }) => because);

  it('ESE-42: backups have archived what no checksum shows: whoever restores one repairs it after all', () => {
    const watched = run('table', forward);
    const [row] = rowsOf(watched);
    expect(row.sets).toHaveLength(1);
    expect(said(watched)[0]).toMatch(/^what was restored is damaged as before/);
    expect(steps(watched, 'repair')).toHaveLength(1);
    expect(row.lostMessages).toBeGreaterThan(10);
  });

  it('ESE-42: an image from before has sound tables; what the store did stands in the logs', () => {
    const soon = forward.replace('40 h', '1 min');
    const table = run('table', soon);
    expect(steps(table, 'repair')).toEqual([]);
    expect(rowsOf(table)).toMatchObject([{ lostMessages: 0 }]);
    const application = run('application', soon);
    expect(steps(application, 'repair')).toHaveLength(1);
    expect(rowsOf(application)).toMatchObject([{ lostMessages: 0 }]);
  });
});
