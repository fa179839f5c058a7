/** What is enumerated and weighed is what chance alone gives: at exaggerated probabilities, against brute force. */
import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../../sim/engine/clock.ts';
import { calmOf, forkCalm, runOn } from '../../../sim/experiment/exposure/fork.ts';
import { ownersAmong } from '../../../sim/experiment/exposure/owners.ts';
import { forkPrecursor, stillHidden } from '../../../sim/experiment/exposure/precursor.ts';
import { rareOf } from '../../../sim/experiment/exposure/rare.ts';
import type { Visit } from '../../../sim/experiment/exposure/visits.ts';
import { worldsOf } from '../../../sim/experiment/exposure/worlds.ts';
import type { IncidentRecord } from '../../../sim/measure/index.ts';
import { incidentWith } from '../../../sim/org/recovery/incident.ts';
import { stillToNotice } from '../../../sim/org/recovery/noticing.ts';
import { createOrganization } from '../../../sim/org/wiring.ts';
import { forceStrike, nextKey } from '../../../sim/org/wiring/strikes.ts';
import { planOf, smallYaml } from '../../support/organization.ts';
import { expectAlike, meanOf } from './alike.ts';

const lostHours = (incident: IncidentRecord | null): number =>
  (incident?.databases[0]?.windowMs ?? 0) / HOUR;

function visitOf(cause: Visit['cause'], plans: Parameters<typeof ownersAmong>[0], at: number) {
  const [owner] = ownersAmong(plans, cause);
  return (index: number): Visit => ({
    ...{ replication: 0, cause, index, owner, hour: 0, at, salt: 1000 + index },
  });
}

it('bad sets: mean loss, and how often it is more than a week, as by chance', () => {
  const plan = planOf(
    smallYaml({
      rest: 'hazards: { volume-lost: 0.000001 /year, set-unreadable: 15 %, others: none }\nparameters: { hardware: { wholeServerShare: 100 % } }\n',
    }),
  );
  const base = createOrganization(plan, { seed: 1, replication: 0 });
  const at = plan.clock.start + 17 * DAY + 15 * HOUR;
  base.runUntil(at);
  const visit = visitOf('volume-lost', [plan], at);
  const settings = { seed: 1, names: ['only'], plans: [plan], causes: [], check: false };
  const enumerated = Array.from({ length: 150 }, (_, i) =>
    worldsOf(settings, [base], visit(i), null, null),
  );
  const chance = Array.from({ length: 1200 }, (_, i) => {
    const sim = forkCalm(calmOf(base, 50_000 + i));
    const key = nextKey(sim, 'volume-lost', 0);
    forceStrike(sim, 'volume-lost', 0);
    return runOn(sim, key);
  });
  for (const value of [lostHours, (each: IncidentRecord | null) => Number(lostHours(each) > 168)]) {
    const weighed = enumerated.map((worlds) =>
      worlds.reduce((sum, { weight, outcomes }) => sum + weight * value(outcomes[0]), 0),
    );
    expectAlike(meanOf(weighed), meanOf(chance.map(value)));
    // That is what the enumeration is for.
    expect(meanOf(weighed).error).toBeLessThan(meanOf(chance.map(value)).error * 2);
  }
}, 120_000);

describe('rare states come as often as by chance', () => {
  it('latent damage: damaged, and noticed neither by a user nor in the log of a full', () => {
    const plan = planOf(
      smallYaml({
        horizon: '12 weeks',
        rest: 'hazards: { volume-lost: 0.000001 /year, page-damage: 5 /year, others: none }\n',
      }),
    );
    const visit = visitOf('volume-lost', [plan], 0);
    const shares: number[] = [];
    const weighed: number[] = [];
    for (let replication = 0; replication < 400; replication++) {
      const base = createOrganization(plan, { seed: 5, replication });
      base.runUntil(plan.clock.start + 14 * DAY);
      let latent = 0;
      const looks = 45;
      for (let look = 0; look < looks; look++) {
        base.runUntil(base.now + 36 * HOUR + 7);
        const incident = incidentWith(base.world, 0);
        if (incident !== null && stillToNotice(base.world, incident) !== null) latent += 1 / looks;
      }
      shares.push(latent);
    }
    const calm = createOrganization(
      planOf(
        smallYaml({
          horizon: '12 weeks',
          rest: 'hazards: { volume-lost: 0.000001 /year, page-damage: 0.0000001 /year, others: none }\n',
        }),
      ),
      { seed: 5, replication: 0 },
    );
    for (let index = 0; calm.now < plan.clock.end - 20 * DAY; index++) {
      calm.runUntil(Math.max(plan.clock.start, calm.now + HOUR));
      const rare = rareOf([plan], visit(index), 5);
      const then = { ...visit(index), at: calm.now + (rare?.beforeMs ?? 0) };
      const settings = { seed: 5, names: ['only'], plans: [plan], causes: [], check: false };
      const forks = rare && forkPrecursor(settings, [calm], then, rare);
      const [sim = null] = forks ?? [];
      sim?.runUntil(then.at);
      const hidden = rare !== null && sim !== null && stillHidden(sim, rare, 0);
      weighed.push(hidden ? rare.weight : 0);
    }
    expect(meanOf(weighed).error / meanOf(weighed).mean).toBeLessThan(0.1);
    expect(meanOf(shares).error / meanOf(shares).mean).toBeLessThan(0.1);
    // A database whose damage is being repaired or waits to be is not struck anew: 5 a year barely meet.
    expectAlike(meanOf(weighed), meanOf(shares));
  }, 120_000);
});
