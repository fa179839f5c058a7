/** Offline backups that do not go on while the service is stopped for them. */
import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../sim/engine/clock.ts';
import type { Ms } from '../../../sim/engine/types.ts';
import { ends, groups, instant, jobs } from '../../support/backup.ts';
import { withMedia } from '../../support/media.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { SERVER, faulty, toEnd } from '../../support/recovery.ts';

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

it('TAPE-21: an offline backup that runs out of its cartridge at night goes on when somebody has been called to change it', () => {
  const shape = {
    groups: groups({ sg1: { db1: { size: '100 GiB' } } }),
    jobs: jobs({ copy: 'type: copy, engine: offline, when: daily 20:00, window: always' }),
    horizon: '1 week',
  };
  const watched = toEnd(
    withMedia({ drives: { d1: 'model: lto-3, cartridges: 20' } }, 'drives/d1', shape),
  );
  // Three of 107 GB fit on 400 GB.
  const [thu] = ends(watched).filter((f) => f.night === instant(watched.plan, 1, 'Thu 20:00'));
  expect(watched.of('alarm.raised')).not.toEqual([]);
  expect(thu.outcome).toBe('succeeded');
  expect(thu.at).toBeLessThan(instant(watched.plan, 1, 'Fri 05:00'));
});
