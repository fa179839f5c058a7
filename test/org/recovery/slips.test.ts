/** Slips by chance: how often, for whom, and that without them nothing is different. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handSteps, slips, type SlipName } from '../../../sim/org/recovery/slips/table.ts';
import { slipsAt } from '../../../sim/org/recovery/slips/chance.ts';
import { scenario } from '../../support/backup.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { BOTH, faulty, LOST, rowsOf, steps, toEnd } from '../../support/recovery.ts';

const SG1 = 'servers/mbx1/storageGroups/sg1';

/** The disaster of other tests, with slips so often that several are made. */
function slipping(share: string, replication: number, rest = ''): Watched {
  const yaml = faulty(BOTH, {}, rest).replace(
    'hazards: none',
    `hazards: { slip: ${share}, others: none }`,
  );
  return toEnd(watch(yaml, { replication, check: false }));
}

const struck = (watched: Watched) =>
  watched.of('cause.struck').filter(({ cause }) => cause === 'slip');
const chances = (watched: Watched): number =>
  watched
    .of('chance.drawn')
    .filter(({ cause }) => cause === 'slip')
    .reduce((sum, { times = 1 }) => sum + times, 0);

describe('slips by chance', () => {
  it('come as often as the hazard says, and halved after a drill in the last quarter', () => {
    const drill = '  drills: { weekly: { when: Wed 09:00 } }\n';
    const drilled = (rest: string) => rest.replace('operations:\n', `operations:\n${drill}`);
    let [seen, expected] = [0, 0];
    for (let i = 0; i < 12; i++) {
      const watched = slipping('20 %', i);
      seen += struck(watched).length;
      expected += 0.2 * chances(watched);
    }
    expect(Math.abs(seen - expected)).toBeLessThan(4 * Math.sqrt(expected));
    const plain = slipping('0.001 %', 0);
    const yaml = drilled(
      faulty(BOTH, {}).replace('hazards: none', 'hazards: { slip: 0.001 %, others: none }'),
    );
    const ready = toEnd(watch(yaml, { check: false }));
    expect(ready.of('drill.ended').length).toBeGreaterThan(0);
    expect(chances(ready)).toBe(chances(plain) / 2);
  });

  it('of zero are none: every event is what it was', () => {
    const rows = (watched: Watched) => [watched.sim.fingerprint, rowsOf(watched)];
    expect(rows(slipping('0 %', 0))).toEqual(rows(toEnd(watch(faulty(BOTH)))));
    // Nor does the chance of one change anything before it is taken.
    expect(rows(slipping('0.0001 %', 0))).toEqual(rows(slipping('0 %', 0)));
  });

  it('are the same for two strategies that take the same steps', () => {
    const keys = (jobs: string, replication: number): string[] => {
      const yaml = faulty(LOST, { jobs }).replace(
        'hazards: none',
        'hazards: { slip: 100 %, others: none }',
      );
      const watched = toEnd(watch(yaml, { replication, check: false }));
      return struck(watched)
        .filter(({ owner }) => !owner.endsWith('/set'))
        .map(({ key }) => key);
    };
    const daily = '\n    full: { type: full, when: daily 20:00 }';
    const weekly = '\n    full: { type: full, when: Sat 20:00 }';
    expect(keys(daily, 3)).toEqual(keys(weekly, 3));
    expect(keys(daily, 3).length).toBeGreaterThan(1);
  });
});

describe('any mistake', () => {
  const right = rowsOf(toEnd(watch(faulty(LOST), { check: false })))[0];
  const all = Object.keys(slips) as SlipName[];

  it('never brings back more than a restore without it, and every sum holds', () => {
    const choices = fc.record({
      mistake: fc.constantFrom(...all),
      noticed: fc.boolean(),
      by: fc.constantFrom('last set', 'by hand'),
    });
    fc.assert(
      fc.property(choices, ({ mistake, noticed, by }) => {
        const misuse = `misuse: { mistake: ${mistake}, of: ${SG1}, noticed: ${noticed} }`;
        const faults = { ...LOST, oops: `at: week 2 Thu 14:00, ${misuse}` };
        const watched = toEnd(
          watch(faulty(faults, {}, `recovery: { hardRecovery: ${by} }\n`), { check: true }),
        );
        const [row] = rowsOf(watched);
        expect(row.lostMessages).toBeGreaterThanOrEqual(right.lostMessages);
        expect(row.lostWindowMs).toBeGreaterThanOrEqual(right.lostWindowMs);
        expect(watched.sim.world.org.recovery).toMatchObject({ environments: [], misuses: [] });
        expect(watched.of('incident.closed').length).toBeGreaterThan(0);
      }),
      { numRuns: 12, seed: 5 },
    );
  });

  it('is drawn at some step, or is made by a script alone', () => {
    const byChance = all.filter((name) => slips[name].byChance);
    const drawn = handSteps.flatMap((step) => slipsAt(step));
    expect([...new Set(drawn)].sort()).toEqual(byChance.sort());
  });

  it('is told by who looks at a scenario that has backups only', () => {
    const watched = watch(scenario({ rest: 'hazards: { slip: 100 %, others: none }\n' }));
    toEnd(watched);
    expect(struck(watched)).toEqual([]);
    expect(steps(watched)).toEqual([]);
  });
});
