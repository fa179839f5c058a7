/** Online maintenance beside backups. */
import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../sim/engine/clock.ts';
import { runReplication } from '../../../sim/experiment/replication.ts';
import { model } from '../../../sim/experiment/model.ts';
import { groups, jobs, scenario, type Shape } from '../../support/backup.ts';
import { planOf } from '../../support/organization.ts';

/** A full pass of 10 GiB at 2.5 MiB a second: 4096 s. */
const RATE =
  'parameters: { store: { onlineDefragBytesPerSecond: 2.5 MiB/s }, backup: { sourceBytesPerSecond: 2 MiB/s } }';
const PASS = 4_096_000;

async function maintained(shape: Shape & { version?: string; window?: string }) {
  const { version = 'exchange-2007', window } = shape;
  const yaml = scenario({ rest: `hazards: none\n${RATE}\n`, horizon: '4 weeks', ...shape })
    .replace('version: exchange-2007', `version: ${version}`)
    .replace(
      'size: 10 GiB,',
      `size: 10 GiB,${window === undefined ? '' : ` maintenance: ${window},`}`,
    )
    .replace('window: 20:00-06:00', 'window: always');
  const plan = planOf(yaml);
  const row = await runReplication(model, plan, { seed: 1, replication: 0 });
  return { ...row.maintenance, plan };
}

const one = groups({ sg1: { db1: {} } });
/** Reads 10 GiB at 1 MiB a second, since so slow a source makes the tape stop and start (X-20): nearly three hours. */
const full = (when: string): string => jobs({ full: `type: full, when: ${when}` });

describe('X-19', () => {
  it('X-19: databases are maintained from 01 to 05 h, in 2003 from 00 to 05 h', async () => {
    for (const [version, hours] of [
      ['exchange-2007', 4],
      ['exchange-2003', 5],
    ] as const) {
      const { plan } = await maintained({ groups: one, jobs: full('Sat 12:00'), version });
      const [{ maintenance }] = plan.databases;
      expect(maintenance).toHaveLength(14);
      expect(maintenance[1]).toBe(5 * HOUR);
      expect(maintenance[1] - maintenance[0]).toBe(hours * HOUR);
    }
  });

  it('X-19: with backups at noon every night has a complete pass, a day after the last', async () => {
    const { longestMs, passes, lostMs } = await maintained({
      groups: one,
      jobs: full('daily 12:00'),
    });
    expect({ longestMs, passes, lostMs }).toEqual({ longestMs: 24 * HOUR, passes: 28, lostMs: 0 });
  });

  it('X-19: a backup suspends the pass of its group, which goes on when the backup has ended', async () => {
    // The window has less left than a pass needs after a backup from 00:30: two nights make one pass.
    const shape = { groups: one, jobs: full('daily 00:30') };
    const suspended = await maintained({ ...shape, window: 'daily 01:00-04:00' });
    const left = 3 * HOUR - suspended.lostMs / 28;
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(PASS);
    const nights = Math.ceil(PASS / left);
    expect(suspended.passes).toBe(Math.floor((28 + 7) / nights) - Math.floor(7 / nights));
    expect(Math.round(suspended.longestMs / (24 * HOUR))).toBe(nights);
  });

  it('X-19: a backup of another group suspends nothing', async () => {
    const two = groups({ sg1: { db1: {} }, sg2: { db1: {} } });
    const of = 'of: servers/mbx1/storageGroups/sg2';
    const shape = {
      groups: two,
      jobs: jobs({
        noon: 'type: full, when: daily 12:00, of: servers/mbx1/storageGroups/sg1',
        night: `type: full, when: daily 00:30, ${of}`,
      }),
    };
    const { lostMs, passes } = await maintained(shape);
    expect(lostMs).toBeGreaterThan(27 * 2 * HOUR);
    expect(lostMs).toBeLessThan(28 * 4 * HOUR);
    // Both get through every night: what is left of the window is enough for the second group.
    expect(passes).toBe(2 * 28);
  });

  it('X-19: without a window that a backup leaves free no pass is ever complete', async () => {
    const { longestMs, passes } = await maintained({
      ...{ groups: one, jobs: full('daily 00:30'), window: 'daily 01:00-03:00' },
    });
    expect(passes).toBe(0);
    expect(longestMs).toBe((4 + 1) * 7 * 24 * HOUR);
  });
});
