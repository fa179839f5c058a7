/** Mistakes in the restore window: what each of them costs, against the same restore without it. */
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../sim/engine/clock.ts';
import type { SlipName } from '../../../sim/org/recovery/slips/table.ts';
import { groups } from '../../support/backup.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { BOTH, faulty, LOST, rowsOf, steps, toEnd } from '../../support/recovery.ts';

const SG1 = 'servers/mbx1/storageGroups/sg1';

/** The disaster of most tests with a mistake in its restore, through to the end. */
function withMistake(mistake: SlipName | null, more = '', lost = BOTH): Watched {
  const oops = `at: week 2 Thu 14:30, misuse: { mistake: ${mistake}, of: ${SG1}${more} }`;
  return toEnd(watch(faulty(mistake === null ? lost : { ...lost, oops })));
}

const dataMs = (watched: Watched): number => rowsOf(watched)[0].dataMs;
const lostMs = (watched: Watched): number => rowsOf(watched)[0].lostWindowMs;
const causes = (watched: Watched): readonly string[] => watched.of('incident.closed')[0].causes;
const fallbacks = (watched: Watched): string[] =>
  watched.of('recovery.fallback').map(({ because }) => because);

describe('a mistake in the restore window', () => {
  const right = withMistake(null);

  it('RST-18: hard recovery after the full means to begin anew, or to lose the later sets', () => {
    const anew = withMistake('last-set-too-early', ', noticed: true');
    expect(fallbacks(anew)[0]).toContain('NO_RESTORE_ENV');
    expect(lostMs(anew)).toBe(lostMs(right));
    const twice = steps(anew, 'image');
    expect(twice).toHaveLength(2);
    expect(dataMs(anew) - dataMs(right)).toBeGreaterThan(twice[0].at - twice[0].began);
    expect(causes(anew)).toContain('faults/oops:slip:1');

    const kept = withMistake('last-set-too-early', ', noticed: false');
    expect(steps(kept, 'logs').length).toBeLessThan(steps(right, 'logs').length);
    // The full ended on Saturday night; what the incrementals have is given up.
    expect(lostMs(kept) - lostMs(right)).toBeGreaterThan(90 * HOUR);
    expect(dataMs(kept)).toBeLessThan(dataMs(right));
  });

  it('RST-19: without the last set ticked the mount fails, and eseutil /cc is run by hand', () => {
    const slip = withMistake('last-set-not-ticked');
    expect(dataMs(slip) - dataMs(right)).toBe(3 * MINUTE);
    expect(lostMs(slip)).toBe(lostMs(right));
    const [step] = steps(slip, 'forgotten');
    expect(step.because).toContain('error -544');
    expect(slip.of('incident.closed')[0].waterfall).toContainEqual(
      expect.objectContaining({ span: 'mount', because: step.because }),
    );
  });

  it('RST-17: a later set before an earlier one leaves logs unreplayed, and nobody is told', () => {
    const slip = withMistake('sets-in-wrong-order');
    expect(lostMs(slip) - lostMs(right)).toBeGreaterThan(70 * HOUR);
    expect(fallbacks(slip)).toEqual([]);
    const struck = slip.of('cause.struck').find(({ cause }) => cause === 'slip');
    expect(struck?.because).toBe('a later set was restored before an earlier one');
    expect(steps(slip, 'logs')).toHaveLength(steps(right, 'logs').length);
    const [{ to }] = slip.of('replay.done');
    expect(to).toBeLessThan(right.of('replay.done')[0].to);
    // Before the full nothing is accepted: that costs no more than another try (RST-14).
    const before = withMistake('full-not-first');
    expect(steps(before, 'amend')[0].because).toContain('NO_RESTORE_ENV');
    expect(dataMs(before) - dataMs(right)).toBe(2 * MINUTE);
  });

  it('RST-20: mounted between two sets, the database stays as it is', () => {
    const slip = withMistake('mounted-between-sets');
    expect(lostMs(slip) - lostMs(right)).toBeGreaterThan(90 * HOUR);
    const rolled = withMistake('mounted-between-sets', '', LOST);
    expect(lostMs(rolled)).toBeGreaterThan(90 * HOUR);
  });

  it('RST-21 E-30: a temporary folder that holds files is refused at once', () => {
    const slip = withMistake('temporary-folder-in-use');
    expect(dataMs(slip) - dataMs(right)).toBe(2 * MINUTE);
    expect(steps(slip, 'amend')[0].because).toContain('TEMP_DIR_IN_USE');
    expect(lostMs(slip)).toBe(lostMs(right));
  });

  it('RST-08: a recreated store that was mounted has logs that hard recovery cannot go on with', () => {
    const slip = withMistake('mounted-before-restore');
    const [conflict] = steps(slip, 'conflict');
    const [replay] = steps(slip, 'replay');
    expect(conflict.at - conflict.began).toBe(replay.at - replay.began);
    expect(dataMs(slip) - dataMs(right)).toBe(replay.at - replay.began + 2 * MINUTE);
    expect(steps(slip, 'clear')[0].because).toContain('error -530');
    // What only has damaged pages was never recreated.
    const database = `${SG1}/databases/db1`;
    const corrupt = { bad: `at: week 2 Thu 14:30, corrupt: ${database}` };
    const none = withMistake('mounted-before-restore', '', corrupt as unknown as typeof BOTH);
    expect(steps(none, 'conflict')).toEqual([]);
  });

  it('RST-06 RST-66: a storage group that was renamed is refused until it has its old name', () => {
    const slip = withMistake('renamed');
    expect(steps(slip, 'amend')[0].because).toContain('NAME_MISMATCH');
    expect(dataMs(slip) - dataMs(right)).toBe(2 * MINUTE);
    expect(lostMs(slip)).toBe(lostMs(right));
  });

  it('RST-07: so is one that was recreated with a letter wrong', () => {
    const slip = withMistake('mistyped');
    expect(steps(slip, 'amend')[0].because).toMatch(/NAME_MISMATCH.*recreated/);
    expect(dataMs(slip) - dataMs(right)).toBe(2 * MINUTE);
  });

  it('RST-09 E-56 MON-14: another GUID needs the overwrite flag, and the application log says so', () => {
    const slip = withMistake('recreated');
    expect(dataMs(slip) - dataMs(right)).toBe(3 * MINUTE);
    const entries = slip.of('event.logged').filter(({ id }) => id === 9519);
    expect(entries).toHaveLength(1);
    expect(entries[0].text).toContain('db1');
    // Where the GUID is the same the flag does nothing; that it was set is told.
    const needless = withMistake('needless-overwrite-flag');
    expect(rowsOf(needless)).toEqual(rowsOf(right));
    const struck = needless.of('cause.struck').find(({ cause }) => cause === 'slip');
    expect(struck).toMatchObject({ absorbed: true, key: 'faults/oops:slip:1' });
    expect(struck?.because).toContain('can be overwritten by a restore');
    expect(struck?.because).not.toContain('no occasion');
  });

  /** A mistake that changes nothing but what is told of it. */
  function demandNoInfluence(mistake: 'log-files-cleared' | 'advanced-options'): void {
    const slip = withMistake(mistake);
    expect(rowsOf(slip)).toEqual(rowsOf(right));
    expect(steps(slip)).toEqual(steps(right).map((s) => ({ ...s, event: expect.any(Number) })));
    expect(slip.of('cause.struck').find(({ cause }) => cause === 'slip')?.absorbed).toBe(true);
  }

  it('RST-25: the selection of log files has no influence', () =>
    demandNoInfluence('log-files-cleared'));

  it('RST-39: advanced options of file restores do not exist for stores', () =>
    demandNoInfluence('advanced-options'));

  it('RST-15: two fulls in one temporary folder leave the first without its Restore.env', () => {
    const two = { groups: groups({ sg1: { db1: {} }, sg2: { db1: {} } }) };
    const shared = `misuse: { mistake: shared-temporary-folder, of: servers/mbx1/storageGroups/sg2 }`;
    const slip = toEnd(watch(faulty({ ...BOTH, oops: `at: week 2 Thu 14:30, ${shared}` }, two)));
    const alone = toEnd(watch(faulty(BOTH, two)));
    const images = (watched: Watched) => steps(watched, 'image').map(({ group }) => group);
    expect(images(alone)).toEqual([0, 1]);
    expect(images(slip)).toEqual([0, 1, 0]);
    expect(fallbacks(slip)[0]).toContain('NO_RESTORE_ENV');
    expect(rowsOf(slip).map((r) => r.lostMessages)).toEqual(
      rowsOf(alone).map((r) => r.lostMessages),
    );
    expect(dataMs(slip)).toBeGreaterThan(dataMs(alone));
    expect(causes(slip)).toContain('faults/oops:slip:1');
  });

  it('RST-22: the log folder in production as temporary folder damages pages in 2007', () => {
    const slip = withMistake('production-log-path');
    const [first, second] = slip.of('incident.closed');
    expect(first.causes).not.toContain('faults/oops:slip:1');
    expect(first.databases).toEqual(right.of('incident.closed')[0].databases);
    expect(second).toMatchObject({ key: 'faults/oops:slip:1', cause: 'slip' });
    expect(second.databases).toHaveLength(1);
    // 2003 refuses any folder that holds database or log files (E-30).
    const oops = `at: week 2 Thu 14:30, misuse: { mistake: production-log-path, of: ${SG1} }`;
    const old = faulty({ ...BOTH, oops }).replace('exchange-2007', 'exchange-2003');
    expect(steps(toEnd(watch(old)), 'amend')[0].because).toContain('TEMP_DIR_IN_USE');
  });
});
