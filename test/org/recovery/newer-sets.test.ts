/** Sets that are written while a restore waits for its turn. */
import { expect, it } from 'vitest';
import { groups, instant, jobs, path, runTo } from '../../support/backup.ts';

it('a restore that has waited for its cartridge takes the sets that came meanwhile (E-06)', () => {
  // It went by the catalogue of the hour in which it was planned, and gave up what the incremental of 15:00 had.
  const watched = runTo(
    {
      groups: groups({
        sg1: { db1: { size: '2 GiB' }, db2: { size: '2 GiB' } },
        sg2: { db1: { size: '100 GiB' } },
      }),
      jobs: jobs({
        full: `type: full, when: Thu 13:00, of: [${path('sg1')}]`,
        // Appends to the cartridge of the other full, so the restore has to wait for it.
        long: `type: full, when: Thu 14:00, of: [${path('sg2')}]`,
        logs: `type: incremental, when: Thu 15:00, of: [${path('sg1')}]`,
      }),
      drives: '2 x lto-3',
      rest: `hazards: none
recovery: { for: { database-file: [restore-to-last-set] } }
faults:
  gone: { at: week 1 Thu 14:30, delete: ${path('sg1', 'db1')} }
`,
    },
    (plan) => instant(plan, 1, 'Fri 12:00'),
    true,
  );
  const [closed] = watched.of('incident.closed');
  expect(closed.databases[0].sets).toHaveLength(2);
  expect(watched.of('content.lost')).toEqual([]);
  // Whoever asks why another cartridge is loaded is told.
  const [told] = watched.of('recovery.fallback');
  expect(told.because).toBe('backups went on meanwhile: the catalogue lists newer sets');
  expect(told.next).toMatch(/^full, up to log \d+, incremental up to log \d+$/);
});
