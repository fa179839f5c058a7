/** Units of the engine: logs, pages, the checkpoint's depth, names and streams (ESE-01, 02, 12, 17, 23, 24). */
import { describe, expect, it } from 'vitest';
import { dropSets } from '../../../sim/org/media/sets.ts';
import { closedLogName, openLogName } from '../../../sim/org/store/names.ts';
import { checkpointLog } from '../../../sim/org/store/checkpoint.ts';
import { groups, instant, openLogOf, runUntil, setsOf } from '../../support/backup.ts';
import { watch, type Watched } from '../../support/organization.ts';
import {
  DATABASE,
  failing,
  faulty,
  LOST,
  rowsOf,
  steps,
  toEnd,
  volume,
} from '../../support/recovery.ts';

const MIB = 1_048_576;

/** A mailbox that sends 10 and receives 40 messages a day, on 12 logs of 2007's size, whatever the version. */
function versions(faults: Readonly<Record<string, string>>): readonly [Watched, Watched] {
  const yaml = faulty(faults);
  const older = yaml
    .replace('exchange-2007', 'exchange-2003')
    .replace(
      'profile: average',
      'profile: { sent: 10 messages, received: 40 messages, logs: 2.4 logs }',
    );
  return [watch(older, { check: false }), watch(yaml, { check: false })];
}

/** Logs closed between Monday and Tuesday midnight of week 1. */
function ofTuesday(watched: Watched): number {
  runUntil(watched, instant(watched.plan, 1, 'Tue 00:00'));
  const before = openLogOf(watched);
  runUntil(watched, instant(watched.plan, 1, 'Tue 19:59'));
  return openLogOf(watched) - before;
}

describe('the engine', () => {
  it('ESE-01: closes a log every megabyte in 2007, every five before', () => {
    const [older, newer] = versions(LOST);
    const [many, few] = [ofTuesday(newer), ofTuesday(older)];
    // 96.5 % of a weekday's 1,200 MiB fall before 20:00.
    expect(Math.abs(many - 1200 * 0.965)).toBeLessThanOrEqual(2);
    expect(Math.abs(many - 5 * few)).toBeLessThan(6);
    for (const [watched, size] of [
      [older, 5 * MIB],
      [newer, MIB],
    ] as const) {
      runUntil(watched, instant(watched.plan, 2, 'Mon 00:00'));
      const [set] = setsOf(watched);
      expect(set.parts[0].logBytes).toBe((set.high - set.low + 1) * size);
    }
  });

  it('ESE-02: a page holds 8 KB in 2007 and 4 KB before, and takes as much content with it', () => {
    // So many that a message more or less makes no difference; without a set the file is repaired, minus its pages.
    const worn = { worn: `at: week 2 Wed 12:00, corrupt: { database: ${DATABASE}, pages: 10000 }` };
    const [older, newer] = versions(worn).map((watched) => {
      runUntil(watched, instant(watched.plan, 2, 'Wed 12:30'));
      dropSets(
        watched.sim.world,
        setsOf(watched).map((set) => set.id),
      );
      return rowsOf(toEnd(watched))[0].lostBytes;
    });
    expect(older / (10_000 * 4 * 1024)).toBeCloseTo(1, 3);
    expect(newer / (10_000 * 8 * 1024)).toBeCloseTo(1, 3);
  });

  it('ESE-12: what reaches into the open log is lost with it', () => {
    const soon = { gone: `at: week 2 Wed 20:10, lose: ${volume('logs')}` };
    const watched = toEnd(failing(soon, {}, true));
    const [begin, end] = [
      instant(watched.plan, 2, 'Wed 20:00'),
      instant(watched.plan, 2, 'Wed 20:10'),
    ];
    // The incremental of that evening closed its log at 20:00; what came since was in the next one.
    for (const fact of watched.of('content.lost'))
      expect([fact.from, fact.to]).toEqual([begin, end]);
    expect(rowsOf(watched)[0].lostWindowMs).toBe(end - begin);
  });

  it('ESE-17: lets the checkpoint lag by 20 MB: 20 logs, or four of 2003', () => {
    const [older, newer] = versions(LOST);
    for (const [watched, depth] of [
      [older, 4],
      [newer, 20],
    ] as const) {
      runUntil(watched, instant(watched.plan, 1, 'Thu 14:30'));
      expect(openLogOf(watched) - checkpointLog(watched.sim.world, 0)).toBe(depth);
      // So a full, which copies from the frozen checkpoint on, begins that much before the log open at its beginning.
      expect(setsOf(watched).find((s) => s.type === 'incremental')).toBeDefined();
    }
  });

  it('ESE-23: names logs Enn and the generation in hexadecimal; Enn.log is the open one', () => {
    const two = groups({ sg1: { db1: {} }, sg2: { db1: {} } });
    const watched = failing(LOST, { groups: two });
    expect(closedLogName(watched.sim.world, 1, 0x1a2b)).toBe('E0100001A2B.log');
    expect(openLogName(watched.sim.world, 1)).toBe('E01.log');
    toEnd(watched);
    const replays = steps(watched, 'replay');
    watched.of('replay.done').forEach((done, i) => {
      const from = `E0${done.group}${done.from.toString(16).toUpperCase().padStart(8, '0')}.log`;
      const count = done.to - done.from + 1;
      expect(replays[i].because).toBe(`replaying ${count} logs, ${from} to E0${done.group}.log`);
    });
    const [older] = versions(LOST);
    expect(closedLogName(older.sim.world, 0, 255)).toBe('E00000FF.log');
  });

  it('ESE-24: all databases of a group share one stream, and its log volume takes all of them along', () => {
    const three = groups({ sg1: { db1: {}, db2: { on: 'other' } }, sg2: { db1: {} } });
    const shape = { groups: three, volumes: { other: 'raid: raid1, disks: 2 x sas-15k-146gb' } };
    const watched = failing(LOST, shape);
    runUntil(watched, instant(watched.plan, 1, 'Tue 00:00'));
    const before = [0, 1].map((g) => openLogOf(watched, g));
    runUntil(watched, instant(watched.plan, 1, 'Tue 19:59'));
    const [shared, alone] = [0, 1].map((g) => openLogOf(watched, g) - before[g]);
    expect(Math.abs(shared - 2 * alone)).toBeLessThan(3);

    const logs = toEnd(failing({ gone: `at: week 2 Thu 14:30, lose: ${volume('logs')}` }, shape));
    expect(rowsOf(logs).map((r) => r.database)).toEqual([0, 1, 2]);
  });
});
