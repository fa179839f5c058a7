/** Log streams in closed form against one that is written log by log, on random curves, rates and interruptions. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { curveOf, instantOfUnits, unitsAt } from '../../sim/org/workload/curve.ts';
import { attach } from '../../sim/org/store/attach.ts';
import { checkpointDepth, checkpointLog } from '../../sim/org/store/checkpoint.ts';
import { dismount, mount } from '../../sim/org/store/mount.ts';
import type { Segment } from '../../sim/org/store/state.ts';
import {
  closeOpenLog,
  cutAfter,
  forkStream,
  instantOfPosition,
  openLog,
  positionNow,
} from '../../sim/org/store/stream.ts';
import type { OrgWorld } from '../../sim/org/world.ts';
import { still, stillPlan } from './minimal.ts';
import { FULL, SlowStream, type Closing } from './slow-stream.ts';
import { instantWalked, workWalked } from './week.ts';

const weekends = fc.oneof(fc.constantFrom(0, 150, 500, 1000), fc.nat(1500));
const DAY = 86_400_000;

describe('the curve', () => {
  const instants = fc.integer({ min: -40 * DAY, max: 20_000 * DAY });

  it('has the integral of a walk hour by hour, exactly, and its inverse is the first millisecond', () => {
    fc.assert(
      fc.property(weekends, instants, fc.nat(30 * DAY), fc.nat(60e9), (weekend, from, ms, work) => {
        const curve = curveOf(weekend / 1000);
        expect(unitsAt(curve, from + ms) - unitsAt(curve, from)).toBe(
          workWalked(from, from + ms, weekend),
        );
        const units = unitsAt(curve, from) + work + 1;
        expect(instantOfUnits(curve, units)).toBe(instantWalked(from, work + 1, weekend));
        // Work that ends with a week, or before a weekend without any, was done by its last working millisecond.
        const monday = (Math.floor((from - 4 * DAY) / (7 * DAY)) + 2) * 7 * DAY + 4 * DAY;
        expect(instantOfUnits(curve, unitsAt(curve, monday))).toBe(
          instantWalked(from, workWalked(from, monday, weekend), weekend),
        );
      }),
      { numRuns: 2000 },
    );
  });
});

type Action = { wait: number; do: 'mount' | 'dismount' | 'close' | 'fork' | 'look'; d: number };

const actions: fc.Arbitrary<Action[]> = fc.array(
  fc.record({
    // Often at the same instant, on a full hour, or after more than the expiry of mail.
    wait: fc.oneof(
      fc.constant(0),
      fc.nat(3 * DAY),
      fc.nat(60).map((h) => h * 3_600_000),
    ),
    do: fc.constantFrom('mount', 'mount', 'dismount', 'dismount', 'close', 'look', 'fork'),
    d: fc.nat(2),
  }),
  { minLength: 1, maxLength: 25 },
) as fc.Arbitrary<Action[]>;

function compareCuts(w: OrgWorld, segment: number, closings: Map<number, Closing>): void {
  for (const [log, closing] of closings) {
    const cut = cutAfter(w, w.org.store.segments[segment] as Segment, log);
    if (cut.at < closing.first || cut.at > closing.last)
      throw new Error(`log ${log} was closed ${cut.at - closing.first} ms too late`);
    const { burstShare, burstLogs } = closing;
    // Only whether a burst just begins or just ends with a log may be decided by rounding.
    const same = cut.burstDatabase === closing.burstDatabase;
    const awayLogs = same
      ? Math.abs(cut.burstShare - burstShare) * burstLogs
      : Math.max(cut.burstShare, (1 - burstShare) * burstLogs);
    if (awayLogs > 1e-8) throw new Error(`log ${log} ends ${awayLogs} logs away in a burst`);
  }
}

describe('a log stream', () => {
  it('is where it would be log by log, and every log was closed at the same millisecond', () => {
    let logs = 0;
    fc.assert(
      fc.property(
        weekends,
        fc.array(fc.integer({ min: 1, max: 150 }), { minLength: 1, maxLength: 3 }),
        actions,
        (weekend, mailboxes, list) => {
          const plan = stillPlan([mailboxes], weekend);
          const sim = still(plan);
          const w = sim.world;
          const rates = mailboxes.map((n) => 12 * n);
          const slow = new SlowStream(sim.now, weekend, rates, plan.figures.transport.expiryMs);
          for (const action of list) {
            sim.runUntil(sim.now + action.wait);
            slow.advance(sim.now);
            // One log more or less; what is compared from then on would not be the same stream.
            if (slow.onTheEdge) break;
            expect(openLog(w, 0)).toBe(slow.open);
            expect(positionNow(w, 0)).toBeCloseTo(slow.open + slow.filled / FULL, 8);
            const d = action.d % mailboxes.length;
            const up = slow.mounted[d];
            if (action.do === 'mount' && !up) {
              mount(w, d);
              slow.mount(d);
            } else if (action.do === 'dismount' && up) {
              dismount(w, d, true, 'a test');
              slow.dismount(d);
            } else if (action.do === 'close') {
              expect(closeOpenLog(w, 0)).toBe(slow.open);
              slow.closeEarly();
            } else if (action.do === 'fork') {
              const { segment } = w.org.store.groups[0];
              const closings = slow.fork();
              logs += closings.size;
              compareCuts(w, segment, closings);
              forkStream(w, 0, openLog(w, 0));
              // Whoever forks a stream attaches its databases to the new one.
              for (const { id } of plan.databases) attach(w, id, [[], []]);
            } else if (action.do === 'look') {
              const next = instantOfPosition(w, 0, slow.open + 3);
              const due = slow.foresee(3) ?? { first: Infinity, last: Infinity };
              expect(next).toBeGreaterThanOrEqual(due.first);
              expect(next).toBeLessThanOrEqual(due.last);
            }
          }
          logs += slow.closings.size;
          compareCuts(w, w.org.store.groups[0].segment, slow.closings);
        },
      ),
      { numRuns: 150 },
    );
    expect(logs).toBeGreaterThan(100_000);
  });

  it('has its checkpoint one depth behind the open log, however that log came to be open', () => {
    fc.assert(
      fc.property(weekends, fc.array(fc.nat(DAY), { maxLength: 12 }), (weekend, waits) => {
        const sim = still(stillPlan([[40]], weekend));
        const slow = new SlowStream(sim.now, weekend, [480], 1);
        expect(checkpointDepth(sim.world)).toBe(20);
        for (const ms of waits) {
          sim.runUntil(sim.now + ms);
          slow.advance(sim.now);
          if (slow.onTheEdge) return;
          expect(checkpointLog(sim.world, 0)).toBe(Math.max(1, slow.open - 20));
          closeOpenLog(sim.world, 0);
          slow.closeEarly();
        }
      }),
      { numRuns: 100 },
    );
  });
});
