/** Soft recovery by hand, out of place, and what goes wrong with it (REC-08 to REC-25, ESE-37, 40, 41). */
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../sim/engine/clock.ts';
import type { SlipName } from '../../../sim/org/recovery/slips/table.ts';
import { closedLogName } from '../../../sim/org/store/names.ts';
import { generations } from '../../../sim/report/inspect/header.ts';
import { inspect } from '../../../sim/report/inspect/index.ts';
import { ends, runUntil, firstLog, openLogOf } from '../../support/backup.ts';
import { BROUGHT, dead, SOURCE } from '../../support/elsewhere.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { rowsOf, struckAt, toEnd, type Step } from '../../support/recovery.ts';

const done = (watched: Watched, name?: string): Step[] =>
  watched
    .of('step.ended')
    .filter((f) => f.definition === 'recovery.out-of-place')
    .filter((f) => name === undefined || f.step === name) as Step[];
const names = (watched: Watched): string[] => done(watched).map((f) => f.step);
const lasted = (steps: readonly Step[]): number =>
  steps.reduce((sum, s) => sum + s.at - s.began, 0);
const dataMs = (watched: Watched): number => rowsOf(watched)[0].dataMs;

const WITH_PATHS = ['recovery: {', 'recovery: { eseutil: with paths,'] as const;
/** The same with a mistake in it. */
function slipped(mistake: SlipName, paths = false): Watched {
  const oops = `at: week 2 Thu 14:00, misuse: { mistake: ${mistake}, of: ${SOURCE} }`;
  const yaml = dead(BROUGHT, {}, { oops });
  return toEnd(watch(paths ? yaml.replace(...WITH_PATHS) : yaml, { check: false }));
}
const isMade = (watched: Watched): boolean =>
  watched.of('cause.struck').some((f) => f.cause === 'slip' && !f.absorbed);

describe('recovery out of place', () => {
  const right = toEnd(watch(dead(BROUGHT)));

  it('REC-14, REC-20: in one folder on another server, then into place, and without a loss', () => {
    expect(names(right)).toEqual(['fetch', 'run', 'look', 'place', 'mount']);
    expect(done(right, 'run')[0].because).toMatch(/^eseutil \/r E00 \/i \/d, \d+ logs, E000/);
    expect(rowsOf(right).map((row) => row.lostMessages)).toEqual([0]);
    expect(right.sim.world.plan.databases[0]).toMatchObject({ server: 1, group: 1 });
    // The group beside it is never interrupted.
    const other = right.of('database.down').filter((f) => f.database === 1);
    expect(other).toEqual([]);
    const rebuilt = toEnd(watch(dead('[rebuild-server]'), { check: false }));
    expect(dataMs(rebuilt) - dataMs(right)).toBeGreaterThan(HOUR);
  });

  it('REC-10: replays every log that is there, since no checkpoint file is brought along', () => {
    const watched = watch(dead(BROUGHT), { check: false });
    runUntil(watched, struckAt(watched));
    const logs = openLogOf(watched) - firstLog(watched) + 1;
    toEnd(watched);
    expect(lasted(done(watched, 'run'))).toBe(logs * 500);
    const wrong = slipped('checkpoint-not-hidden');
    expect(names(wrong).filter((step) => step === 'run')).toHaveLength(2);
    expect(done(wrong, 'find-out')[0].because).toContain('the first changes are missing');
    expect(done(wrong, 'run')[0].because).toContain('began in the middle of the logs');
    // Later changes without the earlier ones have spoilt the files: they are brought once more.
    const [first, second] = done(wrong, 'fetch');
    expect(second.at - second.began).toBe(first.at - first.began);
    expect(names(slipped('recovery-without-d')).filter((step) => step === 'fetch')).toHaveLength(1);
  });

  it('REC-17, ESE-41: without /d recovery ends well and has applied nothing', () => {
    const wrong = slipped('recovery-without-d');
    const [first, second] = done(wrong, 'run');
    expect(first.at - first.began).toBe(second.at - second.began);
    expect(done(wrong, 'find-out')[0].because).toContain('has applied nothing');
    expect(dataMs(wrong) - dataMs(right)).toBe(first.at - first.began + 3 * MINUTE);
    expect(rowsOf(wrong)[0].lostMessages).toBe(0);
    expect(wrong.of('incident.closed')[0].causes).toContain('faults/oops:slip:1');
  });

  it('REC-08: in an empty folder it succeeds, and knows of no database', () => {
    const wrong = slipped('recovery-in-wrong-folder');
    const [first] = done(wrong, 'run');
    expect(first.at - first.began).toBe(2 * MINUTE);
    expect(done(wrong, 'find-out')[0].because).toContain('completed successfully');
    expect(dataMs(wrong) - dataMs(right)).toBe(5 * MINUTE);
  });

  it('REC-09, REC-11: with /l and /s it matters neither where it is run nor what lies there', () => {
    for (const mistake of ['recovery-in-wrong-folder', 'checkpoint-not-hidden'] as const) {
      expect(isMade(slipped(mistake))).toBe(true);
      const typed = slipped(mistake, true);
      expect(isMade(typed)).toBe(false);
      const folder = 'servers/mbx2/nodes/a/volumes/database/recovery';
      expect(done(typed, 'run')[0].because).toContain(`/i /d${folder} /l${folder} /s${folder}`);
      expect(dataMs(typed)).toBe(dataMs(right));
    }
  });

  it('ESE-40: Log Required is decimal where the names of logs are hexadecimal', () => {
    const wrong = slipped('log-base-confused');
    expect(done(wrong, 'find-out')[0].because).toBe('a log that seems to be missing');
    expect(dataMs(wrong) - dataMs(right)).toBe(5 * MINUTE);
  });

  it('REC-24: a dirty database cannot be attached to another group', () => {
    const wrong = slipped('attached-dirty');
    expect(done(wrong, 'find-out')[0].because).toContain('DIRTY_ATTACH');
    expect(dataMs(wrong) - dataMs(right)).toBe(3 * MINUTE);
  });

  it('REC-23, REC-20, ESE-37, MON-13: what is mixed up at the new place costs a mount in vain', () => {
    for (const [mistake, code] of [
      ['logs-taken-along', '-530'],
      ['overwrite-not-allowed', 'the mount fails'],
      ['copy-mounted-beside', '-1222'],
    ] as const) {
      const wrong = slipped(mistake);
      expect(done(wrong, 'place')[0].because).toContain(code);
      expect(dataMs(wrong) - dataMs(right)).toBe(3 * MINUTE);
    }
  });

  it('E-49: /d is there in both versions', () => {
    const watched = toEnd(watch(dead(BROUGHT, { version: '2003' }), { check: false }));
    expect(done(watched, 'run')[0].because).toContain('/i /d');
    expect(rowsOf(watched)[0].lostMessages).toBe(0);
  });

  it('ESE-34: a clean database needs none of the logs that its new group has lost meanwhile', () => {
    // Nobody had begun new logs for it, and the mount failed as nothing in Exchange fails.
    const logs = 'at: week 2 Thu 14:55, lose: servers/mbx2/nodes/a/volumes/logs';
    const yaml = dead(BROUGHT, {}, { logs }).replace('size: 5 GiB', 'size: 60 GiB');
    const watched = toEnd(watch(yaml));
    expect(names(watched)).toContain('mount');
    expect(rowsOf(watched).find((row) => row.database === 0)).toMatchObject({ lostMessages: 0 });
    expect(watched.of('stream.forked')).toMatchObject([{ group: 1 }]);
  });

  it('X-04: the database has no previous backup at its new place, and a full is ordered', () => {
    const up = right.of('database.up').findLast((f) => f.database === 0)!.at;
    expect(ends(right).find((f) => f.asked === up)).toMatchObject({ group: 1, backupType: 'full' });
  });

  it('W-28: inspect gives Log Required in decimal, and as the names of logs have it', () => {
    expect(generations(16, 255)).toBe('16-255 (0x10-0xff)');
    expect(generations(4096, 4096)).toBe('4096-4096 (0x1000-0x1000)');
    const watched = runUntil(watch(dead(BROUGHT), { check: false }), struckAt(right));
    const { world } = watched.sim;
    const said = inspect(world, `${SOURCE}/databases/db1`)!.sections[0].fields!;
    const [, required] = said.find(([name]) => name === 'Log Required')!;
    const open = openLogOf(watched);
    expect(required).toContain(`-${open} (0x`);
    expect(required).toContain(`-0x${open.toString(16)})`);
    expect(closedLogName(world, 0, open)).toBe(
      `E00${open.toString(16).toUpperCase().padStart(8, '0')}.log`,
    );
  });
});
