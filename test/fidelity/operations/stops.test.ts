/** Databases that were stopped by a full volume or a checkpoint that lags: incidents of their own (X-08, X-18, W-17). */
import { describe, expect, it } from 'vitest';
import { groups, jobs, path, type Shape } from '../../support/backup.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { faulty, runWhile, SERVER, toEnd, volume } from '../../support/recovery.ts';

const LOGS = volume('logs');

/** Two groups that are never backed up and fill a small log volume in the second week; one on a volume of its own. */
const FILLS: Shape = {
  groups: groups(
    {
      sg1: { db1: { size: '2 GiB', mailboxes: 200 }, db2: { size: '2 GiB' } },
      sg2: { db1: { size: '2 GiB', mailboxes: 200 } },
    },
    {},
  ),
  logDisks: '2 x sas-15k-36gb',
  jobs: jobs({ full: 'type: full, when: first Sun 20:00' }),
  horizon: '2 weeks',
};

const filling = (faults: Record<string, string> = {}): Watched =>
  watch(faulty(faults, FILLS), { check: true });

const opened = (w: Watched) => w.of('incident.opened').filter((f) => f.at >= w.plan.clock.start);
const closed = (w: Watched) => w.of('incident.closed');

/** When the volume is full, without faults; and as the language writes it, some minutes later. */
const fullAt = (() => {
  const watched = filling();
  runWhile(watched, () => watched.of('log-volume.full').length === 0);
  return watched.of('log-volume.full')[0].at;
})();

/** So many minutes after the volume is full: the week, and the hour as the language writes it. */
function hourAt(minutes: number): { week: number; hour: string } {
  const { start } = filling().plan.clock;
  const at = Math.ceil((fullAt - start) / 60_000) + minutes;
  const day = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][Math.floor(at / 1440) % 7];
  const two = (n: number): string => String(n).padStart(2, '0');
  const time = `${two(Math.floor(at / 60) % 24)}:${two(at % 60)}`;
  return { week: Math.floor(at / 10_080) + 1, hour: `${day} ${time}` };
}

function later(minutes: number): string {
  const { week, hour } = hourAt(minutes);
  return `at: week ${week} ${hour}`;
}

describe('a log volume that runs full', () => {
  it('X-18: is an incident of all that stopped, by the steps of whoever makes room, and loses nothing', () => {
    const watched = toEnd(filling());
    const [incident] = closed(watched);
    expect(incident).toMatchObject({
      ...{ key: `${LOGS}:log-volume-full:1`, cause: 'log-volume-full', scope: 'server' },
      ...{ openedAt: fullAt, causes: [`${LOGS}:log-volume-full:1`] },
    });
    expect(incident.databases.map((row) => [row.database, row.outcome])).toEqual([
      ...[0, 1, 2].map((d) => [d, 'recovered']),
    ]);
    const ups = watched.of('database.up').filter((f) => f.at > fullAt);
    expect(incident.databases.map((row) => row.serviceMs + fullAt)).toEqual(
      ups.slice(0, 3).map((f) => f.at),
    );
    const spans = incident.waterfall.map(({ span }) => span).filter((span) => span !== 'call');
    expect(spans.slice(0, 5)).toEqual(['detect', 'decide', 'repair', 'replay', 'mount']);
    const sum = incident.waterfall.reduce((ms, each) => ms + each.ms, 0);
    expect(sum).toBe(Math.max(...incident.databases.map((row) => row.dataMs)));
    expect(watched.of('incident.noticed')[0]).toMatchObject({ by: 'monitoring' });
    expect(watched.of('content.lost')).toEqual([]);
    // Nobody has struck: root causes are what they were.
    expect(watched.of('cause.struck')).toEqual([]);
  });

  it('X-18: has whoever practises stop and make room, and nobody begin meanwhile', () => {
    const when = `when: [${hourAt(-10).hour}, ${hourAt(10).hour}]`;
    const yaml = faulty({}, FILLS).replace('people: 2', 'people: 1');
    const drills = `drills: { night: { ${when}, lab: true } }`;
    const watched = toEnd(watch(yaml.replace('operations:\n', `operations:\n  ${drills}\n`)));
    const [noticed] = watched.of('incident.noticed');
    const ended = watched.of('drill.ended').filter((f) => f.at >= fullAt);
    expect(ended.slice(0, 2)).toMatchObject([
      { at: noticed.at, outcome: 'broken-off', because: 'databases have stopped' },
      { at: ended[1].asked, outcome: 'broken-off', because: 'something is being recovered' },
    ]);
    const [incident] = closed(watched);
    expect(incident.waterfall.map(({ span }) => span)).not.toContain('wait-person');
  });

  it('X-18: becomes part of what hits all that stopped before somebody has made room', () => {
    const watched = toEnd(filling({ crash: `${later(10)}, fail: ${SERVER}` }));
    const [incident] = closed(watched);
    expect(opened(watched)).toHaveLength(1);
    expect(incident.causes).toEqual([`${LOGS}:log-volume-full:1`, 'faults/crash:server-failed:1']);
    const sum = incident.waterfall.reduce((ms, each) => ms + each.ms, 0);
    expect(sum).toBe(Math.max(...incident.databases.map((row) => row.dataMs)));
    expect(watched.sim.world.org.store.databases.every((d) => d.mounted)).toBe(true);
  });

  // A dirty group is recovered as a whole: the database beside the missing file goes with it.
  it('X-18: goes on without those that something worse hits, and closes with the others', () => {
    const watched = toEnd(filling({ gone: `${later(10)}, delete: ${path('sg1', 'db2')}` }));
    const rows = closed(watched).map((f) => [f.cause, f.databases.map((row) => row.database)]);
    expect(rows).toContainEqual(['log-volume-full', [2]]);
    expect(rows).toContainEqual(['operator-destroys', [0, 1]]);
    expect(watched.sim.world.org.store.databases.every((d) => d.mounted)).toBe(true);
  });

  it('TRN-15: bears the key of the backups that failed since one had removed logs', () => {
    const fails = 'fail: servers/mbx1/storageGroups/sg1';
    const yaml = faulty(
      { first: `at: week 1 Mon 12:00, ${fails}`, again: `at: week 1 Tue 12:00, ${fails}` },
      { ...FILLS, jobs: jobs({ full: `type: full, when: daily 20:00, of: ${path('sg1')}` }) },
    );
    const watched = watch(yaml.replace('operations:\n', 'operations:\n  readLog: never\n'));
    runWhile(watched, () => watched.sim.world.org.backup.groups[0].failedFor.length < 2);
    expect(watched.sim.world.org.backup.groups[0].failedFor.map((f) => f.key)).toEqual([
      'faults/first:job-failed:1',
      'faults/again:job-failed:1',
    ]);
    runWhile(watched, () => watched.sim.world.org.backup.groups[0].failedFor.length > 0);
    expect(watched.of('backup.ended').at(-1)).toMatchObject({ outcome: 'succeeded' });
  });
});

describe('a checkpoint that a hung backup holds', () => {
  const hung = (): Watched =>
    toEnd(
      watch(
        faulty(
          { stuck: `at: week 1 Mon 20:05, fail: ${path('sg1')}, how: hangs` },
          {
            jobs: jobs({ full: 'type: full, when: daily 20:00, window: always' }),
            horizon: '2 weeks',
          },
          'parameters: { store: { checkpointLagLogs: 256 } }\n',
        )
          .replace('exchange-2007', 'exchange-2003')
          .replace('operations:\n', 'operations:\n  readLog: never\n'),
        { check: true },
      ),
    );

  it('X-08, W-17: stops the group as an incident that bears the key of the backup that hung', () => {
    const [incident] = closed(hung());
    expect(incident).toMatchObject({
      ...{ key: 'faults/stuck:job-failed:1', cause: 'job-failed', scope: 'database' },
      causes: ['faults/stuck:job-failed:1'],
    });
    // -614 at 256 logs, and the replay of these and the open one.
    const replay = incident.waterfall.find(({ span }) => span === 'replay')!;
    expect(replay.because).toMatch(/^replaying 257 logs, E00[0-9A-F]{5}\.log to E00\.log$/);
    expect(incident.databases).toMatchObject([{ lostMessages: 0, outcome: 'recovered' }]);
    const spans = incident.waterfall.map(({ span }) => span).filter((span) => span !== 'call');
    expect(spans).toEqual(['detect', 'decide', 'decide', 'replay', 'mount']);
  });
});
