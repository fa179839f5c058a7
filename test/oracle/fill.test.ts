/**
 * Log volumes that fill, in the simulator against streams written log by log: at which millisecond, and who stops.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../sim/org/plan.ts';
import { logsOnVolume, watchFillSoon } from '../../sim/org/store/fill.ts';
import { dismount, mount } from '../../sim/org/store/mount.ts';
import { closeOpenLog, openLog } from '../../sim/org/store/stream.ts';
import { truncateAfterIncremental } from '../../sim/org/store/truncation.ts';
import { still, stillPlan } from './minimal.ts';
import { pass, SlowFolder } from './slow-folder.ts';

const DAY = 86_400_000;
const LOG_BYTES = 1_048_576;

/** Two groups log to a small volume, a third one elsewhere. */
function planOf(capacity: number, weekend: number): Plan {
  const plan = stillPlan([[30, 20], [40], [10]], weekend);
  const volumes = plan.volumes.map((v) =>
    v.name === 'logs' ? { ...v, capacityBytes: capacity * LOG_BYTES + 5 } : v,
  );
  const other = plan.volumes.findIndex((v) => v.name === 'database');
  const groups = plan.groups.map((g) => (g.id === 2 ? { ...g, logVolume: other } : g));
  return { ...plan, volumes, groups };
}

const actions = fc.array(
  fc.record({
    wait: fc.oneof(fc.nat(2 * DAY), fc.nat(3_600_000), fc.constant(0)),
    do: fc.constantFrom('mount', 'mount', 'dismount', 'close', 'truncate'),
    d: fc.nat(2),
  }),
  // Looks are planned with eight logs per group to spare, for logs closed early before the last two days.
  { maxLength: 8 },
);

describe('a log volume', () => {
  it('is full at the millisecond at which the first log too many is begun, and stops its groups alone', () => {
    let filled = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(0, 150, 400),
        fc.integer({ min: 25, max: 6000 }),
        actions,
        (weekend, capacity, list) => {
          const plan = planOf(capacity, weekend);
          const sim = still(plan);
          const w = sim.world;
          const expiry = plan.figures.transport.expiryMs;
          const slow = [
            new SlowFolder(sim.now, weekend, [360, 240], expiry),
            new SlowFolder(sim.now, weekend, [480], expiry),
          ];
          const full: number[] = [];
          sim.on('log-volume.full', (fact) => full.push(fact.at));
          const volume = plan.groups[0].logVolume;
          for (const action of [...list, { wait: 25 * DAY, do: 'look', d: 0 }]) {
            const at = pass(slow, sim.now + action.wait, capacity);
            if (at === null) sim.runUntil(sim.now + action.wait);
            // To the very event: over a weekend on which nobody writes somebody has made room before the latest instant.
            else while (full.length === 0 && sim.now <= at[1]) sim.step();
            if (at !== null) {
              filled += 1;
              // The look at a volume comes a millisecond after what closes a log by hand or logs mail that waited.
              expect(full).toHaveLength(1);
              expect(full[0] - at[0]).toBeGreaterThanOrEqual(0);
              expect(full[0] - at[1]).toBeLessThanOrEqual(1);
              expect(w.org.store.databases.map((d) => d.mounted)).toEqual([false, false, false, true]); // prettier-ignore
              return;
            }
            expect(full).toEqual([]);
            if (slow.some((s) => s.stream.onTheEdge)) return;
            expect(logsOnVolume(w, volume)).toBe(slow[0].logs + slow[1].logs);
            const [g, d] = action.d < 2 ? [0, action.d] : [1, 0];
            const { stream } = slow[g];
            if (action.do === 'mount' && !stream.mounted[d]) {
              mount(w, action.d);
              stream.mount(d);
            } else if (action.do === 'dismount' && stream.mounted[d]) {
              dismount(w, action.d, true, 'a test');
              slow[g].dismount(d);
            } else if (action.do === 'close') {
              closeOpenLog(w, g);
              watchFillSoon(w, volume);
              stream.closeEarly();
            } else if (action.do === 'truncate') {
              truncateAfterIncremental(w, g, openLog(w, g) - 1);
              slow[g].truncate();
              expect(w.org.store.groups[g].firstLog).toBe(slow[g].first);
            }
          }
        },
      ),
      { numRuns: 120 },
    );
    expect(filled).toBeGreaterThan(70);
  });

  it('that mail which had waited has overfilled stops its groups at once, not with the next log', () => {
    const plan = planOf(25, 0);
    const sim = still(plan);
    const full: number[] = [];
    sim.on('log-volume.full', (fact) => full.push(fact.at));
    dismount(sim.world, 0, true, 'a test');
    // Just before 05:00 the other databases have begun 18 logs; seven of waiting mail make 26.
    sim.runUntil(sim.now + 17_727_273);
    mount(sim.world, 0);
    const mounted = sim.now;
    expect(logsOnVolume(sim.world, plan.groups[0].logVolume)).toBe(26);
    sim.runUntil(mounted + 1);
    expect(full).toEqual([mounted + 1]);
  });
});
