/** A chain whose image is on a cartridge elsewhere, while its last logs lie on disks as a snapshot. */
import { expect, it } from 'vitest';
import { instant } from '../../support/backup.ts';
import { rowsOf, steps, toEnd, volume } from '../../support/recovery.ts';
import { faults, shadows } from '../../support/shadow.ts';
import { watch } from '../../support/organization.ts';

it('a restore calls for the cartridges alone that it reads, and takes the rest from disk', () => {
  const engine = 'engine: vss-hardware-mirror, to: libraries/lib1';
  const text = shadows(
    {
      full: `type: full, when: Sat 20:00, copies: 1, ${engine}`,
      nightly: `type: incremental, when: Mon-Fri 20:00, ${engine}`,
    },
    {
      volumes: { snaps: 'raid: raid5, disks: 8 x sas-15k-146gb' },
      rest: faults({
        // What the courier has taken is all that is left of the full; the incremental of Wednesday lies on new disks.
        snaps: `at: week 2 Wed 12:00, lose: ${volume('snaps')}`,
        gone: `at: week 2 Thu 14:30, lose: ${volume('database')}`,
        logs: `at: week 2 Thu 14:30, lose: ${volume('logs')}`,
      }),
    },
    ', on: snaps',
  ).replace('cartridges: 40 }', 'cartridges: 40, offsite: { when: daily 12:30, recall: 3 h } }');
  const watched = toEnd(watch(text, { check: true }));
  expect(watched.of('snapshots.lost').length).toBeGreaterThan(0);
  expect(steps(watched, 'recall').length).toBeGreaterThan(0);
  expect(steps(watched, 'snapshot-logs').length).toBeGreaterThan(0);
  const [row] = rowsOf(watched);
  expect(row.outcome).toBe('recovered');
  // Its logs were gone from Wednesday's backup on.
  expect(row.oldestLost).toBeGreaterThan(instant(watched.plan, 2, 'Wed 19:00'));
});
