/** What others do to a database while it is being moved, and what its move leaves alone. */
import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../sim/engine/clock.ts';
import { mount } from '../../../sim/org/store/mount.ts';
import { ends, groups, instant, jobs, path, runUntil } from '../../support/backup.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { faulty, runWhile, toEnd, volume } from '../../support/recovery.ts';

const DB = path('sg1', 'db1');
const SHAPE = {
  groups: groups({ sg1: { db1: { size: '40 GiB' }, db2: {} }, sg2: { db3: {} } }),
  volumes: { other: 'raid: raid5, disks: 8 x sas-15k-146gb' },
  jobs: jobs({ full: 'type: full, when: daily 20:00' }),
  horizon: '2 weeks',
};
const OTHER = `to: ${path('sg2')}, on: ${volume('other')}`;

function moving(
  moves: Readonly<Record<string, string>>,
  faults: Readonly<Record<string, string>> = {},
): Watched {
  const lines = Object.entries(moves).map(
    ([name, how]) => `    ${name}: { database: ${DB}, ${how} }\n`,
  );
  const yaml = faulty(faults, SHAPE).replace(/faults:\n$/, '');
  return watch(yaml.replace('\noperations:\n', `\noperations:\n  moves:\n${lines.join('')}`));
}
const stepsOf = (watched: Watched): string[] =>
  watched
    .of('step.ended')
    .filter((s) => s.definition === 'recovery.move-database')
    .map((s) => s.step);

it('users are linked early only when no backup reads it any more (RST-50)', () => {
  // Somebody was there at ten past eight: it went down under its backup, which went on as though nothing had happened.
  const watched = moving({ it: `at: week 2 Mon 19:25, relink: early, ${OTHER}` });
  runUntil(watched, instant(watched.plan, 2, 'Tue 06:00'));
  const [full] = ends(watched, 'full').filter(
    (f) => f.group === 0 && f.night === instant(watched.plan, 2, 'Mon 20:00'),
  );
  expect(full.outcome).toBe('succeeded');
  const down = watched.of('database.down').find((f) => f.database === 0)!;
  expect(down.at).toBeGreaterThanOrEqual(full.at);
  expect(watched.of('move.ended')).toMatchObject([{ outcome: 'moved' }]);
});

describe('a database that others mount while its files are being copied', () => {
  it('is taken down and copied once more', () => {
    // It arrived while it was mounted, and its mail of that time was counted twice.
    const watched = moving({ it: `at: week 2 Sun 02:00, ${OTHER}` });
    const { world } = watched.sim;
    runWhile(
      watched,
      () =>
        !world.org.procedures.list.some(
          (p) => p?.step === 'copy' && p.name === 'recovery.move-database',
        ),
    );
    runUntil(watched, watched.sim.now + MINUTE);
    mount(world, 0);
    toEnd(watched);
    expect(stepsOf(watched).filter((step) => step === 'copy')).toHaveLength(2);
    expect(watched.of('move.ended')).toMatchObject([{ outcome: 'moved' }]);
    expect(world.org.store.databases[0]).toMatchObject({ mounted: true });
    expect(watched.of('content.lost')).toEqual([]);
  });
});

it('a move that is refused does not mount what another move has taken down', () => {
  const watched = moving({
    first: `at: week 2 Sun 02:00, ${OTHER}`,
    // There already: refused at once.
    second: `at: week 2 Sun 02:10, to: ${path('sg1')}`,
  });
  toEnd(watched);
  expect(watched.of('move.ended').map(({ outcome }) => outcome)).toEqual(['refused', 'moved']);
  const ups = watched
    .of('database.up')
    .filter((f) => f.database === 0 && f.at > watched.plan.clock.start);
  expect(ups).toHaveLength(1);
});

it('none comes to a group that misses what was attached to it: it could not be mounted there (REC-12)', () => {
  // The group was back within the hour, and whoever had moved this one was gone: it stayed down for good.
  const lost = `at: week 2 Sun 01:59, delete: ${path('sg2', 'db3')}`;
  const watched = toEnd(moving({ it: `at: week 2 Sun 02:00, ${OTHER}` }, { lost }));
  const [ended] = watched.of('move.ended');
  expect(ended.outcome).toBe('refused');
  expect(ended.because).toBe(
    `-1216: ${path('sg2')} misses ${path('sg2', 'db3')}, and none of it is mounted`,
  );
  expect(watched.sim.world.org.store.databases.map((d) => d.mounted)).toEqual([true, true, true]);
});
