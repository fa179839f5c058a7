/** Damaged files that are kept before a restore overwrites them. */
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../sim/engine/clock.ts';
import { groups } from '../../support/backup.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { DATABASE, faulty, rowsOf, steps, toEnd } from '../../support/recovery.ts';

const DAILY = '\n    full: { type: full, when: daily 20:00 }';
const CORRUPT = { bad: `at: week 2 Thu 14:30, corrupt: ${DATABASE}` };
const SPOILT = {
  ...CORRUPT,
  tape: 'at: week 2 Thu 14:30, spoil: { newestFullOf: servers/mbx1/storageGroups/sg1 }',
};

function restored(
  faults: Readonly<Record<string, string>>,
  preserve: boolean,
  shape: Parameters<typeof faulty>[1] = {},
): Watched {
  const rest = `recovery: { preserveDamaged: ${preserve} }\n`;
  return toEnd(watch(faulty(faults, { jobs: DAILY, ...shape }, rest)));
}

const row = (watched: Watched) => rowsOf(watched)[0];

describe('keeping the damaged files', () => {
  it('RST-34: costs time, and leaves something to repair when the sets are worthless', () => {
    const [plain, kept] = [restored(CORRUPT, false), restored(CORRUPT, true)];
    // Moved aside on their volume, which has room for both: a step by hand.
    expect(row(kept).dataMs - row(plain).dataMs).toBe(2 * MINUTE);
    expect(steps(kept, 'preserve')[0].because).toContain('moved aside');
    expect(row(kept).lostMessages).toBe(row(plain).lostMessages);
    expect(kept.sim.world.org.recovery.preserved).toEqual([]);

    const [gone, repaired] = [restored(SPOILT, false), restored(SPOILT, true)];
    expect(row(gone).lostWindowMs).toBeGreaterThan(12 * HOUR);
    expect(steps(repaired, 'repair')).toHaveLength(1);
    expect(row(repaired).lostMessages).toBeGreaterThan(0);
    expect(row(repaired).lostWindowMs).toBeLessThan(HOUR);
  });

  it('RST-34: where the volume lacks the room they are copied to another one, byte by byte', () => {
    const size = { sg1: { db1: { size: '500 GiB', mailboxes: 100 } } };
    const horizon = '3 weeks';
    const spare = { spare: 'raid: raid5, disks: 8 x sas-15k-146gb' };
    const jobs = '\n    full: { type: full, when: Sat 20:00, window: always }';
    const shape = { groups: groups(size), horizon, jobs };
    const plain = restored(CORRUPT, false, { ...shape, volumes: spare });
    const copied = restored(CORRUPT, true, { ...shape, volumes: spare });
    const bytes = 500 * 1024 ** 3;
    const [step] = steps(copied, 'preserve');
    expect(step.because).toContain('copying the damaged files to spare');
    expect(step.at - step.began).toBe(2 * MINUTE + Math.ceil((bytes / 150e6) * 1000));
    expect(row(copied).dataMs - row(plain).dataMs).toBe(step.at - step.began);
    // Nowhere at all: they are overwritten as ever.
    const full = restored(CORRUPT, true, shape);
    const because = full.of('recovery.fallback').map((f) => f.because);
    expect(because[0]).toContain('NO_SPACE');
    expect(row(full).lostMessages).toBe(row(plain).lostMessages);
  });
});
