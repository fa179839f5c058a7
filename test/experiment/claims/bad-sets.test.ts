/** Worlds with one bad set whose outcomes are known by arithmetic. */
import { describe, expect, it } from 'vitest';
import {
  anyLatestFull,
  badWorlds,
  oneBadIncremental,
} from '../../../sim/experiment/claims/bad-sets.ts';
import { drawResamples } from '../../../sim/experiment/statistics/bootstrap.ts';
import type { Exposure, ExposedWorld, Injection } from '../../../sim/experiment/exposure/shapes.ts';
import type { IncidentRecord } from '../../../sim/measure/index.ts';
import { DAY, HOUR, WEEK } from '../../../sim/engine/clock.ts';
import { fakePlan, START } from '../../measure/fake.ts';
import { incidentRecord } from '../fake-pool.ts';

const BASE_RUNS = 12;
const resamples = drawResamples(1, BASE_RUNS);
const GROUP = 'servers/exch1/storageGroups/sg1';
/** Friday 14:00 of the second week. */
const AT = START + WEEK + 4 * DAY + 14 * HOUR;

type Outcome = IncidentRecord | null;

/** Lost from an instant on, or in the middle of it only; the whole incident takes an hour. */
function lost(fromMs: number, windowMs = fromMs): Outcome {
  const record = incidentRecord({ windowMs });
  const databases = record.databases.map((row) => ({ ...row, pointMs: fromMs, windowMs }));
  return { ...record, at: AT, databases };
}

interface World {
  readonly bad: string | null;
  /** Who needed it; everybody where absent. */
  readonly metBy?: readonly string[];
  readonly of: Readonly<Record<string, Outcome>>;
}

/** The same worlds for one injection in each base run. */
function exposureOf(
  worlds: readonly World[],
  perRun = 1,
  cause: Injection['cause'] = 'volume-lost',
  earlier = 1,
): Exposure {
  const names = Object.keys(worlds[0].of);
  const injections: Injection[] = [];
  const flat: ExposedWorld[] = [];
  const outcomes: Record<string, Outcome[]> = Object.fromEntries(names.map((name) => [name, []]));
  for (let replication = 0; replication < BASE_RUNS; replication++) {
    for (let i = 0; i < perRun; i++) {
      injections.push({ replication, cause, owner: 'v', key: `${i}`, at: AT, hour: 110 });
      for (const { bad, metBy = names, of } of worlds) {
        const hidden = bad === null ? ('sound' as const) : ('one-bad-set' as const);
        const badSets = bad === null ? [] : [bad];
        const met = bad === null ? [] : metBy;
        const fullsBefore = { daily: AT - 18 * HOUR - earlier * DAY };
        flat.push({
          ...{ injection: injections.length - 1, hidden, badSets, metBy: met, fullsBefore },
          weight: 1 / worlds.length,
        });
        for (const name of names) outcomes[name].push(of[name]);
      }
    }
  }
  const strategies = Object.fromEntries(
    names.map((name) => [name, { plan: fakePlan(), outcomes: outcomes[name] }]),
  );
  return { seed: 1, replications: BASE_RUNS, causes: [], injections, worlds: flat, strategies };
}

/** Due on the evening before the failure, and so many days earlier. */
const key = (daysBefore: number, type: string, group = GROUP): string =>
  `${group}@${AT - 18 * HOUR - daysBefore * DAY}/${type}`;

const chain = (byBad: Outcome): Exposure =>
  exposureOf(
    [
      { bad: null, of: { weekly: lost(18 * HOUR) } },
      { bad: key(1, 'incremental'), of: { weekly: byBad } },
    ],
    6,
  );

describe('STR-04', () => {
  it('is yes where recovery ends before the bad incremental: 18 h and two nights are lost', () => {
    const answer = oneBadIncremental(chain(lost(18 * HOUR + 2 * DAY)), 'weekly', resamples);
    expect(answer).toMatchObject({ id: 'STR-04', verdict: 'yes' });
    const [mean, median, most, more, same] = answer.parts[0].figures;
    for (const each of [mean, median, most]) expect(each.value).toBe(66 * HOUR);
    expect(more).toMatchObject({ value: 2 * DAY, ci95: [2 * DAY, 2 * DAY], n: 72 });
    expect(same.value).toBe(0);
  });

  it('is no where what came after the bad set was of use, or only the bad set is missing', () => {
    expect(oneBadIncremental(chain(lost(20 * HOUR)), 'weekly', resamples).verdict).toBe('no');
    const hole = chain(lost(18 * HOUR + 2 * DAY, 18 * HOUR + DAY));
    expect(oneBadIncremental(hole, 'weekly', resamples).verdict).toBe('no');
  });

  it('passes by worlds in which the bad set was not needed, and those of other types', () => {
    const exposure = exposureOf([
      { bad: null, of: { weekly: lost(18 * HOUR) } },
      { bad: key(1, 'incremental'), metBy: [], of: { weekly: lost(18 * HOUR) } },
      { bad: key(1, 'incremental', 'servers/exch2/storageGroups/sg1'), of: { weekly: lost(DAY) } },
      { bad: key(1, 'full'), of: { weekly: lost(9 * DAY) } },
    ]);
    expect(badWorlds(exposure, 'weekly', 'incremental').cases).toEqual([]);
    expect(badWorlds(exposure, 'weekly', 'full').cases).toHaveLength(BASE_RUNS);
    const answer = oneBadIncremental(exposure, 'weekly', resamples);
    expect(answer.verdict).toBe('not decided by this run');
    expect(answer.because).toContain('worlds');
  });

  it('counts a set that was needed and cost nothing more, and says no of it', () => {
    const answer = oneBadIncremental(chain(lost(18 * HOUR)), 'weekly', resamples);
    expect(answer.verdict).toBe('no');
    expect(answer.parts[0].figures[4]).toMatchObject({ value: 72, n: 72 });
  });

  const leftOut = (answer: ReturnType<typeof oneBadIncremental>) =>
    answer.parts[0].figures.filter(({ what }) => what.startsWith('left out'));

  it('says nothing about chains from a file that still lives, and is repaired or kept', () => {
    const worlds = [
      { bad: null, of: { weekly: lost(0) } },
      { bad: key(1, 'incremental'), of: { weekly: lost(HOUR) } },
    ];
    // Deleted mail stays so where stopping before the deletion would lose more: no chain ends anywhere.
    for (const cause of ['page-damage', 'logical-corruption'] as const) {
      const answer = oneBadIncremental(exposureOf(worlds, 6, cause), 'weekly', resamples);
      expect(answer.verdict).toBe('not decided by this run');
      expect(leftOut(answer)).toMatchObject([{ value: 72, n: 72 }, { value: 0 }]);
    }
  });

  it('nor from worlds that lose as much from before the set with all sets readable', () => {
    const worlds = [
      { bad: null, of: { weekly: lost(9 * DAY) } },
      { bad: key(1, 'incremental'), of: { weekly: lost(9 * DAY) } },
    ];
    const answer = oneBadIncremental(exposureOf(worlds, 6), 'weekly', resamples);
    expect(answer.verdict).toBe('not decided by this run');
    expect(leftOut(answer)).toMatchObject([{ value: 0 }, { value: 72, n: 72 }]);
    expect(answer.parts[0].figures[0]).toMatchObject({ value: null, n: 0 });
  });
});

describe('STR-05 and X-24', () => {
  const worlds = (daily: Outcome, weekly: Outcome = lost(6 * DAY + 18 * HOUR)): Exposure =>
    exposureOf(
      [
        { bad: null, of: { daily: lost(16 * HOUR), weekly: lost(18 * HOUR) } },
        {
          ...{ bad: key(0, 'full'), metBy: ['daily'] },
          of: { daily, weekly: lost(18 * HOUR) },
        },
        { bad: key(6, 'full'), metBy: ['weekly'], of: { daily: lost(16 * HOUR), weekly } },
      ],
      6,
    );

  it('is yes where the full of the day before suffices: 40 h against 6 d 18 h', () => {
    const answer = anyLatestFull(worlds(lost(40 * HOUR)), 'daily', ['weekly'], resamples);
    expect(answer).toMatchObject({ id: 'STR-05', verdict: 'yes' });
    const value = (of: string, what: string) =>
      answer.parts[0].figures.find((each) => each.of === of && each.what === what)?.value;
    expect(value('daily', 'lost with a bad newest full')).toBe(40 * HOUR);
    expect(value('daily', 'lost more with a bad newest full')).toBe(DAY);
    expect(value('weekly', 'lost with a bad newest full')).toBe(6 * DAY + 18 * HOUR);
  });

  it('judges by the full before it, not by what logs on disk save where the newest can be read', () => {
    const on = (sound: Outcome, daily: Outcome, earlier = 1): string =>
      anyLatestFull(
        exposureOf(
          [
            { bad: null, of: { daily: sound } },
            { bad: key(0, 'full'), of: { daily } },
          ],
          6,
          'volume-lost',
          earlier,
        ),
        'daily',
        [],
        resamples,
      ).verdict;
    expect(on(lost(0), lost(40 * HOUR))).toBe('yes');
    expect(on(lost(16 * HOUR), lost(16 * HOUR))).toBe('yes');
    expect(on(lost(16 * HOUR), lost(18 * HOUR + 2 * DAY))).toBe('no');
    // There is no full of the night before, since its job had failed: what exists suffices.
    expect(on(lost(16 * HOUR), lost(16 * HOUR + 2 * DAY), 2)).toBe('yes');
    expect(on(lost(3 * DAY), lost(18 * HOUR + 3 * DAY))).toBe('not decided by this run');
  });

  it('has what was lost by the weekday of the failure', () => {
    const { tables } = anyLatestFull(worlds(lost(40 * HOUR)), 'daily', ['weekly'], resamples);
    const none = [null, null, null, null];
    expect(tables[0].rows).toMatchObject([
      { strategy: 'daily', days: [...none, 40 * HOUR, null, null] },
      { strategy: 'weekly', days: [...none, 6 * DAY + 18 * HOUR, null, null] },
    ]);
  });
});
