/** What strikes on the calendar can be called off, and forced. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { causes } from '../../sim/org/causes.ts';
import {
  callOffStrikes,
  forceBadSector,
  forcedCauses,
  forceStrike,
  nextKey,
  ownersOfForced,
} from '../../sim/org/wiring/strikes.ts';
import { createOrganization, organizationModel } from '../../sim/org/wiring.ts';
import { planOf, smallYaml } from '../support/organization.ts';

const EVERYTHING = `hazards:
${Object.entries(causes)
  .filter(([, cause]) => cause.modelled)
  .map(
    ([key, { unit }]) => `  ${key}: ${unit === 'probability' ? '0.0000000000001 %' : '0.5 /year'}`,
  )
  .join('\n')}
faults:
  one: { at: week 3 Thu 14:30, lose: servers/mbx1/nodes/a/volumes/database }
`;

function started(rest: string) {
  const plan = planOf(smallYaml({ rest, horizon: '52 weeks' }));
  const sim = createOrganization(plan, { seed: 3, replication: 0 });
  sim.runUntil(plan.clock.start);
  return sim;
}

const kindsOf = (sim: ReturnType<typeof started>): Set<string> =>
  new Set(sim.pending().map(({ kind }) => kind));

describe('callOffStrikes', () => {
  it('leaves exactly what is pending where nothing can strike', () => {
    const sim = started(EVERYTHING);
    const before = kindsOf(sim);
    callOffStrikes(sim);
    const calm = started('hazards: none\n');
    expect(kindsOf(sim)).toEqual(kindsOf(calm));
    expect(sim.pending()).toEqual(calm.pending());
    expect(before.size).toBeGreaterThan(kindsOf(sim).size);
  });

  it('knows every kind of event whose handler plans the next strike of a law', () => {
    // Whoever adds a hazard writes a handler that says `cause.struck` for something of the calendar.
    const kinds = Object.keys(organizationModel.events);
    const strikes = kinds.filter((kind) =>
      /strike|silent|destroy$|\.(?:disk|server|sector)$/.test(kind),
    );
    const source = readFileSync('sim/org/wiring/strikes.ts', 'utf8');
    for (const kind of strikes) expect(source, kind).toContain(`'${kind}'`);
  });

  it('is in force after a strike that was forced, too', () => {
    const sim = started(EVERYTHING);
    callOffStrikes(sim);
    forceStrike(sim, 'server-failed', 0);
    expect([...kindsOf(sim)].filter((kind) => kind.startsWith('hardware.'))).toEqual([]);
  });
});

describe('forceStrike', () => {
  it.each(forcedCauses)(
    '%s strikes its owner at once, under the key of its next strike',
    (cause) => {
      const sim = started(EVERYTHING).fork({ salt: 5 });
      callOffStrikes(sim);
      const struck: string[] = [];
      sim.on('cause.struck', ({ key, at }) => struck.push(`${at} ${key}`));
      const owner = ownersOfForced(sim.world.plan, cause).length - 1;
      const keys = [nextKey(sim, cause, owner)];
      forceStrike(sim, cause, owner);
      keys.push(nextKey(sim, cause, owner));
      forceStrike(sim, cause, owner);
      expect(keys[0].endsWith(`:${cause}:1`)).toBe(true);
      expect(keys[1].endsWith(`:${cause}:2`)).toBe(true);
      expect(struck).toEqual(keys.map((key) => `${sim.now} ${key}`));
    },
  );
});

it('forceBadSector: the rebuild of the disk that fails meets a sector that cannot be read', () => {
  const sim = started(EVERYTHING);
  callOffStrikes(sim);
  const said: string[] = [];
  sim.on('cause.struck', ({ cause, at, because }) => said.push(`${cause} ${at} ${because}`));
  const sector = forceBadSector(sim, 0);
  sim.runUntil(sector.at);
  expect(said[0]).toMatch(/^disk-failed .* goes on without it$/);
  expect(said[1]).toMatch(/^sector-unreadable /);
  expect(said[1]).not.toContain('nothing was being rebuilt');
});
