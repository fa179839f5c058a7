/**
 * An offline backup stopped the Information Store service while somebody was mounting databases: one that had failed with its
 * server has brought all of them up when that was back, so that nothing spoke against it.
 */
import { expect, it } from 'vitest';
import { ends, groups, jobs, path } from '../../support/backup.ts';
import { faults } from '../../support/shadow.ts';
import { smallYaml, watch } from '../../support/organization.ts';
import { rowsOf, toEnd } from '../../support/recovery.ts';

const many = Object.fromEntries(Array.from({ length: 5 }, (_, i) => [`db${i + 1}`, {}]));

it('a mount that finds the service stopped by an offline backup starts it, and is tried again (RST-05)', () => {
  const watched = toEnd(
    watch(
      smallYaml({
        groups: groups({ sg1: many, sg2: many }),
        jobs: jobs({
          files: `type: full, engine: offline, when: Wed 20:00, window: always, of: [${path('sg1')}, ${path('sg2')}]`,
          // By then the first of them has brought up what it had stopped, and the recovery is not through.
          again: `type: copy, engine: offline, when: Wed 20:54, window: always, of: ${path('sg1')}`,
        }),
        rest: faults({ gone: 'at: week 1 Wed 20:20, fail: servers/mbx1' }),
        horizon: '2 weeks',
      }),
    ),
  );
  expect(rowsOf(watched).every(({ outcome }) => outcome === 'recovered')).toBe(true);
  expect(ends(watched).map(({ because }) => because)).toContain(
    'somebody needed the Information Store service',
  );
});
