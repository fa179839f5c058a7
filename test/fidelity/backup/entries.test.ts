/** What backups write into the event log of the server (MON-04, X-15). */
import { describe, expect, it } from 'vitest';
import { groups, instant, jobs, path, runTo, type Shape } from '../../support/backup.ts';
import { watch } from '../../support/organization.ts';
import { faulty, SERVER, toEnd } from '../../support/recovery.ts';

const SHAPE: Shape = {
  horizon: '2 weeks',
  groups: groups({ sg1: { db1: {} }, sg2: { db1: {} } }),
  jobs: jobs({
    full: 'type: full, when: Sat 20:00, of: servers/mbx1',
    nightly: 'type: incremental, when: Wed 20:00, of: servers/mbx1',
  }),
};

describe('the event log', () => {
  it('MON-04, X-15: has 8018 and 8019 around the operation, 8000 and 8001 around each volume of it', () => {
    const watched = runTo(SHAPE, (plan) => instant(plan, 2, 'Mon 00:00'));
    const saturday = instant(watched.plan, 1, 'Sat 20:00');
    const night = watched.of('event.logged').filter((f) => f.at >= saturday);
    expect(night.map((f) => [f.source, f.id, f.text.split('\\').at(-1)])).toEqual([
      ['NTBackup', 8018, 'full'],
      ['NTBackup', 8000, 'sg1'],
      ['ESE', 210, `${path('sg1')}: full`],
      ['ESE', 213, `${path('sg1')}: full`],
      ['NTBackup', 8001, 'sg1'],
      ['NTBackup', 8000, 'sg2'],
      ['ESE', 210, `${path('sg2')}: full`],
      ['ESE', 213, `${path('sg2')}: full`],
      ['NTBackup', 8001, 'sg2'],
      ['NTBackup', 8019, 'full'],
    ]);
    expect(night[0].at).toBe(saturday);
    expect(night.at(-1)!.at).toBe(watched.of('job.ended').at(-1)!.at);
    const wednesday = watched
      .of('event.logged')
      .filter((f) => f.at < saturday && f.source === 'ESE');
    expect(wednesday.slice(-2).map((f) => f.id)).toEqual([211, 213]);
    // Nothing of it is an error, and nothing is kept.
    expect(watched.sim.world.org.eventlog.servers[0].written).toBe(
      watched.of('event.logged').filter((f) => f.severity !== 'information').length,
    );
  });

  it('MON-04, BKP-09: of a server that does not answer it has the beginnings, the error and the ends', () => {
    const down = { down: `at: week 1 Wed 19:58, fail: ${SERVER}` };
    const watched = toEnd(watch(faulty(down, SHAPE), { check: true }));
    const wednesday = instant(watched.plan, 1, 'Wed 20:00');
    const night = watched.of('event.logged').filter((f) => f.at === wednesday);
    expect(night.map((f) => f.id)).toEqual([8018, 8000, 8010, 8001, 8000, 8010, 8001, 8019]);
    expect(night[2]).toMatchObject({ severity: 'error', source: 'NTBackup' });
    expect(night[2].text).toContain('0x800706BA: mbx1 does not answer');
    const ended = watched.of('backup.ended').filter((f) => f.at === wednesday);
    expect(ended.map((f) => [f.outcome, f.imageBytes, f.logs])).toEqual([
      ['failed', 0, 0],
      ['failed', 0, 0],
    ]);
  });
});
