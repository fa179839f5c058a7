import { describe, expect, it } from 'vitest';
import { roleOf, rolesOf } from '../../../sim/experiment/claims/roles.ts';
import { planOf, smallYaml } from '../../support/organization.ts';

const roleWith = (jobs: string) => roleOf(planOf(smallYaml({ jobs })));

describe('roleOf(plan)', () => {
  it.each([
    [
      'incremental',
      '\n    a: { type: full, when: Sat 20:00 }\n    b: { type: incremental, when: [Sun 20:00, Mon-Fri 20:00] }',
    ],
    [
      'incremental',
      '\n    x: { type: full, when: Fri 19:00 }\n    y: { type: incremental, when: Mon-Thu 22:00 }\n    z: { type: incremental, when: Sun 12:00 }',
    ],
    [
      'differential',
      '\n    a: { type: full, when: Sat 20:00 }\n    b: { type: differential, when: Mon-Fri 20:00 }',
    ],
    ['daily', '\n    a: { type: full, when: daily 20:00 }'],
    ['daily', '\n    a: { type: full, when: Mon-Fri 20:00 }'],
    [null, '\n    a: { type: full, when: Sat 20:00 }'],
    [
      null,
      '\n    a: { type: full, when: Mon-Wed 20:00 }\n    b: { type: incremental, when: Thu-Sun 20:00 }',
    ],
    [
      null,
      '\n    a: { type: full, when: first Sun 20:00 }\n    b: { type: incremental, when: Mon-Fri 20:00 }',
    ],
    [
      null,
      '\n    a: { type: full, when: Sat 20:00 }\n    b: { type: incremental, when: Mon-Wed 20:00 }\n    c: { type: differential, when: Thu-Fri 20:00 }',
    ],
    [
      null,
      '\n    a: { type: full, when: daily 20:00 }\n    b: { type: incremental, when: daily 12:00 }',
    ],
  ])('%s: %s', (role, jobs) => {
    expect(roleWith(jobs)).toBe(role);
  });

  it('is one for all storage groups, or none', () => {
    const groups = ['sg1', 'sg2'].map(
      (name) =>
        `\n        ${name}:\n          logs: logs\n          databases:\n            db1: { on: database, mailboxes: { standard: 10 }, profile: average, size: 1 GiB }`,
    );
    const jobs = (of: string) => `
    a: { type: full, when: daily 20:00, of: servers/mbx1/storageGroups/sg1 }
    b: { type: full, when: ${of}, of: servers/mbx1/storageGroups/sg2 }`;
    const role = (of: string) =>
      roleOf(planOf(smallYaml({ groups: groups.join(''), jobs: jobs(of) })));
    expect(role('daily 21:00')).toBe('daily');
    expect(role('Sat 20:00')).toBe(null);
  });

  it('goes to the baseline where it plays it, else to the first strategy', () => {
    const daily = planOf(smallYaml({ jobs: '\n    a: { type: full, when: daily 20:00 }' }));
    const plans = { a: daily, b: daily, c: planOf(smallYaml()) };
    const names = ['a', 'b', 'c'];
    expect(rolesOf(plans, names, 'b')).toEqual({
      daily: 'b',
      incremental: 'c',
      differential: null,
    });
    expect(rolesOf(plans, names, 'c').daily).toBe('a');
  });
});
