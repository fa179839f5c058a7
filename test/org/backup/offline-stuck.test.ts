/** Offline backups that do not go on while the service is stopped for them. */
import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../sim/engine/clock.ts';
import type { Ms } from '../../../sim/engine/types.ts';
import { instant, jobs } from '../../support/backup.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { SERVER, faulty } from '../../support/recovery.ts';

/** Nobody reads the log of the backup that hangs on Wednesday night. */
function hanging(monitoring = ''): Watched {
  const copy = 'type: copy, engine: offline, when: Wed 22:00, window: always';
  const hangs = { hung: `at: week 1 Wed 12:00, fail: ${SERVER}/storageGroups/sg1, how: hangs` };
  const shape = { jobs: jobs({ copy }), horizon: '2 weeks' };
  const operations = `operations:\n  readLog: never\n${monitoring}`;
  const watched = watch(faulty(hangs, shape).replace('operations:\n', operations));
  watched.sim.runUntil(instant(watched.plan, 1, 'Fri 12:00'));
  return watched;
}

const upAgain = (watched: Watched): Ms => watched.of('database.up').at(-1)?.at as Ms;

describe('an offline backup that hangs', () => {
  it('BKP-07: is ended by whoever the monitoring calls, since its databases are down, and runs no more that night', () => {
    const watched = hanging();
    const [ended] = watched.of('backup.ended').slice(-1);
    expect(ended.because).toBe('it hung, and was ended after an alarm');
    expect(upAgain(watched) - (ended.hungSince as Ms)).toBe(70 * MINUTE);
  });

  it('BKP-07: else by whoever users call in the morning, although nobody reads its log', () => {
    const watched = hanging('  monitoring: { watches: never }\n');
    const [ended] = watched.of('backup.ended').slice(-1);
    expect(ended.because).toBe('it hung, and was ended after a call of users');
    expect(upAgain(watched)).toBeLessThan(instant(watched.plan, 1, 'Thu 09:00'));
  });
});
