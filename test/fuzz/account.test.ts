/** The account that checkers go by, where no seed of the slices leads: it must not call sound runs wrong. */
import { expect, it } from 'vitest';
import { groups, jobs, path } from '../support/backup.ts';
import { DATABASE, faulty } from '../support/recovery.ts';
import { judge } from './judge.ts';

const deleted = (how: string): string => {
  const logical = `{ share: 2 %, of: 20 days, over: 10 min, noticed: 6 days, how: ${how} }`;
  return `at: week 2 Thu 12:00, corrupt: { database: ${DATABASE}, logical: ${logical} }`;
};

it.each(['deleted', 'mailbox-removed', 'garbled'])(
  'knows what a repaired file still keeps where no set is of the life that ends (X-14): %s',
  (how) => {
    // The rows that tell what was deleted in that life go with it.
    const text = faulty(
      { pages: `at: week 2 Thu 10:00, corrupt: ${DATABASE}`, mail: deleted(how) },
      {
        jobs: jobs({ full: `type: full, when: Sat 20:00, of: [${path('sg2')}]` }),
        groups: groups({ sg1: { db1: {} }, sg2: { db2: {} } }),
      },
    );
    expect(judge(text, { sameness: false }).failures).toEqual([]);
  },
);
