/** Crashes that nobody needs to do anything about, and what makes them long (REC-29, REC-30, RST-38). */
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../sim/engine/clock.ts';
import { ends, jobs, type Shape } from '../../support/backup.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { faulty, rowsOf, steps, toEnd } from '../../support/recovery.ts';

const SHAPE: Shape = {
  jobs: jobs({ full: 'type: full, when: Thu 08:00, window: always' }),
  horizon: '2 weeks',
};
const CRASH = { gone: 'at: week 2 Thu 14:30, fail: servers/mbx1' };
/** A backup so slow that it is still at its image when the server fails, six hours after its beginning. */
const SLOW = 'parameters: { backup: { sourceBytesPerSecond: 100 kB/s } }\n';
const run = (faults: Readonly<Record<string, string>>, rest = ''): Watched =>
  toEnd(watch(faulty(faults, SHAPE, rest).replace('exchange-2007', 'exchange-2003')));
const replayMs = (watched: Watched): number => {
  const [step] = steps(watched, 'replay');
  return step.at - step.began;
};

describe('a crash', () => {
  const quick = run(CRASH);

  it('REC-30: undoes nothing by hand: what is in the logs is in the files after the mount', () => {
    expect(steps(quick).map((s) => s.step)).toEqual(['plan', 'replay', 'mount']);
    expect(rowsOf(quick)).toMatchObject([{ lostMessages: 0, outcome: 'recovered', sets: [] }]);
    expect(quick.of('content.lost')).toEqual([]);
  });

  it('REC-29: is replayed from where a backup has held the checkpoint for hours', () => {
    const held = run(CRASH, SLOW);
    expect(ends(held).map((f) => f.because)).toContain('mbx1 has failed');
    expect(replayMs(quick)).toBeLessThan(MINUTE);
    // Six hours of the morning, at 0.25 logs a second.
    expect(replayMs(held)).toBeGreaterThan(10 * replayMs(quick));
  });

  it('RST-38: a server that goes down again in the middle of the replay begins it anew', () => {
    const held = run(CRASH, SLOW);
    const [first] = steps(held, 'replay');
    const middle = first.began + (first.at - first.began) / 2;
    const again = Math.floor((middle - held.plan.clock.start - 10 * 24 * HOUR) / 1000);
    const at = `week 2 Thu ${clock(again)}`;
    const twice = run({ ...CRASH, reboot: `at: ${at}, fail: servers/mbx1` }, SLOW);
    const replays = steps(twice, 'replay');
    expect(replays.map((s) => s.aborted)).toEqual([true, false]);
    expect(replays[1].at - replays[1].began).toBe(first.at - first.began);
    expect(rowsOf(twice)[0].lostMessages).toBe(0);
  });
});

/** Minutes of a day as a scenario writes them. */
function clock(seconds: number): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor((seconds % 3600) / 60))}`;
}
