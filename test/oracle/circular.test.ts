/** Circular logging in closed form against folders from which log after log is deleted. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../sim/org/plan.ts';
import { firstLog, freezeCheckpoint, thawCheckpoint } from '../../sim/org/store/checkpoint.ts';
import { logsOnVolume, watchFill, watchFillSoon } from '../../sim/org/store/fill.ts';
import { dismount, mount } from '../../sim/org/store/mount.ts';
import { closeOpenLog } from '../../sim/org/store/stream.ts';
import { still, stillPlan } from './minimal.ts';
import { pass, SlowFolder } from './slow-folder.ts';

const DAY = 86_400_000;
const LOG_BYTES = 1_048_576;

/** Two groups log to one volume, the first of them circularly, the second perhaps. */
function planOf(capacity: number, weekend: number, both: boolean): Plan {
  const plan = stillPlan([[30, 20], [40]], weekend);
  const volumes = plan.volumes.map((v) =>
    v.name === 'logs' ? { ...v, capacityBytes: capacity * LOG_BYTES + 5 } : v,
  );
  const groups = plan.groups.map((g) => ({ ...g, circularLogging: both || g.id === 0 }));
  return { ...plan, volumes, groups };
}

const actions = fc.array(
  fc.record({
    wait: fc.oneof(fc.nat(2 * DAY), fc.nat(3_600_000), fc.constant(0)),
    do: fc.constantFrom('mount', 'mount', 'dismount', 'close', 'hold', 'hold', 'release'),
    d: fc.nat(2),
  }),
  { maxLength: 8 },
);

describe('circular logging', () => {
  it('has the logs on disk that deleting one by one would leave, and the volume is full when it would be', () => {
    let filled = 0;
    let spared = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(0, 150, 400),
        fc.oneof(fc.integer({ min: 25, max: 70 }), fc.integer({ min: 70, max: 6000 })),
        fc.boolean(),
        actions,
        (weekend, capacity, both, list) => {
          const plan = planOf(capacity, weekend, both);
          const sim = still(plan);
          const w = sim.world;
          const expiry = plan.figures.transport.expiryMs;
          const slow = [
            new SlowFolder(sim.now, weekend, [360, 240], expiry, true),
            new SlowFolder(sim.now, weekend, [480], expiry, both),
          ];
          const full: number[] = [];
          sim.on('log-volume.full', (fact) => full.push(fact.at));
          const volume = plan.groups[0].logVolume;
          for (const action of [...list, { wait: 25 * DAY, do: 'look', d: 0 }]) {
            const at = pass(slow, sim.now + action.wait, capacity);
            sim.runUntil(at === null ? sim.now + action.wait : at[1] + 1);
            if (at !== null) {
              filled += 1;
              expect(full).toHaveLength(1);
              expect(full[0] - at[0]).toBeGreaterThanOrEqual(0);
              expect(full[0] - at[1]).toBeLessThanOrEqual(1);
              return;
            }
            expect(full).toEqual([]);
            if (slow.some((s) => s.stream.onTheEdge)) return;
            slow.forEach((s, g) => expect(firstLog(w, g)).toBe(s.first));
            expect(logsOnVolume(w, volume)).toBe(slow[0].logs + slow[1].logs);
            const [g, d] = action.d < 2 ? [0, action.d] : [1, 0];
            const folder = slow[g];
            if (action.do === 'mount' && !folder.stream.mounted[d]) {
              mount(w, action.d);
              folder.mount(d);
            } else if (action.do === 'dismount' && folder.stream.mounted[d]) {
              dismount(w, action.d, true, 'a test');
              folder.dismount(d);
            } else if (action.do === 'close') {
              closeOpenLog(w, g);
              watchFillSoon(w, volume);
              folder.stream.closeEarly();
              folder.sweep();
            } else if (action.do === 'hold' && !folder.isHeld) {
              freezeCheckpoint(w, g, 7);
              watchFill(w, volume);
              folder.hold();
            } else if (action.do === 'release') {
              thawCheckpoint(w, g, 7);
              folder.release();
            }
          }
          spared += 1;
        },
      ),
      { numRuns: 200 },
    );
    expect(filled).toBeGreaterThan(40);
    expect(spared).toBeGreaterThan(3);
  });
});
