/** Claims on nights and sets, from years whose figures are made up. */
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../sim/engine/clock.ts';
import { claimsOf, type ClaimsInput } from '../../../sim/experiment/claims/index.ts';
import type { ClaimAnswer, Curve, CurveCell } from '../../../sim/experiment/claims/shapes.ts';
import type { ReplicationResult } from '../../../sim/measure/index.ts';
import type { Pool } from '../../../sim/measure/population.ts';
import type { Plan } from '../../../sim/org/plan.ts';
import { fakePlan, START } from '../../measure/fake.ts';
import { fakePool } from '../fake-pool.ts';

const YEARS = 80;
type Kind = 'daily' | 'incremental' | 'differential';

const at = (days: readonly number[]): Plan['jobs'][number]['when'] => ({
  ...{ week: days.map((day) => day * DAY + 20 * HOUR), monthly: [] },
});

function planFor(kind: Kind): Plan {
  const plan = fakePlan();
  const [full, logs] = plan.jobs;
  const nightly = [6, 0, 1, 2, 3, 4];
  const jobs =
    kind === 'daily'
      ? [{ ...full, when: at([0, 1, 2, 3, 4, 5, 6]) }]
      : [
          { ...full, when: at([5]) },
          { ...logs, type: kind, when: at(nightly) },
        ];
  return { ...plan, jobs };
}

interface Made {
  readonly nightMs: number;
  readonly longestMs?: number;
  readonly lostMs?: number;
  readonly sinceMs?: number;
  readonly overruns?: number;
  /** Sets read for a database that fails on a weekday. */
  readonly sets?: (weekday: number) => number;
  /** Bytes of the nightly jobs by weekday. */
  readonly bytes?: (weekday: number) => number;
}

/** Every year has one failure, on another weekday than the year before; years differ by some seconds a night. */
function pool(kind: Kind, made: Made): Pool {
  const { nightMs, longestMs = 2 * nightMs, lostMs = 0, sinceMs = 2 * DAY, overruns = 0 } = made;
  const { sets = () => 1, bytes = () => 1e9 } = made;
  const jobs = { nights: 364, nightsMs: 364 * nightMs, longestNightMs: longestMs, overruns };
  const years = Array.from({ length: YEARS }, (_, i) => [{ key: `k${i}`, sets: sets(i % 7) }]);
  const made0 = fakePool(years, jobs, planFor(kind));
  const results = made0.results.map((row, i): ReplicationResult => ({
    ...row,
    jobs: { ...row.jobs, nightsMs: row.jobs.nightsMs + (i % 9) * 1000 },
    maintenance: { longestMs: sinceMs, passes: 700, lostMs: lostMs + (i % 5) * MINUTE },
    incidents: row.incidents.map((each) => ({ ...each, at: START + (i % 7) * DAY + 14 * HOUR })),
    weekdays: {
      full: row.weekdays.full,
      logs: [0, 1, 2, 3, 4, 5, 6].map((day) => ({
        ...{ nights: 52, nightsMs: 52 * HOUR, bytes: 52 * bytes(day) + (i % 3) * 1e6 },
      })),
    },
  }));
  return { ...made0, results };
}

const cell = (overruns: number, width = 0.01): CurveCell => ({
  ...{ nightMs: HOUR, nightCi95: [HOUR, HOUR], longestNightMs: HOUR, sinceMaintenanceMs: DAY },
  ...{ overruns, overrunsCi95: [Math.max(0, overruns - width), overruns + width] },
});

/** Overruns of two strategies at 10, 20 and 30 MB/s. */
function curveOf(a: readonly number[], b: readonly number[], names = ['daily', 'weekly']): Curve {
  const points = [10e6, 20e6, 30e6].map((value, i) => ({
    ...{ value, because: null, cells: { [names[0]]: cell(a[i]), [names[1]]: cell(b[i]) } },
  }));
  return { parameter: 'p', unit: 'B/s', own: 30e6, replications: 4, points };
}

function answers(pools: Record<string, Pool>, curve = curveOf([0, 0, 0], [0, 0, 0])) {
  const strategies = Object.keys(pools).map((name) => ({ name }));
  const input: ClaimsInput = {
    ...{ seed: 1, baseline: strategies[0].name, strategies, pools, exposure: null, curve },
  };
  const claims = claimsOf(input);
  const of = (id: string): ClaimAnswer => claims.answers.find((each) => each.id === id)!;
  return { claims, of };
}

const asTheBookSays = {
  weekly: pool('incremental', {
    ...{ nightMs: HOUR, sets: (day) => 2 + ((day + 1) % 7), bytes: () => 25e9 },
  }),
  daily: pool('daily', { nightMs: 5 * HOUR, lostMs: DAY }),
};

describe('STR-02', () => {
  it('is yes where nights are shorter and take less of maintenance', () => {
    const { of } = answers(asTheBookSays);
    const answer = of('STR-02');
    expect(answer.verdict).toBe('yes');
    const difference = answer.parts[0].figures[2];
    expect(difference).toMatchObject({ of: 'weekly - daily', value: -4 * HOUR, n: YEARS });
    expect(answer.parts[1].figures[2].value).toBe(-DAY);
    // Both waited two days for a pass, and nothing overran: what is the same is not less.
    expect(answer.parts.slice(2).map(({ verdict }) => verdict)).toEqual(['no', 'no']);
  });

  it('is no where they are longer, whatever the book says', () => {
    const { of } = answers({
      weekly: pool('incremental', { nightMs: 6 * HOUR }),
      daily: pool('daily', { nightMs: 5 * HOUR, lostMs: DAY }),
    });
    expect(of('STR-02').verdict).toBe('no');
    expect(
      of('STR-02')
        .parts.map(({ verdict }) => verdict)
        .slice(0, 2),
    ).toEqual(['no', 'yes']);
  });

  it('is no where both are the same, with a difference of exactly nothing', () => {
    const made = { nightMs: HOUR };
    const { of } = answers({ weekly: pool('incremental', made), daily: pool('daily', made) });
    for (const part of of('STR-02').parts) {
      expect(part.verdict).toBe('no');
      expect(part.figures[2].value).toBe(0);
    }
    expect(of('STR-03').parts[0].figures.at(-1)!.value).toBe(0);
    expect(of('STR-03').verdict).toBe('no');
  });
});

describe('STR-03', () => {
  it('is yes with the sets of every weekday: two on Sunday, eight on Saturday', () => {
    const { of } = answers(asTheBookSays);
    expect(of('STR-03').verdict).toBe('yes');
    const [table] = of('STR-03').tables;
    expect(table.rows).toEqual([
      { strategy: 'weekly', days: [3, 4, 5, 6, 7, 8, 2], counts: [12, 12, 12, 11, 11, 11, 11] },
      { strategy: 'daily', days: [1, 1, 1, 1, 1, 1, 1], counts: [12, 12, 12, 11, 11, 11, 11] },
    ]);
  });

  it('is not decided by a handful of incidents', () => {
    const few = Object.fromEntries(
      Object.entries(asTheBookSays).map(([name, each]) => [
        name,
        { ...each, results: each.results.slice(0, 10) },
      ]),
    );
    const answer = answers(few).of('STR-03');
    expect(answer.verdict).toBe('not decided by this run');
    expect(answer.parts[0].because).toContain('replications would do');
  });
});

describe('STR-06', () => {
  it('is yes where nights are longer, a rate makes them overrun, and some are longer than usual', () => {
    const { of } = answers(asTheBookSays, curveOf([0.6, 0.3, 0], [0.3, 0.3, 0]));
    const answer = of('STR-06');
    expect(answer.verdict).toBe('yes');
    expect(answer.parts[1].because).toBe('its share lies above at 10 MB/s');
    const reserve = answer.parts[2].figures.map(({ value }) => value);
    expect(reserve[1]).toBe(10 * HOUR);
    expect(reserve[2]).toBeCloseTo(5 * HOUR, -5);
    expect(reserve[3]).toBe(10 * HOUR);
  });

  it('is no where nothing overruns at any rate, and not decided where the intervals overlap', () => {
    expect(answers(asTheBookSays).of('STR-06').verdict).toBe('no');
    const close = curveOf([0.3, 0, 0], [0.295, 0, 0]);
    expect(answers(asTheBookSays, close).of('STR-06').verdict).toBe('not decided by this run');
  });

  it('is no where no night is longer than usual', () => {
    const daily = pool('daily', { nightMs: 5 * HOUR, longestMs: 5 * HOUR + MINUTE });
    const curve = curveOf([0.6, 0.3, 0], [0.3, 0.3, 0]);
    expect(answers({ ...asTheBookSays, daily }, curve).of('STR-06').verdict).toBe('no');
  });
});

describe('STR-07', () => {
  /** Sunday is the first night after the full on Saturday, Friday the last one before it. */
  const grows = (day: number): number => 1e9 * (1 + ((day + 1) % 7));
  const differential = (made: Partial<Made>) => ({
    weekly: pool('differential', { nightMs: HOUR, sets: () => 2, bytes: grows, ...made }),
  });

  it('is yes with two sets on every weekday and a job that grows from Sunday to Friday', () => {
    const { of } = answers(differential({}));
    expect(of('STR-07').verdict).toBe('yes');
    expect(of('STR-07').parts[1].figures[0].value).toBe(5e9);
    const bytes = of('STR-07').tables.find(({ unit }) => unit === 'B')!;
    expect(bytes.rows[0].days.slice(0, 2).map((each) => Math.round(each! / 1e9))).toEqual([2, 3]);
  });

  it('is no with a third set, or where the job does not grow', () => {
    expect(answers(differential({ sets: (day) => (day > 3 ? 3 : 2) })).of('STR-07').verdict).toBe(
      'no',
    );
    expect(answers(differential({ bytes: () => 1e9 })).of('STR-07').verdict).toBe('no');
    expect(answers(differential({ bytes: (day) => -grows(day) + 1e10 })).of('STR-07').verdict).toBe(
      'no',
    );
  });
});

describe('claims that cannot be answered', () => {
  it('do not apply where no strategy is of that kind', () => {
    const { claims } = answers({ only: asTheBookSays.daily });
    expect(claims.roles).toEqual({ incremental: null, daily: 'only', differential: null });
    expect(claims.answers.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['STR-02', 'does not apply'],
      ['STR-03', 'does not apply'],
      ['STR-04', 'does not apply'],
      ['STR-05', 'not decided by this run'],
      ['STR-06', 'does not apply'],
      ['STR-07', 'does not apply'],
      ['STR-08', 'does not apply'],
    ]);
    expect(claims.answers[0].because).toBe(
      'no strategy of this scenario has weekly fulls and nightly incrementals',
    );
    expect(claims.answers[6].because).toContain('not modelled yet');
  });
});
