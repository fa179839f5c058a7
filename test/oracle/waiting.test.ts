/** Mail that waits on a hub for a database that is down, message by message. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dismount, mount } from '../../sim/org/store/mount.ts';
import { positionNow } from '../../sim/org/store/stream.ts';
import { still, stillPlan } from './minimal.ts';
import { DAY_OF_WORK, hoursBetween } from './week.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** An average mailbox receives so many messages a weekday, and four fifths of its 12 logs carry them. */
const RECEIVED = 40;

/** Creation times of the messages for some mailboxes, one after another. */
function* messages(from: number, to: number, mailboxes: number, weekend: number) {
  const apart = DAY_OF_WORK / (RECEIVED * mailboxes);
  let work = apart / 2;
  for (const [begin, end, speed] of hoursBetween(from, to, weekend)) {
    const all = speed * (end - begin);
    for (; work <= all; work += apart) yield begin + work / speed;
    work -= all;
  }
}

describe('mail for a database that is down', () => {
  it('is announced, given back and delivered as it would be message by message, to one message', () => {
    let announced = 0;
    let returned = 0;
    fc.assert(
      fc.property(
        fc.nat(1000),
        fc.integer({ min: 1, max: 40 }),
        fc.nat(10 * DAY),
        fc.integer({ min: 1, max: 6 * DAY }),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 72 }),
        (weekend, mailboxes, upMs, downMs, noticeHours, expiryHours) => {
          const plain = stillPlan([[mailboxes]], weekend);
          const transport = {
            ...plain.figures.transport,
            delayNoticeMs: noticeHours * HOUR,
            expiryMs: expiryHours * HOUR,
          };
          const sim = still({ ...plain, figures: { ...plain.figures, transport } });
          const said = { 'content.delayed': 0, 'content.returned': 0 };
          sim.on('content.delayed', (f) => (said['content.delayed'] += f.messages));
          sim.on('content.returned', (f) => (said['content.returned'] += f.messages));
          sim.runUntil(sim.now + upMs);
          const from = sim.now;
          dismount(sim.world, 0, true, 'a test');
          const before = positionNow(sim.world, 0);
          sim.runUntil(from + downMs);
          mount(sim.world, 0);
          const logs = positionNow(sim.world, 0) - before;

          const count = { delayed: 0, back: 0, delivered: 0 };
          for (const created of messages(from, sim.now, mailboxes, weekend)) {
            // Its own clock runs: which of the two times comes first, if it came at all before the mount?
            const goesBack = created + expiryHours * HOUR < sim.now;
            const isAnnounced = created + noticeHours * HOUR < sim.now && noticeHours < expiryHours;
            if (isAnnounced) count.delayed += 1;
            if (goesBack) count.back += 1;
            else count.delivered += 1;
          }
          expect(Math.abs(said['content.delayed'] - count.delayed)).toBeLessThanOrEqual(1);
          expect(Math.abs(said['content.returned'] - count.back)).toBeLessThanOrEqual(1);
          // 40 messages received a day are 9.6 logs.
          expect(Math.abs((logs * RECEIVED) / 9.6 - count.delivered)).toBeLessThanOrEqual(1);
          announced += count.delayed;
          returned += count.back;
        },
      ),
      { numRuns: 300 },
    );
    expect(announced).toBeGreaterThan(10_000);
    expect(returned).toBeGreaterThan(10_000);
  });
});
