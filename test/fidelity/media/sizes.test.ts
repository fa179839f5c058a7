/** What a larger mailbox costs when it has to come back. */
import { expect, it } from 'vitest';
import { jobs, runTo } from '../../support/backup.ts';
import { volume } from '../../support/recovery.ts';

it('STR-32: twice the quota is twice the database, and the restore takes longer by reading that', () => {
  const run = (quota: string) => {
    const of = `
        sg1:
          logs: logs
          databases:
            db1: { on: database, mailboxes: { standard: 100 }, profile: average, quota: ${quota} }`;
    const rest = `hazards: none\nfaults: { gone: { at: week 2 Thu 14:30, lose: ${volume('database')} } }\n`;
    const full = jobs({ full: 'type: full, when: daily 20:00' });
    const watched = runTo({ groups: of, jobs: full, rest, horizon: '2 weeks' });
    const [row] = watched.of('incident.closed')[0].databases;
    return { bytes: watched.plan.databases[0].sizeBytes, ms: row.dataMs };
  };
  const [small, large] = [run('400 MiB'), run('800 MiB')];
  expect(large.bytes).toBe(2 * small.bytes);
  // A restore reads 25 MB a second.
  const reading = ((large.bytes - small.bytes) / 25e6) * 1000;
  expect(large.ms - small.ms).toBeGreaterThan(reading - 10_000);
  expect(large.ms - small.ms).toBeLessThan(reading + 60_000);
});
