/** Causes that strike while an incident is open: what is added to it, what is not waited for twice, what stays unknown. */
import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../sim/engine/clock.ts';
import { groups, instant, jobs, path, type Shape } from '../../support/backup.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { DATABASE, faulty, rowsOf, SERVER, steps, toEnd, volume } from '../../support/recovery.ts';

/** What fails is repaired after 68 minutes, or built anew. */
const HEALS =
  'rebuildShare: 0 %, repairMeanMs: 0 min, hardwareShare: 100 %, softwareShare: 0 %, networkShare: 0 %, facilitiesShare: 0 %, peopleShare: 0 %';
/** Outside of all windows: while the directory is away it fails, and whoever reads the application log is called. */
const FULL = 'type: full, when: [Sat 20:00, Thu 11:00], window: always';
const REBUILT = 'rebuildShare: 100 %';
const CONTROLLER = 'directory/domains/corp/controllers/dc1';

interface Setting extends Shape {
  readonly figures?: string;
  /** Replaces text of the scenario. */
  readonly instead?: readonly [string, string];
}

function failing(faults: Readonly<Record<string, string>>, of: Setting = {}): Watched {
  const { figures = HEALS, instead = ['', ''] } = of;
  const at = (fault: string): string => `at: week 2 Thu ${fault}`;
  const timed = Object.entries(faults).map(([name, fault]) => [name, at(fault)] as const);
  const yaml = faulty(Object.fromEntries(timed), of, `parameters: { hardware: { ${figures} } }\n`);
  return watch(yaml.replace(...instead), { check: true });
}

const ended = (watched: Watched, step: string) =>
  watched
    .of('step.ended')
    .filter((each) => each.definition === 'recovery.incident' && each.step === step);

describe('pages damaged while a database waits for its server', () => {
  const watched = toEnd(failing({ a: `14:30, fail: ${SERVER}`, b: `15:00, corrupt: ${DATABASE}` }));

  it('are found out when somebody meets them: until then it is in service, and no tape turns', () => {
    const [server, pages] = watched.of('incident.closed');
    expect(server).toMatchObject({ causes: ['faults/a:server-failed:1'] });
    expect(server.waterfall.map(({ span }) => span)).toEqual([
      'detect', 'repair', 'replay', 'mount',
    ]); // prettier-ignore
    expect(pages).toMatchObject({ causes: ['faults/b:page-damage:1'], openedAt: server.at });
    expect(watched.sim.world.org.store.databases[0].holes).toEqual([]);
  });

  it('are made good with the rest where the file is replaced', () => {
    const lost = { a: `14:30, fail: ${SERVER}`, b: `15:00, corrupt: ${DATABASE}` };
    const both = toEnd(failing({ ...lost, c: `15:05, delete: ${DATABASE}` }));
    expect(both.of('incident.closed').map(({ causes }) => [...causes].sort())).toEqual([
      ['faults/a:server-failed:1', 'faults/b:page-damage:1', 'faults/c:operator-destroys:1'],
    ]);
  });
});

describe('a directory that has to be built anew', () => {
  it('is, by the only person there is, while a lost volume waits for it', () => {
    const faults = { a: `10:00, lose: ${volume('database')}`, b: `10:10, fail: ${CONTROLLER}` };
    const instead = ['people: 2', 'people: 1'] as const;
    const watched = toEnd(failing(faults, { figures: REBUILT, instead }));
    expect(watched.of('incident.closed').length).toBe(1);
    const worked = watched.of('person.worked');
    const [directory] = ended(watched, 'directory');
    expect(worked.some(({ at }) => at === directory.began)).toBe(true);
    expect(ended(watched, 'resume').length).toBe(1);
  });

  it('is once more, by that person, when the next failure comes before anybody is back at the incident', () => {
    // Whoever came back to it sat down with folded hands, and the controller waited for the same person for ever.
    const missed = 'logical: { share: 1 %, over: 1 h, noticed: 5 min, how: garbled }';
    const faults = {
      a: `10:00, corrupt: { database: ${DATABASE}, ${missed} }`,
      b: `10:10, fail: ${CONTROLLER}`,
    };
    const instead = [
      'people: 2, hours: Mon-Fri 08:00-18:00, onCall: 45 min } }',
      'people: 1, hours: always } }\n  monitoring: { reads: every 1 h from 00:00 }',
    ] as const;
    const of = { figures: REBUILT, instead, jobs: jobs({ full: FULL }) };
    const once = toEnd(failing(faults, of));
    const up = Math.ceil(once.of('controller.up')[0].at / MINUTE) * MINUTE;
    const again = new Date(up + MINUTE).toISOString().slice(11, 16);
    const watched = toEnd(failing({ ...faults, c: `${again}, fail: ${CONTROLLER}` }, of));
    const [, second] = watched.of('controller.up');
    const [resumed] = ended(watched, 'resume');
    expect(resumed.at).toBeGreaterThan(up + MINUTE);
    expect(second.at).toBeGreaterThan(resumed.at);
    expect(watched.sim.world.org.recovery.incidents.every((each) => each === null)).toBe(true);
  });
});

describe('databases that wait for nothing but the directory', () => {
  it('are in service when it answers, whatever parts the incident still waits for', () => {
    const disks = 'raid: raid5, disks: 8 x sas-15k-146gb';
    const two = groups({ sg1: { db1: {}, db2: { on: 'other' } } });
    const faults = { a: `10:00, fail: ${CONTROLLER}`, b: `10:10, lose: ${volume('other')}` };
    const instead = ['array: 30 min', 'array: 20 h'] as const;
    const of = { groups: two, volumes: { other: disks }, instead };
    const watched = toEnd(failing(faults, of));
    const [first, second] = rowsOf(watched);
    expect(first.serviceMs).toBe(68 * MINUTE);
    expect(first.dataMs).toBe(68 * MINUTE);
    expect(second.dataMs).toBeGreaterThan(20 * 60 * MINUTE);
    expect(watched.of('incident.closed').length).toBe(1);
  });
});

describe('spare parts', () => {
  it('are ordered once, and a volume that is back already is not made anew a second time', () => {
    const faults = { a: `10:00, lose: ${volume('database')}` };
    const more = { b: `11:25, delete: ${SERVER}/storageGroups/sg1/logs` };
    const watched = toEnd(failing({ ...faults, ...more }));
    expect(watched.of('incident.closed').length).toBe(1);
    expect(ended(watched, 'parts').map((s) => s.at - s.began)).toEqual([30 * MINUTE, 0]);
    expect(ended(watched, 'recreate').map((s) => s.at - s.began)).toEqual([30 * MINUTE, 0]);
    expect(ended(watched, 'recreate')[0].because).toBe('building and formatting database');
  });

  it('that are on their way arrive in time, whatever strikes meanwhile', () => {
    const faults = { a: `10:00, lose: ${volume('database')}`, b: `10:30, fail: ${SERVER}` };
    const watched = toEnd(failing(faults));
    const arrived = instant(watched.plan, 2, 'Thu 10:50');
    expect(ended(watched, 'parts').at(-1)?.at).toBe(arrived);
  });
});

describe('incidents that become one', () => {
  const TWO = groups({ sg1: { db1: {}, db2: { on: 'other' } }, sg2: { db3: { on: 'third' } } });
  const disks = 'raid: raid5, disks: 8 x sas-15k-146gb';
  const shape = { groups: TWO, volumes: { other: disks, third: disks } };

  it('keep what was lost, and what is back', () => {
    const logs = `${SERVER}/storageGroups/sg1/logs`;
    const faults = { a: `10:00, lose: ${volume('third')}`, b: `10:01, delete: ${logs}` };
    const alone = toEnd(failing(faults, shape));
    // The first database of the group is back by then, with what it lost, and the second one is not.
    const [first, second] = alone.of('database.up').slice(-3);
    const between = Math.ceil(first.at / MINUTE) * MINUTE;
    expect([first.database, second.database]).toEqual([0, 1]);
    expect(between).toBeLessThan(second.at);
    const time = new Date(between).toISOString().slice(11, 16);
    const watched = toEnd(failing({ ...faults, c: `${time}, fail: ${CONTROLLER}` }, shape));
    expect(watched.of('incident.closed').length).toBe(1);
    const lost = watched.of('content.lost').reduce((sum, { messages }) => sum + messages, 0);
    const told = rowsOf(watched).reduce((sum, row) => sum + row.lostMessages, 0);
    expect(lost).toBeGreaterThan(0);
    expect(told).toBeCloseTo(lost, 6);
  });

  it('are noticed as soon as one of them would have been', () => {
    const faults = { a: `10:00, fail: ${SERVER}`, b: `10:04, delete: ${DATABASE}` };
    const watched = toEnd(failing(faults));
    const noticed = instant(watched.plan, 2, 'Thu 10:05');
    expect(watched.of('incident.noticed')).toMatchObject([{ at: noticed, by: 'monitoring' }]);
  });
});

describe('a file that somebody destroys on a server that is down', () => {
  it('waits for the server, also where nobody used its database', () => {
    // It was restored to a machine that did not run, and the mount failed as nothing in Exchange fails.
    const watched = toEnd(
      failing(
        { a: `14:30, fail: ${SERVER}`, b: `14:40, delete: ${path('sg1', 'db2')}` },
        {
          figures: REBUILT,
          groups: groups({
            sg1: { db1: { size: '2 GiB' }, db2: { size: '2 GiB', mounted: false } },
          }),
        },
      ),
    );
    const [closed, ...others] = watched.of('incident.closed');
    expect(others).toEqual([]);
    expect(closed.causes).toEqual(['faults/a:server-failed:1', 'faults/b:operator-destroys:1']);
    expect(rowsOf(watched).map(({ database }) => database)).toEqual([0, 1]);
    const [up] = watched.of('server.up');
    for (const { at } of steps(watched)) expect(at).toBeGreaterThanOrEqual(up.at);
  });
});
