/** One seed, one fingerprint, one state: twice, after a snapshot anywhere, with ties shuffled, and under --check. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DAY } from '../../sim/engine/clock.ts';
import { stateDigest } from '../../sim/engine/digest.ts';
import { uniform } from '../../sim/engine/draw.ts';
import { resumeSim } from '../../sim/engine/sim.ts';
import { createOrganization, organizationModel } from '../../sim/org/wiring.ts';
import type { OrganizationOptions, OrganizationSim } from '../../sim/org/wiring.ts';
import { planOf } from '../support/organization.ts';
import { randomYaml } from '../support/random.ts';

/** The flagship's organization, cut to a few weeks in which nearly everything fails. */
const flagship = planOf(
  readFileSync('scenarios/weekly-or-daily.yaml', 'utf8')
    .replace('warmup: 5 weeks', 'warmup: 2 weeks')
    .replace('horizon: 52 weeks', 'horizon: 2 weeks')
    .replace(
      'hazards: default',
      'hazards: { volume-lost: 15 /year, page-damage: 15 /year, job-failed: 20 %, set-unreadable: 10 %, mount-failed: 10 %, server-failed: 30 /year, controller-failed: 60 /year, disk-failed: { weibull: { shape: 1.12, scale: 1000 h } }, sector-unreadable: 1e-11 % }',
    ),
);

type Options = Omit<OrganizationOptions, 'seed' | 'replication'>;

const start = (options: Options = {}): OrganizationSim =>
  createOrganization(flagship, { seed: 7, replication: 0, ...options });

const END = flagship.clock.end + 3 * DAY;

const stateOf = (sim: OrganizationSim): string => stateDigest(sim.world.org, sim.pending());

function run(options: Options = {}): { fingerprint: string; state: string; events: number } {
  const sim = start(options);
  sim.runUntil(END);
  return { fingerprint: sim.fingerprint, state: stateOf(sim), events: sim.events };
}

const first = run();

describe('one seed', () => {
  it('has incidents in plenty, or the rest shows nothing', () => {
    const sim = start();
    let incidents = 0;
    sim.on('incident.closed', () => incidents++);
    sim.runUntil(END);
    expect(incidents).toBeGreaterThan(10);
  });

  it('gives one fingerprint and one state, also when somebody listens', () => {
    expect(run()).toEqual(first);
    const heard = start();
    heard.onAny(() => {});
    heard.runUntil(END);
    expect({ fingerprint: heard.fingerprint, state: stateOf(heard) }).toEqual({
      fingerprint: first.fingerprint,
      state: first.state,
    });
  });

  it('goes on the same way from a snapshot taken after any event', () => {
    for (let i = 0; i < 12; i++) {
      const events = Math.floor(uniform(1, 0, 'snapshot', 'at', i) * first.events);
      const sim = start();
      while (sim.events < events) sim.step();
      // Through text, as a file would carry it.
      const image = JSON.parse(JSON.stringify(sim.snapshot())) as ReturnType<typeof sim.snapshot>;
      const resumed = resumeSim({ model: organizationModel, plan: flagship, image });
      resumed.runUntil(END);
      expect(resumed.fingerprint, `after event ${events}`).toBe(first.fingerprint);
      expect(stateOf(resumed), `after event ${events}`).toBe(first.state);
    }
  });

  it('ends in one state however ties fall', () => {
    for (let shuffle = 1; shuffle <= 20; shuffle++) {
      expect(run({ shuffleTies: shuffle }).state, `shuffled by ${shuffle}`).toBe(first.state);
    }
  });

  it('ends in one state however ties fall, in organizations of every shape', () => {
    for (let seed = 1; seed <= 12; seed++) {
      const plan = planOf(randomYaml(seed, '4 weeks'));
      const states = [null, 1, 2].map((shuffleTies) => {
        const sim = createOrganization(plan, { seed, replication: 0, shuffleTies });
        sim.runUntil(plan.clock.end + DAY);
        return stateOf(sim);
      });
      expect(new Set(states).size, `seed ${seed}`).toBe(1);
    }
  });

  it('runs the same under --check, which changes nothing', () => {
    const [fast, checked] = [false, true].map((check) => {
      const sim = start({ check });
      sim.runUntil(flagship.clock.start + 4 * DAY);
      return { fingerprint: sim.fingerprint, state: stateOf(sim) };
    });
    expect(checked).toEqual(fast);
  });
});
