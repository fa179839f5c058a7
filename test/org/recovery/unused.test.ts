/** Damage in the file of a database that the plan leaves dismounted was an incident that waited for a user to meet it. */
import { describe, expect, it } from 'vitest';
import { DAY } from '../../../sim/engine/clock.ts';
import { forkHidden } from '../../../sim/org/wiring/hidden.ts';
import { groups, path, type Shape } from '../../support/backup.ts';
import { watch } from '../../support/organization.ts';
import { faulty, toEnd } from '../../support/recovery.ts';

const UNUSED: Shape = { groups: groups({ sg1: { db1: {}, db2: { mounted: false } } }) };
const damage = { bad: `at: week 2 Tue 12:00, corrupt: ${path('sg1', 'db2')}` };
const LATE = 'parameters: { store: { userNoticesMs: 1 h } }\n';

describe('a database that is not in use', () => {
  it('has nobody who could meet damaged pages', () => {
    const watched = toEnd(watch(faulty(damage, UNUSED, LATE), { check: true }));
    expect(watched.of('cause.struck')).toMatchObject([{ cause: 'page-damage', absorbed: true }]);
    expect(watched.of('incident.opened')).toEqual([]);
    expect(watched.sim.world.org.store.databases[1].holes).toHaveLength(1);
  });

  it('is part of no incident that a fork finds hidden', () => {
    const hazards = 'hazards: { page-damage: 400 /year, others: none }\n';
    const yaml = faulty({}, UNUSED, `${hazards}parameters: { store: { userNoticesMs: 30 days } }\n`)
      .replace('hazards: none\n', '')
      .replace('faults:\n', '');
    const watched = watch(yaml);
    watched.sim.runUntil(watched.plan.clock.start + 3 * DAY);
    const found = [1, 2, 3].flatMap((salt) => {
      const { incidents } = forkHidden(watched.sim, salt).world.org.recovery;
      return incidents.flatMap((incident) => incident?.databases.map((row) => row.database) ?? []);
    });
    expect(found).toContain(0);
    expect(found).not.toContain(1);
  });
});
