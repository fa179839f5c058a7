/** How long worlds are followed, and what an incident that does not end in that time adds to a year. */
import { expect, it } from 'vitest';
import { HOUR } from '../../../sim/engine/clock.ts';
import { figureReaders } from '../../../sim/experiment/exposure/figures.ts';
import { calmOf, forkCalm, runOn } from '../../../sim/experiment/exposure/fork.ts';
import { openMs, readingsOf } from '../../../sim/experiment/exposure/readings.ts';
import type { Exposure } from '../../../sim/experiment/exposure/shapes.ts';
import { createOrganization } from '../../../sim/org/wiring.ts';
import { forceStrike, nextKey } from '../../../sim/org/wiring/strikes.ts';
import { planOf, smallYaml } from '../../support/organization.ts';

/** Nobody ever puts a server right again. */
const plan = planOf(
  smallYaml({
    rest: 'hazards: { server-failed: 0.000001 /year, page-damage: 0.000001 /year, others: none }\nparameters: { hardware: { rebuildShare: 0 %, hardwareRepairMs: 30000 h, softwareRepairMs: 30000 h, networkRepairMs: 30000 h, facilitiesRepairMs: 30000 h, peopleRepairMs: 30000 h, unknownRepairMs: 30000 h, repairMeanMs: 30000 h } }\n',
  }),
);
const mailboxes = plan.databases[0].mailboxCount;

it('an incident that stays open is followed for the run-out, and counts for as long, service and data', () => {
  const at = plan.clock.end - HOUR;
  const base = createOrganization(plan, { seed: 1, replication: 0 });
  base.runUntil(at);
  const sim = forkCalm(calmOf(base, 1));
  const key = nextKey(sim, 'server-failed', 0);
  forceStrike(sim, 'server-failed', 0);
  const incident = runOn(sim, key)!;
  expect(incident).toMatchObject({ at, closedAt: null, dataMs: null });
  expect(sim.now - at).toBe(openMs(plan));
  expect(incident.databases.map(({ downAt }) => downAt)).toEqual([at]);
  const hours = (openMs(plan) * mailboxes) / HOUR;
  expect(figureReaders['downtime.service'](plan, incident)).toBeCloseTo(hours, 6);
  expect(figureReaders['downtime.data'](plan, incident)).toBeCloseTo(hours, 6);
  const strategies = { only: { plan, outcomes: [incident] } };
  const asked = { metric: 'recovery.data', where: {}, per: 'incident', weight: 'mailbox' } as const;
  expect(readingsOf({ strategies } as unknown as Exposure, 'only', asked)).toEqual([
    [{ value: openMs(plan), weight: 1, censored: true }],
  ]);
});

it('users of damaged pages are without service from the dismount to the end of the restore', () => {
  const base = createOrganization(plan, { seed: 1, replication: 0 });
  base.runUntil(plan.clock.start + 10 * 24 * HOUR);
  const sim = forkCalm(calmOf(base, 3));
  const [down, up]: [number[], number[]] = [[], []];
  sim.on('database.down', (fact) => down.push(fact.at));
  sim.on('database.up', (fact) => up.push(fact.at));
  const key = nextKey(sim, 'page-damage', 0);
  forceStrike(sim, 'page-damage', 0);
  const incident = runOn(sim, key)!;
  expect([down.length, up.length]).toEqual([1, 1]);
  expect(down[0] - incident.at).toBeGreaterThan(HOUR);
  const hours = (ms: number): number => (ms * mailboxes) / HOUR;
  const read = (figure: keyof typeof figureReaders) => figureReaders[figure](plan, incident);
  expect(read('downtime.service')).toBeCloseTo(hours(up[0] - down[0]), 6);
  expect(read('downtime.data')).toBeCloseTo(hours(up[0] - incident.at), 6);
});
