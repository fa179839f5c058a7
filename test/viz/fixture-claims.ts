/** Answers to the book's claims, with a curve that one strategy does not survive at its low end. */
import type { Claims, ClaimAnswer, CurveCell } from '../../sim/experiment/claims/shapes.ts';
import { DAY, HOUR, MINUTE } from './fixture-random.ts';

const NIGHTS = [1.2, 5.1, 1.4];

function cellOf(night: number, rate: number): CurveCell {
  const nightMs = Math.round(((night * 30) / rate) * HOUR);
  const overruns = nightMs > 10 * HOUR ? 0.4 : 0;
  return {
    ...{
      nightMs,
      nightCi95: [nightMs - 5 * MINUTE, nightMs + 5 * MINUTE],
      longestNightMs: nightMs + HOUR,
    },
    ...{
      overruns,
      overrunsCi95: [overruns * 0.9, overruns * 1.1 + 0.004],
      sinceMaintenanceMs: 12 * DAY,
    },
  };
}

export function makeClaims(names: readonly string[]): Claims {
  const answer = (id: string, verdict: ClaimAnswer['verdict']): ClaimAnswer => ({
    ...{ id, claim: 'Weekly fulls with daily incrementals have shorter windows', verdict },
    because: 'the night is 3 h 58 min shorter, and the interval excludes zero',
    parts: [
      {
        ...{ says: 'The nightly window is shorter', verdict, because: 'paired by replication' },
        figures: [
          {
            of: names[0],
            what: 'mean night',
            unit: 'ms',
            value: 1.2 * HOUR,
            ci95: [1.1 * HOUR, 1.3 * HOUR],
            n: 200,
          },
          {
            of: `${names[1]} - ${names[0]}`,
            what: 'mean night',
            unit: 'ms',
            value: 3.9 * HOUR,
            ci95: null,
            n: 200,
          },
        ],
      },
    ],
    tables: [
      {
        ...{ what: 'Sets read by weekday of the failure', unit: 'sets' },
        rows: names.map((strategy, i) => ({
          strategy,
          days: [3, 4, 5, 6, 7, 1, null].map((sets) => (i === 0 || sets === null ? sets : 1)),
          counts: [12, 12, 12, 12, 12, 12, 0],
        })),
      },
    ],
  });
  return {
    roles: { incremental: names[0], daily: names[1], differential: names[2] },
    answers: [
      answer('STR-02', 'yes'),
      answer('STR-04', 'no'),
      { ...answer('STR-08', 'does not apply'), parts: [], tables: [] },
      answer('STR-05', 'not decided by this run'),
    ],
    curve: {
      ...{
        parameter: 'parameters/backup/sourceBytesPerSecond',
        unit: 'B/s',
        own: 30e6,
        replications: 4,
      },
      points: [10, 15, 20, 30, 60].map((rate, i) => ({
        value: rate * 1e6,
        because: i === 0 ? 'a full does not fit the window' : null,
        cells:
          i === 0
            ? {}
            : Object.fromEntries(names.map((name, k) => [name, cellOf(NIGHTS[k], rate)])),
      })),
    },
  };
}
