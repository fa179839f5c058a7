/** Files that were kept aside are there for one restore: no later one may find them (RST-34). */
import { expect, it } from 'vitest';
import { failController } from '../../../sim/org/directory/strikes.ts';
import { breakOff } from '../../../sim/org/recovery/incident.ts';
import { startRunbook } from '../../../sim/org/recovery/runbook/procedure.ts';
import { groups, jobs } from '../../support/backup.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { DATABASE, faulty, runWhile, steps, toEnd } from '../../support/recovery.ts';

const KEEP = 'recovery: { preserveDamaged: true }\nparameters: { store: { userNoticesMs: 1 h } }\n';
const SHAPE = {
  jobs: jobs({ full: 'type: full, when: daily 20:00' }),
  groups: groups({ sg1: { db1: {}, db2: {} } }),
  horizon: '3 weeks',
};
const BAD = { bad: `at: week 2 Thu 10:00, corrupt: ${DATABASE}` };

const keeping = (faults: Readonly<Record<string, string>> = BAD): Watched =>
  watch(faulty(faults, SHAPE, KEEP));
const kept = ({ sim }: Watched): number => sim.world.org.recovery.preserved.length;

it('a restore that is begun again keeps them once', () => {
  const watched = keeping();
  runWhile(watched, () => kept(watched) === 0);
  const { world } = watched.sim;
  const incident = world.org.recovery.incidents.find((each) => each !== null)!;
  const by = breakOff(world, incident);
  startRunbook(world, incident.id, { at: watched.sim.now, by: 'a user' }, by);
  runWhile(watched, () => steps(watched, 'preserve').length < 2);
  expect(kept(watched)).toBe(1);
  toEnd(watched);
  expect(kept(watched)).toBe(0);
});

it('one that serves again without that restore is kept no more', () => {
  // Months later, when its volume was lost, it took its place again.
  const logical = '{ share: 20 %, noticed: 1 h, how: garbled }';
  const mail = `at: week 2 Thu 10:00, corrupt: { database: ${DATABASE}, logical: ${logical} }`;
  const watched = keeping({ mail });
  const { world } = watched.sim;
  runWhile(watched, () => kept(watched) === 0);
  failController(world, 'faults/dc:controller-failed:1', 0);
  runWhile(watched, () => !world.org.store.databases[0].mounted);
  expect(kept(watched)).toBe(0);
  toEnd(watched);
});
