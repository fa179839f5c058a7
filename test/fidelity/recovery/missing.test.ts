/** A group that stopped unexpectedly with a database missing (REC-12, 13, 15, RST-40, MON-13). */
import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../sim/engine/clock.ts';
import type { SlipName } from '../../../sim/org/recovery/slips/table.ts';
import { mountError } from '../../../sim/org/store/mount.ts';
import { groups, jobs, runUntil, type Shape } from '../../support/backup.ts';
import { openLog } from '../../../sim/org/store/stream.ts';
import { watch, type Watched } from '../../support/organization.ts';
import {
  failing,
  faulty,
  rowsOf,
  SERVER,
  steps,
  struckAt,
  toEnd,
  volume,
} from '../../support/recovery.ts';

/** Two databases of one group on volumes of their own, the checkpoint on a third. */
const PAIR: Shape = {
  groups: groups({ sg1: { db1: {}, db2: { on: 'other' } } }, { sg1: { system: 'system' } }),
  volumes: {
    other: 'raid: raid5, disks: 8 x sas-15k-146gb',
    system: 'raid: raid1, disks: 2 x sas-15k-36gb',
  },
  jobs: jobs({ full: 'type: full, when: daily 20:00' }),
  horizon: '2 weeks',
};
const at = 'at: week 2 Thu 14:30';
const CRASH = { gone: `${at}, lose: ["${volume('system')}", "${volume('database')}"]` };
const ALONE = { gone: `${at}, lose: ${volume('database')}` };

const byHand = (watched: Watched): string[] =>
  watched
    .of('step.ended')
    .filter((f) => f.definition === 'recovery.by-hand')
    .map((f) => f.step);
const upAt = (watched: Watched, database: number): number =>
  watched.of('database.up').findLast((f) => f.database === database)!.at;

describe('a group that stopped with a database missing', () => {
  it('REC-12, RST-40, MON-13: mounts none of its databases, -1216, until it is recovered with /i', () => {
    const watched = failing(CRASH, PAIR);
    runUntil(watched, struckAt(watched));
    const { store } = watched.sim.world.org;
    expect(store.databases.map((d) => [d.mounted, d.attached])).toEqual([
      [false, true],
      [false, true],
    ]);
    expect(mountError(watched.sim.world, 1)).toBe('attached-database-missing');
    toEnd(watched);
    // The other one is up long before the missing one is restored; both are affected.
    expect(byHand(watched)).toEqual(['try', 'copy', 'run', 'mount']);
    expect(rowsOf(watched).map((row) => row.downAt)).toEqual([
      struckAt(watched),
      struckAt(watched),
    ]);
    expect(upAt(watched, 1) - struckAt(watched)).toBeGreaterThan(HOUR / 2);
    expect(upAt(watched, 0)).toBeGreaterThan(upAt(watched, 1));
    expect(steps(watched, 'image')).toHaveLength(1);
    expect(rowsOf(watched).map((row) => row.sets.length)).toEqual([1, 0]);
  });

  it('REC-12: what is sound is recovered with /i before the volume of what is missing is there again', () => {
    const crash = { ...ALONE, crash: `${at}, fail: ${SERVER}` };
    const watched = toEnd(failing(crash, PAIR));
    expect(byHand(watched)).toEqual(['try', 'copy', 'run', 'mount']);
    const made = watched.of('step.ended').find((f) => f.step === 'recreate')!;
    expect(upAt(watched, 1)).toBeLessThan(made.at);
    expect(upAt(watched, 0)).toBeGreaterThan(made.at);
    expect(rowsOf(watched).map((row) => row.lostMessages)).toEqual([0, 0]);
  });

  it('MON-13, RST-40: -1216 stands in the log of the server, with what is missing', () => {
    const watched = toEnd(failing(CRASH, PAIR));
    const logged = watched.of('event.logged').filter((f) => f.id === 494);
    expect(logged.map((f) => f.text)).toEqual([
      'servers/mbx1/storageGroups/sg1: -1216, servers/mbx1/storageGroups/sg1/databases/db1 is missing',
    ]);
  });

  it('REC-12: a file that goes while the group runs keeps nobody down', () => {
    const watched = toEnd(failing(ALONE, PAIR));
    expect(byHand(watched)).toEqual([]);
    expect(rowsOf(watched)).toHaveLength(1);
    expect(watched.of('database.down').filter((f) => f.at >= struckAt(watched))).toHaveLength(1);
  });

  it('REC-13: with all logs copied before, the missing database comes back without a loss', () => {
    const watched = toEnd(failing(CRASH, PAIR, true));
    const copy = watched
      .of('step.ended')
      .find((f) => f.step === 'copy' && f.definition === 'recovery.by-hand');
    expect(copy?.because).toMatch(/^copying \d+ logs, E000[0-9A-F]+\.log to E00\.log, before/);
    expect(rowsOf(watched).map((row) => row.lostMessages)).toEqual([0, 0]);
    expect(watched.of('content.lost')).toEqual([]);
  });

  const SG1 = 'servers/mbx1/storageGroups/sg1';
  const slipped = (mistake: SlipName, rest = ''): Watched => {
    const oops = { oops: `at: week 2 Thu 14:00, misuse: { mistake: ${mistake}, of: ${SG1} }` };
    return toEnd(watch(faulty({ ...CRASH, ...oops }, PAIR, rest)));
  };

  it('REC-13: without that copy the missing database loses what the open log held of it', () => {
    const watched = slipped('logs-not-copied');
    expect(byHand(watched)).toEqual(['try', 'run', 'mount']);
    const [gone, other] = rowsOf(watched);
    expect(gone.lostMessages).toBeGreaterThan(0);
    expect(other.lostMessages).toBe(0);
    // From the instant at which the log before the open one was closed to the crash.
    const [{ from }] = watched.of('content.lost');
    const before = runUntil(watch(faulty(CRASH, PAIR)), from).sim.world;
    const after = runUntil(watch(faulty(CRASH, PAIR)), struckAt(watched)).sim.world;
    expect(openLog(before, 0)).toBe(openLog(after, 0));
    expect(gone.oldestLost).toBe(from);
    expect(upAt(watched, 1)).toBeLessThan(upAt(toEnd(failing(CRASH, PAIR)), 1));
  });

  it('REC-15: without /i recovery stops at the missing database again', () => {
    const watched = slipped('missing-not-ignored');
    expect(byHand(watched)).toEqual(['try', 'copy', 'run', 'find-out', 'run', 'mount']);
    expect(rowsOf(watched).map((row) => row.lostMessages)).toEqual([0, 0]);
  });

  it('REC-19: no path is mistyped by whoever runs eseutil where the files are', () => {
    const absorbed = (watched: Watched): boolean | undefined =>
      watched.of('cause.struck').find((f) => f.cause === 'slip')?.absorbed;
    expect(absorbed(slipped('path-mistyped'))).not.toBe(false);
    const typed = slipped('path-mistyped', 'recovery: { eseutil: with paths }\n');
    expect(absorbed(typed)).toBe(false);
    expect(byHand(typed)).toContain('find-out');
  });

  it('REC-16: where the files lie as their logs say, no /d is needed', () => {
    const watched = slipped('recovery-without-d');
    expect(byHand(watched)).toEqual(['try', 'copy', 'run', 'mount']);
    expect(watched.of('incident.closed')[0].causes).not.toContain('faults/oops:slip:1');
  });
});
