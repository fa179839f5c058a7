/** Whatever happens, the books balance: random organizations under exaggerated hazards. */
import { describe, expect, it } from 'vitest';
import { DAY } from '../../../sim/engine/clock.ts';
import { organizationIsQuiet } from '../../../sim/org/wiring.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { randomYaml } from '../../support/random.ts';

/** As long as the slowest way back may take: parts in 60 h, one person in office hours, repairs one after another. */
const RUN_OUT = 60 * DAY;

function run(seed: number, horizon: string, check: boolean): Watched {
  const watched = watch(randomYaml(seed, horizon), { check, replication: seed });
  watched.sim.runUntil(watched.plan.clock.end + RUN_OUT);
  return watched;
}

/** Backups and drills go on for ever; everything else has come to its end and given back what it held. */
function leftovers({ sim }: Watched): string[] {
  const { procedures, hardware, recovery, store } = sim.world.org;
  const left: string[] = [];
  const living = new Set<number>();
  for (const p of procedures.list) {
    if (p === null) continue;
    living.add(p.id);
    if (p.name !== 'backup.streaming' && p.name !== 'recovery.drill')
      left.push(`${p.name} is at ${p.step}`);
  }
  for (const pool of procedures.pools) {
    for (const holder of pool.holder) {
      if (holder >= 0 && !living.has(holder)) left.push(`nobody holds ${pool.name}`);
    }
  }
  if (living.size === 0) {
    if (hardware.flows.some((f) => f !== null)) left.push('bytes flow');
    if (hardware.load.some((n) => n !== 0)) left.push('a link is loaded');
    if (procedures.waiting.length > 0) left.push('somebody waits');
    if (procedures.pools.some((p) => p.holder.some((h) => h >= 0))) left.push('something is held');
  }
  if (recovery.environments.length > 0) left.push('a Restore.env is left');
  store.databases.forEach((d, i) => {
    if (!d.mounted || d.restoring) left.push(`database ${i} is not back`);
  });
  return left;
}

describe('random incidents', () => {
  it.each([1, 2, 3, 4, 5, 6])('conserve every message, after every event (seed %i)', (seed) => {
    const watched = run(seed, '3 weeks', true);
    expect(watched.of('incident.opened').length).toBeGreaterThan(0);
    expect(organizationIsQuiet(watched.sim)).toBe(true);
  });

  it('are closed in the end, too, where backups stop their groups all the time (ESE-38)', () => {
    let stops = 0;
    for (let seed = 300; seed < 305; seed++) {
      const yaml = randomYaml(seed, '3 weeks').replace(/exchange-200\d/, 'exchange-2003');
      const lag = 'parameters: { store: { checkpointLagLogs: 7 } }\n';
      const watched = watch(yaml + lag, { check: seed === 300, replication: seed });
      watched.sim.runUntil(watched.plan.clock.end + RUN_OUT);
      stops += watched.of('database.down').filter((f) => f.because.includes('-614')).length;
      expect(organizationIsQuiet(watched.sim), `seed ${seed}`).toBe(true);
      expect(leftovers(watched), `seed ${seed}`).toEqual([]);
    }
    expect(stops).toBeGreaterThan(20);
  });

  it('have waterfalls that add up to the time until data is back, without a remainder', () => {
    let incidents = 0;
    for (let seed = 100; seed < 116; seed++) {
      for (const fact of run(seed, '8 weeks', false).of('incident.closed')) {
        incidents += 1;
        const spans = fact.waterfall.reduce((sum, span) => sum + span.ms, 0);
        expect(spans).toBe(Math.max(...fact.databases.map((d) => d.dataMs)));
        expect(spans).toBe(fact.at - fact.openedAt);
        let from = fact.openedAt;
        for (const span of fact.waterfall) {
          expect(span.from).toBe(from);
          from += span.ms;
        }
      }
    }
    expect(incidents).toBeGreaterThan(100);
  });

  it('are all closed in the end, and everything is given back', () => {
    for (let seed = 200; seed < 216; seed++) {
      const watched = run(seed, '8 weeks', false);
      expect(organizationIsQuiet(watched.sim), `seed ${seed}`).toBe(true);
      expect(leftovers(watched), `seed ${seed}`).toEqual([]);
    }
  });
});
