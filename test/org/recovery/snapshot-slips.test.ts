/** Slips in the window of a restore that are none where a snapshot is put back, and the logs that follow it. */
import { expect, it } from 'vitest';
import { MINUTE } from '../../../sim/engine/clock.ts';
import { groups } from '../../support/backup.ts';
import type { Watched } from '../../support/organization.ts';
import { toEnd, volume } from '../../support/recovery.ts';
import { faults, shadowed } from '../../support/shadow.ts';

const SG1 = 'servers/mbx1/storageGroups/sg1';

const TO = 'to: libraries/lib1';
const LOGS = `type: incremental, engine: vss-hardware-mirror, when: Mon-Fri 20:00, ${TO}, keep: 1 day`;
const LOST = `lose: ${volume('database')}`;
const DELETED = `delete: ${SG1}/databases/db1`;

/** Something brings a snapshot back, and the logs that follow it; somebody slips meanwhile. */
function slipped(mistake: string, jobs: Readonly<Record<string, string>>, fault: string): Watched {
  const rest = faults({
    oops: `at: week 1 Thu 14:00, misuse: { mistake: ${mistake}, of: ${SG1} }`,
    gone: `at: week 1 Thu 14:30, ${fault}`,
  });
  const of = groups({ sg1: { db1: {} } });
  return toEnd(shadowed(jobs, { horizon: '1 week', groups: of, rest }));
}

const FULL = 'type: full, engine: vss-hardware-mirror, when: Sat 20:00';

const ON_TAPE = `type: full, engine: vss-software, ${TO}, when:`;

it.each([
  ['sets-in-wrong-order', { full: FULL, logs: LOGS }, DELETED],
  ['production-log-path', { full: FULL, logs: LOGS }, DELETED],
  ['temporary-folder-in-use', { full: `${ON_TAPE} daily 20:00` }, LOST],
  ['last-set-not-ticked', { full: `${ON_TAPE} daily 20:00` }, LOST],
  [
    'full-not-first',
    { full: `${ON_TAPE} Sat 20:00`, logs: LOGS.replace(/vss-hardware-mirror/, 'vss-software') },
    LOST,
  ],
])(
  'has no temporary folder, Restore.env or eseutil /cc that %s could harm (X-07)',
  (mistake, jobs, fault) => {
    const watched = slipped(mistake, jobs, fault);
    const told = watched.of('cause.struck').filter(({ cause }) => cause === 'slip');
    expect(told).toMatchObject([
      { absorbed: true, because: expect.stringMatching(/^there was no occasion for it/) },
    ]);
    for (const { tookMs } of watched.of('restore.ended')) expect(tookMs).toBeLessThan(10 * MINUTE);
    expect(watched.of('content.lost')).toEqual([]);
    expect(watched.of('recovery.fallback')).toEqual([]);
  },
);
