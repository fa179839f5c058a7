/** Work that is done after hours is not begun in them, however long it has waited for somebody, or for a backup. */
import { expect, it } from 'vitest';
import { DAY, HOUR } from '../../../sim/engine/clock.ts';
import { askForGrants } from '../../../sim/engine/procedure-run.ts';
import { peoplePool, sessionPool } from '../../../sim/org/pools.ts';
import { instant, runUntil } from '../../support/backup.ts';
import { DAILY, MOVED, TARGET, withSecond } from '../../support/elsewhere.ts';
import { LAST, oldYaml } from '../../support/generations.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { faulty, runWhile } from '../../support/recovery.ts';

/** Somebody else has all of a pool until an instant. */
function holdUntil(watched: Watched, pool: number, at: number): void {
  const { world } = watched.sim;
  const { holder } = world.org.procedures.pools[pool];
  holder.fill(world.org.procedures.list.length + 1000);
  runUntil(watched, at);
  holder.fill(-1);
  askForGrants(world, pool);
}
const hourOf = (at: number): number => (at % DAY) / HOUR;
const downs = (watched: Watched, why: string): number[] =>
  watched.of('database.down').flatMap((f) => (f.because.includes(why) ? [f.at] : []));

it('a server is not rebooted on Monday morning since a backup of it has lasted until then (RST-52)', () => {
  const yaml = withSecond(faulty({}, { ...DAILY, horizon: '3 weeks' }), { version: '2003' });
  const move = `{ database: ${MOVED}, at: week 2 Sun 02:00, to: ${TARGET}, reboot: after hours }`;
  const moves = `\noperations:\n  moves: { it: ${move} }\n`;
  const watched = watch(yaml.replace('faults:\n', '').replace('\noperations:\n', moves));
  runWhile(watched, () => watched.of('move.ended').length === 0);
  const [, group] = watched.plan.groups;
  holdUntil(watched, sessionPool(watched.plan, group.id), instant(watched.plan, 3, 'Mon 10:00'));
  runUntil(watched, instant(watched.plan, 3, 'Tue 06:00'));
  const [at] = downs(watched, 'is rebooted after a move');
  expect(at).toBeGreaterThan(instant(watched.plan, 3, 'Mon 18:00'));
  expect(watched.of('functions.restored')).toHaveLength(1);
});

it('log generations are not renumbered in the hours of work since nobody was free before', () => {
  const plan = { full: 'type: full, when: daily 20:00' };
  const yaml = oldYaml({ first: LAST - 7000, plan }).replace(
    'backup:\n',
    '  monitoring: { reads: every 15 min from 00:00, alertsOn: warnings }\nbackup:\n',
  );
  const watched = watch(yaml);
  const { world } = watched.sim;
  const waits = (): boolean =>
    world.org.procedures.list.some((p) => p?.name === 'operations.renumber-in-time');
  runWhile(watched, () => !waits());
  const ten = Math.ceil(watched.sim.now / DAY) * DAY + 10 * HOUR;
  holdUntil(watched, peoplePool(watched.plan, 0), ten);
  runUntil(watched, ten + 2 * DAY);
  const [at] = downs(watched, 'generations');
  expect(at).toBeGreaterThan(ten);
  const hour = hourOf(at);
  expect(hour < 7 || hour >= 18).toBe(true);
  expect(watched.of('stream.forked')).toHaveLength(1);
});
