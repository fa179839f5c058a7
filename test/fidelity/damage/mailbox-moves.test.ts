/** Bulk moves of mailboxes: the logs that they write, who clears them, and what circular logging costs instead. */
import { describe, expect, it } from 'vitest';
import { DAY } from '../../../sim/engine/clock.ts';
import {
  ends,
  firstLog,
  instant,
  jobs,
  openLogOf,
  runUntil,
  scenario,
} from '../../support/backup.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { DATABASE, rowsOf, SERVER, toEnd, volume } from '../../support/recovery.ts';

const JOBS = jobs({
  full: 'type: full, when: Sat 20:00',
  nightly: 'type: incremental, when: [Sun 20:00, Mon-Fri 20:00]',
});

function moving(move: string, more: Parameters<typeof scenario>[0] = {}, faults = ''): Watched {
  const yaml = scenario({
    jobs: JOBS,
    rest: `hazards: none\n${faults}`,
    horizon: '3 weeks',
    ...more,
  });
  const moves = `  mailboxMoves: { merger: { to: ${DATABASE}, ${move} } }\nbackup:\n`;
  return watch(yaml.replace('backup:\n', moves));
}

const MOVE = 'at: week 2 Sat 08:00, mailboxes: 200, size: 200 MiB';
const onDisk = (watched: Watched): number => openLogOf(watched) - firstLog(watched) + 1;
const incidents = (watched: Watched): string[] => watched.of('incident.opened').map((f) => f.key);

describe('a bulk move of mailboxes', () => {
  it('TRN-12: writes many logs at the destination, which the next full or incremental clears', () => {
    const watched = moving(MOVE);
    runUntil(watched, instant(watched.plan, 2, 'Sat 07:59'));
    const before = onDisk(watched);
    runUntil(watched, instant(watched.plan, 2, 'Sat 18:00'));
    expect(watched.of('mailbox-move.ended')).toMatchObject([{ moved: 200, left: 0 }]);
    // 40,000 MiB in 1.2 times as many logs of 1 MiB.
    expect(onDisk(watched) - before).toBeGreaterThan(48_000);
    expect(onDisk(watched) - before).toBeLessThan(49_000);
    runUntil(watched, instant(watched.plan, 2, 'Sun 12:00'));
    expect(ends(watched, 'full').at(-1)).toMatchObject({ outcome: 'succeeded' });
    expect(onDisk(watched)).toBeLessThan(1000);

    const nightly = moving(MOVE.replace('Sat 08:00', 'Wed 08:00'));
    runUntil(nightly, instant(nightly.plan, 2, 'Wed 19:00'));
    expect(onDisk(nightly)).toBeGreaterThan(48_000);
    runUntil(nightly, instant(nightly.plan, 2, 'Thu 12:00'));
    expect(ends(nightly).at(-1)).toMatchObject({ backupType: 'incremental' });
    expect(onDisk(nightly)).toBeLessThan(1000);
  });

  it('TRN-12: fills the log volume, which stops the group and the move', () => {
    const watched = toEnd(moving(MOVE.replace('200 MiB', '400 MiB')));
    const [full] = watched.of('log-volume.full');
    const [ended] = watched.of('mailbox-move.ended');
    expect(full.at).toBeLessThan(ended.at);
    expect(ended.left).toBeGreaterThan(0);
    expect(ended.because).toBe(`${DATABASE} is not mounted`);
    expect(watched.of('database.up').at(-1)!.at).toBeGreaterThan(full.at);
  });

  it('TRN-13: with circular logging meanwhile few logs stay, and nobody rolls forward until the next full', () => {
    const circular = `${MOVE.replace('Sat 08:00', 'Wed 08:00')}, circularLogging: true`;
    const gone = `faults: { gone: { at: week 2 Fri 14:30, lose: ${volume('database')} } }\n`;
    const watched = moving(circular, {}, gone);
    runUntil(watched, instant(watched.plan, 2, 'Wed 18:00'));
    expect(onDisk(watched)).toBeLessThan(1000);
    runUntil(watched, instant(watched.plan, 2, 'Fri 12:00'));
    const [night] = ends(watched, 'nightly').filter(
      (f) => f.at > instant(watched.plan, 2, 'Wed 20:00'),
    );
    expect(night).toMatchObject({ outcome: 'failed' });
    expect(night.because).toMatch(/are missing since the last backup$/);
    toEnd(watched);
    // Back to Tuesday night, the last one that is on tape.
    const [row] = rowsOf(watched);
    expect(row.lostWindowMs).toBeGreaterThan(2 * DAY);
    const kept = toEnd(moving(MOVE.replace('Sat 08:00', 'Wed 08:00'), {}, gone));
    expect(rowsOf(kept)).toMatchObject([{ lostMessages: 0 }]);
  });
});

describe('a full database volume', () => {
  it('X-18: stops only the database that runs into it, and its group goes on', () => {
    const groups = `
        sg1:
          logs: logs
          databases:
            db1: { on: small, mailboxes: { standard: 100 }, profile: average, size: 10 GiB }
            db2: { on: database, mailboxes: { standard: 100 }, profile: average, size: 10 GiB }`;
    const watched = moving(MOVE, {
      groups,
      volumes: { small: 'raid: raid1, disks: 2 x sas-15k-36gb' },
    });
    toEnd(watched);
    const downs = watched.of('database.down').map((f) => [f.database, f.because]);
    expect(downs).toEqual([[0, `${SERVER}/nodes/a/volumes/small is full`]]);
    expect(watched.of('mailbox-move.ended')[0].left).toBeGreaterThan(0);
    expect(watched.of('event.logged').map((f) => f.id)).toContain(482);
    expect(watched.sim.world.org.store.databases[0].mounted).toBe(true);
    expect(incidents(watched)).toEqual([
      'servers/mbx1/nodes/a/volumes/small:database-volume-full:1',
    ]);
  });
});
