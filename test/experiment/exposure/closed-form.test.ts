/** Losses with known answers: a periodic backup's by the hour, and the sum of windows of Keeton et al. (DSN 2004). */
import { beforeAll, describe, expect, it } from 'vitest';
import { DAY } from '../../../sim/engine/clock.ts';
import type { Ms } from '../../../sim/engine/types.ts';
import { calmOf, forkCalm, runOn } from '../../../sim/experiment/exposure/fork.ts';
import { runExposure } from '../../../sim/experiment/exposure/run.ts';
import { settleAll } from '../../../sim/experiment/exposure/sets.ts';
import type { Exposure } from '../../../sim/experiment/exposure/shapes.ts';
import { findSet } from '../../../sim/org/media/sets.ts';
import type { OrganizationSim } from '../../../sim/org/wiring.ts';
import { createOrganization } from '../../../sim/org/wiring.ts';
import { forceStrike, nextKey } from '../../../sim/org/wiring/strikes.ts';
import { planOf, smallYaml } from '../../support/organization.ts';

/** One group; database and log volume always go together, so that what tape holds is all there is. */
const plan = planOf(
  smallYaml({
    jobs: '\n    full: { type: full, when: daily 20:00 }',
    rest: 'hazards: { volume-lost: 0.000001 /year, others: none }\nparameters: { hardware: { wholeServerShare: 100 % } }\n',
  }),
);

interface Night {
  /** When its last log was closed, at the end of copying (E-03). */
  readonly closedAt: Ms;
  /** When the set was complete. */
  readonly endedAt: Ms;
}

const nights: Night[] = [];
beforeAll(() => {
  const sim = createOrganization(plan, { seed: 1, replication: 0 });
  let closedAt = 0;
  sim.on('step.ended', ({ step, at, job }) => {
    if (job >= 0 && step === 'copy') closedAt = at;
  });
  sim.on('backup.ended', ({ set }) => {
    nights.push({ closedAt, endedAt: findSet(sim.world, set)?.completedAt ?? 0 });
  });
  sim.runUntil(plan.clock.end);
});

/** Mail since the last log on the newest complete set. */
function lossAt(at: Ms): Ms {
  const newest = nights.filter(({ endedAt }) => endedAt <= at).at(-1);
  return at - (newest?.closedAt ?? Number.NaN);
}

describe('a daily full at 20:00, database and logs lost together', () => {
  let exposure: Exposure;
  beforeAll(async () => {
    exposure = await runExposure([{ name: 'only', label: 'only', plan }], {
      seed: 1,
      replications: 12,
    });
  }, 120_000);

  it('loses, at every hour of the week, exactly what came after the last log on tape', () => {
    expect(new Set(exposure.injections.map(({ hour }) => hour)).size).toBe(168);
    exposure.worlds.forEach(({ injection, weight }, i) => {
      const { at } = exposure.injections[injection];
      const incident = exposure.strategies.only.outcomes[i];
      expect(weight).toBe(1);
      expect(incident?.databases.map(({ windowMs }) => windowMs)).toEqual([lossAt(at)]);
    });
  });

  it('loses by the hour a sawtooth: an hour later an hour more, until the night starts it anew', () => {
    const byHour = exposure.injections
      .map(({ hour }, i) => ({
        hour,
        ms: exposure.strategies.only.outcomes[i]?.databases[0].windowMs ?? 0,
      }))
      .sort((a, b) => a.hour - b.hour);
    const falls = byHour.slice(1).filter(({ ms }, i) => ms < byHour[i].ms);
    expect(falls).toHaveLength(7);
    for (const { hour } of falls) expect([20, 21, 22]).toContain(hour % 24);
  });

  it('never loses more than its accumulation window and the propagation', () => {
    const most = Math.max(...nights.slice(1).map(({ endedAt }, i) => endedAt - nights[i].closedAt));
    expect(most).toBeGreaterThan(DAY);
    for (const incident of exposure.strategies.only.outcomes) {
      expect(incident?.databases[0].windowMs).toBeLessThan(most);
    }
  });
});

/** Everything is lost an instant before the set of a night is complete; `bad` of the newest sets cannot be read. */
function worstAt(night: number, bad: number): Ms {
  const base: OrganizationSim = createOrganization(plan, { seed: 1, replication: 0 });
  base.runUntil(nights[night].endedAt - 1);
  const sim = forkCalm(calmOf(base, 7));
  settleAll(sim);
  const newest = sim.world.org.store.groups[0].sets
    .map((id) => findSet(sim.world, id))
    .filter((set) => set?.complete === true)
    .slice(-bad || Infinity);
  for (const set of newest) if (set) set.fate = 'bad';
  const key = nextKey(sim, 'volume-lost', 0);
  forceStrike(sim, 'volume-lost', 0);
  return runOn(sim, key)?.databases[0].windowMs ?? Number.NaN;
}

describe('the sum of windows (Keeton et al.); no copy is held back, and vaults are not modelled', () => {
  const night = 20;
  const accumulation = (of: number): Ms => nights[of].closedAt - nights[of - 1].closedAt;
  const propagation = (of: number): Ms => nights[of].endedAt - nights[of].closedAt;

  it('one level: its accumulation window and its propagation', () => {
    expect(worstAt(night, 0)).toBe(accumulation(night) + propagation(night) - 1);
  });

  it('two levels, the second behind the first as the set before the newest: two accumulation windows', () => {
    expect(worstAt(night, 1)).toBe(
      accumulation(night) + accumulation(night - 1) + propagation(night) - 1,
    );
  });
});
