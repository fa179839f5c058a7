/** MEASURES, randomness: two worlds with equal observations get equal advice. */
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../sim/engine/clock.ts';
import { uniform } from '../../../sim/engine/draw.ts';
import { failServer } from '../../../sim/org/hardware/servers.ts';
import { loseVolumes } from '../../../sim/org/hardware/strikes.ts';
import { createOrganization, type OrganizationSim } from '../../../sim/org/wiring.ts';
import { forkHidden } from '../../../sim/org/wiring/hidden.ts';
import {
  damage,
  imageOf,
  knownDamage,
  makeWrong,
  reschedule,
  spoil,
  watchSeen,
} from '../../support/hidden.ts';
import { planOf, smallYaml } from '../../support/organization.ts';
import { randomYaml } from '../../support/random.ts';

const YAML = smallYaml({ rest: 'hazards: default\n' }).replace(/horizon: .*/, 'horizon: 12 weeks');

const MONITORED = YAML.replace(
  'backup:\n',
  '  monitoring: { reads: every 15 min from 00:00 }\nbackup:\n',
);

function standing(hours = 20 * 24 + 12, yaml = YAML): OrganizationSim {
  const plan = planOf(yaml);
  const sim = createOrganization(plan, { seed: 1, replication: 0 });
  sim.runUntil(plan.clock.start + hours * HOUR);
  return sim;
}

/** What comes of losing every volume of the first server, under some salts. */
function advice(sim: OrganizationSim): string[] {
  return [1, 2, 3].map((salt) => {
    const fork = forkHidden(sim, salt);
    const facts: unknown[] = [];
    for (const type of ['incident.closed', 'content.lost'] as const)
      fork.on(type, (fact) => facts.push({ ...fact, event: 0 }));
    const { path, volumes } = fork.world.plan.servers[0];
    loseVolumes(fork.world, `${path}:volume-lost:1`, path, volumes);
    fork.runUntil(fork.now + 5 * DAY);
    expect(facts.length).toBeGreaterThan(0);
    return JSON.stringify(facts);
  });
}

function expectAlike(change: (sim: OrganizationSim) => void, origin = standing(), later = 0): void {
  const [a, b] = [origin.fork(), origin.fork()];
  const [seenOfA, seenOfB] = [watchSeen(a), watchSeen(b)];
  change(b);
  a.runUntil(a.now + later);
  b.runUntil(b.now + later);
  expect(imageOf(b), 'the worlds differ').not.toEqual(imageOf(a));
  expect(seenOfB, 'but nobody sees it').toEqual(seenOfA);
  for (const salt of [0, 7])
    expect(imageOf(forkHidden(b, salt))).toEqual(imageOf(forkHidden(a, salt)));
  expect(advice(b)).toEqual(advice(a));
}

describe('two worlds that look alike have the same forks, and the same advice', () => {
  it('a set that cannot be read, and nobody has tried', () => expectAlike((sim) => spoil(sim)));

  it('a disk that dies tomorrow, and one that lives', () =>
    expectAlike((sim) => reschedule(sim, 'hardware.disk', 10, sim.now + DAY)));

  it('strikes of every kind that are about to fall', () =>
    expectAlike((sim) => {
      for (const kind of [
        'hardware.strike',
        'hardware.server',
        'store.strike',
        'operations.destroy',
      ])
        reschedule(sim, kind, 1, sim.now + HOUR);
    }));

  it('a job that has been wrong for days', () =>
    expectAlike((sim) => makeWrong(sim, 0, 0), standing(), 9 * DAY));

  it('damaged pages that nobody has met', () => {
    const origin = standing();
    expectAlike((sim) => damage(sim, 0));
    expectAlike((sim) => damage(sim, 0), origin, 5 * HOUR);
  });

  it('damaged pages that no read has met, where the application log is read', () => {
    const origin = standing(20 * 24 + 12, MONITORED);
    expectAlike((sim) => damage(sim, 0), origin);
    expectAlike((sim) => damage(sim, 0), origin, MINUTE);
  });

  it('a scripted fault still to come', () =>
    expectAlike((sim) => {
      sim.world.at(sim.now + HOUR, 'fault.strike', 0);
    }));

  it('a strike that met what was lost already', () =>
    expectAlike((sim) => {
      sim.world.org.hardware.volumes[0].strikes += 1;
      sim.world.org.hardware.servers[0].strikes += 2;
    }));

  it('a server whose repair takes an hour, and one whose repair takes two days', () => {
    const origin = standing();
    const { path } = origin.world.plan.servers[0];
    failServer(origin.world, `${path}:server-failed:1`, 0);
    for (const [hours, later] of [
      [1, 2],
      [6, 20],
      [30, 20],
    ]) {
      const [a, b] = [origin.fork(), origin.fork()];
      a.world.org.hardware.servers[0].repairedAt = origin.now + hours * HOUR;
      b.world.org.hardware.servers[0].repairedAt = origin.now + 2 * DAY;
      a.runUntil(origin.now + later * MINUTE);
      b.runUntil(origin.now + later * MINUTE);
      const [x, y] = [forkHidden(a, 5), forkHidden(b, 5)];
      expect(imageOf(y)).toEqual(imageOf(x));
      const { repairedAt } = x.world.org.hardware.servers[0];
      // Within five minutes nobody knows whether it can be repaired at all.
      if (later > 5) expect(repairedAt).toBeGreaterThan(x.now);
    }
  });

  it('a backup that will fail near its end, and one that will not', () => {
    const origin = standing(19 * 24 + 20);
    origin.runUntil(origin.now + 2 * MINUTE + 1);
    const run = origin.world.org.procedures.list.find(
      (p) => p?.step === 'copy' || p?.step === 'logs',
    );
    expect(run).toBeDefined();
    expectAlike((sim) => {
      const p = sim.world.org.procedures.list.find((each) => each?.id === run?.id);
      Object.assign(p?.vars ?? {}, { failsAt: 0.99 });
    }, origin);
  });
});

/** Spoils, damages and confounds whatever a deviate says. */
function confound(sim: OrganizationSim, seed: number): void {
  let n = 0;
  const chance = (share: number): boolean => uniform(seed, 0, 'confound', 'test', n++) < share;
  const { plan, org } = sim.world;
  for (const d of plan.databases) if (chance(0.4)) damage(sim, d.id, 1 + (d.id % 5));
  spoil(sim, () => chance(0.1));
  for (const job of plan.jobs)
    for (const { group } of job.groups) if (chance(0.3)) makeWrong(sim, job.id, group);
  for (const v of org.hardware.volumes) if (chance(0.3)) v.strikes += 1;
}

describe('the same of random organizations that fail all the time', { timeout: 300_000 }, () => {
  it('worlds that nobody can tell apart have equal forks, at once and days later', () => {
    let alike = 0;
    for (let seed = 1; seed <= 6; seed++) {
      const plan = planOf(randomYaml(seed, '8 weeks'));
      const sim = createOrganization(plan, { seed: 1, replication: seed });
      for (let k = 0; k < 4; k++) {
        sim.runUntil(plan.clock.start + Math.floor((k * 12.37 + ((seed * 7.77) % 6)) * DAY));
        for (const later of [0, 5 * HOUR, 2 * DAY]) {
          const [a, b] = [sim.fork(), sim.fork()];
          const [seenOfA, seenOfB] = [watchSeen(a), watchSeen(b)];
          confound(b, seed * 100 + k);
          a.runUntil(sim.now + later);
          b.runUntil(sim.now + later);
          const told = JSON.stringify(seenOfA) !== JSON.stringify(seenOfB);
          if (told || knownDamage(a) !== knownDamage(b)) continue;
          expect(imageOf(forkHidden(b, k)), `${seed} ${k} ${later}`).toEqual(
            imageOf(forkHidden(a, k)),
          );
          alike += 1;
        }
      }
    }
    expect(alike).toBeGreaterThan(40);
  });
});
