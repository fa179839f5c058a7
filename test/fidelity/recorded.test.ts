/** Fast, recorded, forked, gone back into: always the same simulation. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DAY } from '../../sim/engine/clock.ts';
import { uniform } from '../../sim/engine/draw.ts';
import { History } from '../../sim/engine/history.ts';
import { recordWindow } from '../../sim/engine/recorder.ts';
import type { Plan } from '../../sim/org/plan.ts';
import type { OrgState } from '../../sim/org/state.ts';
import { createOrganization } from '../../sim/org/wiring.ts';
import { loadScenario } from '../../sim/scenario/index.ts';
import { planOf } from '../support/organization.ts';
import { randomYaml } from '../support/random.ts';

const shipped = (readdirSync('scenarios', { recursive: true }) as string[])
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => join('scenarios', name));

/** Instants at which anything happens in the window, at the least; fewer where one group is backed up at night and that is all. */
const USUAL = 20;
const QUIET: Readonly<Record<string, number>> = {
  'scenarios/backups/one-bad-incremental.yaml': 14,
  'scenarios/logs/hung-backup.yaml': 7,
  'scenarios/logs/two-databases.yaml': 8,
  'scenarios/media/offsite-recall.yaml': 11,
  'scenarios/media/one-drive-and-no-robot.yaml': 11,
  'scenarios/promises/backwards.yaml': 16,
  'scenarios/vss/checked-or-not.yaml': 12,
};

const start = (plan: Plan, seed = 7, check = false) =>
  createOrganization(plan, { seed, replication: 0, check });

describe('recorded and fast agree in state and fingerprint', () => {
  it.each(shipped)('%s, every strategy', (path) => {
    const loaded = loadScenario(path, (name) => readFileSync(name, 'utf8'));
    if (!loaded.ok) throw new Error(`${path} does not load`);
    for (const { name, plan } of loaded.scenario.strategies) {
      // Around the first scripted fault, if there is one.
      const at = plan.faults[0]?.at ?? plan.clock.start;
      const [fast, recorded] = [start(plan), start(plan)];
      recorded.runUntil(at - DAY / 2);
      const { roots } = recordWindow(recorded, at + 2 * DAY);
      fast.runUntil(at + 2 * DAY);
      expect(roots.length, name).toBeGreaterThanOrEqual(QUIET[path] ?? USUAL);
      expect(recorded.snapshot(), name).toEqual(fast.snapshot());
    }
  });

  it('organizations of every shape, in which everything fails, also under a check', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const plan = planOf(randomYaml(seed, '3 weeks'));
      const [fast, recorded] = [start(plan, seed), start(plan, seed, seed <= 3)];
      fast.runUntil(plan.clock.end);
      recorded.runUntil(plan.clock.end - 8 * DAY);
      recordWindow(recorded, plan.clock.end);
      expect(recorded.snapshot(), `seed ${seed}`).toEqual(fast.snapshot());
    }
  });
});

describe('a fork shares what is sealed with its origin', () => {
  it('and neither sees what becomes of the other', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const plan = planOf(randomYaml(seed, '4 weeks'));
      const plain = start(plan, seed);
      plain.runUntil(plan.clock.end);
      const end = plain.snapshot();
      const origin = start(plan, seed);
      const share = uniform(seed, 0, 'fork', 'at', 0);
      const { warmupStart } = plan.clock;
      origin.runUntil(warmupStart + Math.floor(share * (plan.clock.end - warmupStart)));
      // In the middle of a backup, whose set is not sealed yet.
      const open = () => origin.world.org.media.sets.some((set) => !set.complete);
      while (!open() && origin.now < plan.clock.end) origin.step();
      const before = origin.snapshot();
      // Other luck: other tapes are written, other sets overwritten.
      origin.fork({ replication: 1 }).runUntil(plan.clock.end);
      expect(origin.snapshot(), `seed ${seed}`).toEqual(before);
      const fork = origin.fork();
      origin.runUntil(plan.clock.end);
      expect(origin.snapshot(), `seed ${seed}`).toEqual(end);
      fork.runUntil(plan.clock.end);
      expect(fork.snapshot(), `seed ${seed}`).toEqual(end);
    }
  });
});

describe('a history of the organization', () => {
  it('goes back to any instant, queue included', () => {
    const plan = planOf(randomYaml(3, '6 weeks'));
    const sim = start(plan, 3);
    const history = new History(sim);
    history.runUntil(plan.clock.end);
    const plain = start(plan, 3);
    for (let i = 1; i <= 12; i++) {
      const at = history.from + Math.floor((i / 12) * (history.to - history.from));
      plain.runUntil(at);
      expect(history.stateAt(at).snapshot()).toEqual(plain.snapshot());
    }
    expect(sim.snapshot()).toEqual(plain.snapshot());
  });
});

describe('the development walk', () => {
  const spoiled = (spoil: (org: OrgState) => void) => {
    const sim = start(planOf(randomYaml(1, '20 weeks')), 1, true);
    sim.runUntil(sim.now + 8 * DAY);
    // Shortly before the next walk.
    while (sim.events % 1024 < 1018) sim.step();
    spoil(sim.world.org);
    return () => {
      for (let i = 0; i < 6; i++) sim.step();
    };
  };

  it('names under --check what would part a recorded run from a fast one', () => {
    const shared = spoiled(({ backup }) => (backup.jobs[0].retries = backup.jobs[0].broken));
    expect(shared).toThrow('jobs[0].retries is the same object as org.backup.jobs[0].broken');
    const zero = spoiled(({ media }) => (media.cartridges[0].passes = -0));
    expect(zero).toThrow('org.media.cartridges[0].passes is the number -0');
    const missing = spoiled(({ media }) => delete (media.cartridges[1] as { gone?: boolean }).gone);
    expect(missing).toThrow("org.media.cartridges[1] is a record without the key 'gone'");
  });

  it('freezes what is sealed, so that a later change throws where it is made', () => {
    const sim = start(planOf(randomYaml(1, '20 weeks')), 1, true);
    while (sim.events < 2048) sim.step();
    const piece = sim.world.org.store.segments[0]?.pieces[0] as { generation: number } | undefined;
    expect(() => ((piece as { generation: number }).generation = 7)).toThrow('read only');
    const set = sim.world.org.media.sets.find((each) => each.complete);
    expect(() => set?.parts.pop()).toThrow();
    // What is found out about a set later is not sealed.
    expect(() => ((set as { knownBad: boolean }).knownBad = true)).not.toThrow();
  });
});
