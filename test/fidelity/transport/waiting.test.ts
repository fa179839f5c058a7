/** Mail for a database that is down waits on a hub: delay notice, expiry, and back to the sender. */
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../sim/engine/clock.ts';
import { measure } from '../../../sim/engine/intervals.ts';
import type { Ms } from '../../../sim/engine/types.ts';
import { attachMeasures, readMeasures } from '../../../sim/measure/index.ts';
import { created, reachable, returning, waiting } from '../../../sim/org/store/content.ts';
import { dismount, mount } from '../../../sim/org/store/mount.ts';
import { instant } from '../../support/backup.ts';
import { smallYaml, watch, type Watched } from '../../support/organization.ts';
import { faulty, LOST, struckAt } from '../../support/recovery.ts';
import { work } from '../golden/by-hand.ts';

/** The spare array takes so long that mail expires meanwhile. */
const outage = (parts: string): Watched =>
  watch(faulty(LOST).replace('array: 30 min', `array: ${parts}`));

/** Hours from the Monday of an instant's week, for `work`, which knows weeks alone. */
const hours = (watched: Watched, at: Ms): number =>
  (at - instant(watched.plan, 1, 'Mon 00:00')) / HOUR;

/** 100 average mailboxes receive 40 messages each on a weekday. */
const received = (watched: Watched, from: Ms, to: Ms): number =>
  100 * 40 * work(hours(watched, from), hours(watched, to));

function upAt(watched: Watched): Ms {
  const up = watched.of('database.up').find((f) => f.at > struckAt(watched));
  return up!.at;
}

describe('mail for a database that is down', () => {
  it('X-16: waits two days on a hub, then goes back to its sender, to the message', () => {
    const watched = outage('3 days');
    watched.sim.runUntil(watched.plan.clock.end);
    const [down, up] = [struckAt(watched), upAt(watched)];
    expect(up - down).toBeGreaterThan(3 * DAY);
    const [back] = watched.of('content.returned');
    expect([back.at, back.from, back.to]).toEqual([up, down, up - 2 * DAY]);
    expect(back.messages).toBeCloseTo(received(watched, down, up - 2 * DAY), 6);
    // What came in the last two days was delivered when the database was mounted; nothing in between is missing.
    const here = reachable(watched.sim.world, 0, 0);
    const missing = [down, up - 2 * DAY];
    for (let i = 0; i + 2 < here.length; i += 2) {
      expect([here[i + 1], here[i + 2]]).toEqual(missing);
    }
    expect(here.length).toBe(4);
  });

  it('X-16: is announced to its sender after four hours, whether it is delivered in the end or not', () => {
    for (const parts of ['10 h', '3 days']) {
      const watched = outage(parts);
      watched.sim.runUntil(watched.plan.clock.end);
      const [down, up] = [struckAt(watched), upAt(watched)];
      const [told, ...more] = watched.of('content.delayed');
      expect(more).toEqual([]);
      expect([told.from, told.to]).toEqual([down, up - 4 * HOUR]);
      expect(told.messages).toBeCloseTo(received(watched, down, up - 4 * HOUR), 6);
    }
  });

  it('X-16: nobody is told when it waits less than four hours', () => {
    const watched = outage('30 min');
    watched.sim.runUntil(watched.plan.clock.end);
    expect(upAt(watched) - struckAt(watched)).toBeLessThan(4 * HOUR);
    expect(watched.of('content.delayed')).toEqual([]);
    expect(watched.of('content.returned')).toEqual([]);
  });

  it('is in one account at every instant of the outage: waiting for two days, returned before', () => {
    const watched = outage('6 days');
    const down = struckAt(watched);
    for (let age = 30 * MINUTE; age < 5 * DAY; age += 7 * HOUR) {
      watched.sim.runUntil(down + age);
      expect(measure(waiting(watched.sim.world, 0))).toBe(Math.min(age, 2 * DAY));
      expect(measure(returning(watched.sim.world, 0))).toBe(Math.max(0, age - 2 * DAY));
    }
  });

  it('stays delivered in a database that stops again in the instant at which it was mounted', () => {
    const watched = watch(smallYaml());
    const { sim } = watched;
    const at = (when: string): Ms => instant(watched.plan, 1, when);
    sim.runUntil(at('Mon 10:00'));
    dismount(sim.world, 0, true, 'a test');
    sim.runUntil(at('Wed 09:00'));
    mount(sim.world, 0);
    dismount(sim.world, 0, true, 'a test');
    sim.runUntil(at('Wed 12:00'));
    mount(sim.world, 0);
    expect(reachable(sim.world, 0, 0)).toEqual(created(sim.world, 0, 0));
    // Of either outage by itself nothing is too old to wait.
    expect(watched.of('content.returned')).toEqual([]);
    const ups = watched.of('database.up').map((f) => f.downSince);
    expect(ups.slice(-2)).toEqual([at('Mon 10:00'), at('Wed 09:00')]);
  });

  it('counts where the outage goes on when the run ends, by the same figures', () => {
    const watched = outage('40 days');
    attachMeasures(watched.sim, watched.plan);
    const down = struckAt(watched);
    watched.sim.runUntil(down + 5 * DAY);
    const result = readMeasures(watched.sim, watched.plan, 0);
    expect(result.returnedMessages).toBeCloseTo(received(watched, down, down + 3 * DAY), 6);
    expect(result.delayedMessages).toBeCloseTo(
      received(watched, down, down + 5 * DAY - 4 * HOUR),
      6,
    );
    expect(result.incidents[0].mail).toEqual({
      returned: result.returnedMessages,
      delayed: result.delayedMessages,
    });
  });
});
