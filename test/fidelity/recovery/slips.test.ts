/** Mistakes in the restore window: what each of them costs, against the same restore without it. */
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../sim/engine/clock.ts';
import type { SlipName } from '../../../sim/org/recovery/slip-table.ts';
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
});
