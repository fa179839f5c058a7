/** What is redrawn is there as often as it is in truth: over many worlds, at some instant, and over many salts. */
import { describe, expect, it } from 'vitest';
import { DAY } from '../../../sim/engine/clock.ts';
import { uniform } from '../../../sim/engine/draw.ts';
import { findSet, isUnreadable } from '../../../sim/org/media/sets.ts';
import { createOrganization, type OrganizationSim } from '../../../sim/org/wiring.ts';
import { forkHidden } from '../../../sim/org/wiring/hidden.ts';
import { planOf, smallYaml } from '../../support/organization.ts';

const yaml = (hazards: string): string =>
  smallYaml({ rest: `hazards: { ${hazards}, others: none }\n`, horizon: '16 weeks' }).replace(
    'backup:\n',
    `  drills: { weekly: { when: [Wed 09:00], groups: 1 } }\nbackup:\n`,
  );

type Figure = (sim: OrganizationSim) => number;

const latent: Figure = ({ world }) =>
  world.org.recovery.incidents.filter((i) => i !== null && !i.noticed && !i.met).length;
const wrong: Figure = ({ world }) =>
  world.org.backup.jobs.reduce((sum, { wrong: of }) => sum + of.length, 0);
const worthless: Figure = ({ world }) =>
  world.org.media.sets.filter((s) => s.wrongBy !== '' && !s.knownBad).length;
const newestIsBad: Figure = ({ world }) => {
  const id = world.org.store.groups[0].sets.at(-1) ?? -1;
  const set = findSet(world, id);
  return set !== null && !set.knownBad && isUnreadable(world, set) ? 1 : 0;
};
const recurring: Figure = ({ world }) =>
  world.org.backup.jobs.reduce((sum, { broken }) => sum + broken.length, 0);
/** Hours, a day at most, so that no single one decides. */
const repairing: Figure = ({ world, now }) =>
  world.org.hardware.servers.reduce(
    (sum, s) =>
      sum + (s.up || s.repairedAt < now ? 0 : Math.min(24, (s.repairedAt - now) / 3_600_000)),
    0,
  );

const READ =
  '  monitoring: { reads: every 15 min from 00:00 }\nparameters: { store: { damageReadMs: 3 days } }\n';

const SALTS = 3;

/** Means in truth and in forks, and the standard error of their difference, over replications. */
function compare(text: string, replications: number, figure: Figure) {
  const plan = planOf(text);
  const pairs = Array.from({ length: replications }, (_, replication) => {
    const sim = createOrganization(plan, { seed: 4, replication });
    let [truth, redrawn] = [0, 0];
    for (let k = 0; k < 4; k++) {
      const u = uniform(1, replication, 'instant', 'test', k);
      sim.runUntil(plan.clock.start + Math.floor((14 + 24 * k + 22 * u) * DAY));
      truth += figure(sim) / 4;
      for (let salt = 0; salt < SALTS; salt++)
        redrawn += figure(forkHidden(sim, salt * 1000 + replication)) / 4 / SALTS;
    }
    return [truth, redrawn] as const;
  });
  const mean = (of: (pair: readonly [number, number]) => number): number =>
    pairs.reduce((sum, pair) => sum + of(pair), 0) / replications;
  const [truth, redrawn] = [mean(([t]) => t), mean(([, r]) => r)];
  const spread = mean(([t, r]) => (t - r - truth + redrawn) ** 2);
  return { truth, redrawn, error: Math.sqrt(spread / (replications - 1)) };
}

/** Agrees within four standard errors, while a share twice or half as large would not. */
function expectCalibrated(
  hazards: string,
  figure: Figure,
  replications = 200,
  operations = '',
): void {
  const text = yaml(hazards).replace('backup:\n', `${operations}backup:\n`);
  const { truth, redrawn, error } = compare(text, replications, figure);
  const said = `in truth ${truth}, redrawn ${redrawn}, standard error ${error}`;
  expect(Math.abs(truth - redrawn), said).toBeLessThan(4 * error);
  expect(truth / 2, `${said}: a factor of 2 would show`).toBeGreaterThan(4 * error);
}

const PATIENCE_MS = 300_000;

describe('what nobody knows is redrawn as often as it is there', { timeout: PATIENCE_MS }, () => {
  it('damage that nobody has met', () => expectCalibrated('page-damage: 40 /year', latent, 220));
  it('damage that no read has met, where the application log is read', () =>
    expectCalibrated('page-damage: 40 /year', latent, 300, READ));
  it('mail that nobody has missed', () =>
    expectCalibrated('logical-corruption: 60 /year', latent, 260));
  it('jobs that are wrong', () => expectCalibrated('job-silently-wrong: 8 /year', wrong));
  it('the sets that they wrote', () =>
    expectCalibrated('job-silently-wrong: 8 /year', worthless, 450));
  it('the newest set cannot be read', () => expectCalibrated('set-unreadable: 20 %', newestIsBad));
  it('failures that recur', () => expectCalibrated('job-failed: 20 %', recurring, 350));
  it('what is left of repairs', () => expectCalibrated('server-failed: 150 /year', repairing, 300));
});
