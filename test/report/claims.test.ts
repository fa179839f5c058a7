import { describe, expect, it } from 'vitest';
import { claimLines } from '../../sim/report/terminal/claims.ts';
import { colourPaint, plainPaint } from '../../sim/report/terminal/paint.ts';
import type { Claims } from '../../sim/report/data.ts';

const HOUR = 3_600_000;
const cell = {
  nightCi95: null,
  longestNightMs: HOUR,
  overrunsCi95: null,
  sinceMaintenanceMs: HOUR,
};

const claims: Claims = {
  roles: { incremental: 'weekly', daily: 'daily', differential: null },
  answers: [
    {
      ...{ id: 'STR-02', claim: 'shorter windows', verdict: 'yes', because: 'the years' },
      parts: [
        {
          ...{
            says: 'its nights are shorter',
            verdict: 'yes',
            because: 'the interval excludes zero',
          },
          figures: [
            { of: 'weekly', what: 'backup.duration', unit: 'ms', value: HOUR, ci95: null, n: 200 },
            {
              ...{ of: 'weekly - daily', what: 'backup.duration', unit: 'ms' },
              ...{ value: -4 * HOUR, ci95: [-5 * HOUR, -3 * HOUR], n: 200 },
            },
          ],
        },
      ],
      tables: [
        {
          ...{ what: 'sets to restore', unit: 'sets' },
          rows: [
            { strategy: 'weekly', days: [3, 4, 5, null, 7.5, 8, 2], counts: [1, 1, 1, 0, 2, 1, 1] },
          ],
        },
      ],
    },
    { id: 'STR-03', claim: 'more sets', verdict: 'no', because: 'not so', parts: [], tables: [] },
    {
      ...{
        id: 'STR-04',
        claim: 'a bad one',
        verdict: 'not decided by this run',
        because: 'too few',
      },
      ...{ parts: [], tables: [] },
    },
  ],
  curve: {
    ...{ parameter: 'p', unit: 'B/s', own: 30e6, replications: 4 },
    points: [
      {
        ...{ value: 10e6, because: null },
        cells: {
          weekly: { ...cell, nightMs: 6 * HOUR, overruns: 0.385 },
          daily: { ...cell, nightMs: 10 * HOUR, overruns: 0.681 },
        },
      },
      {
        ...{ value: 30e6, because: null },
        cells: {
          weekly: { ...cell, nightMs: HOUR, overruns: 0 },
          daily: { ...cell, nightMs: 5 * HOUR, overruns: 0 },
        },
      },
      { value: 60e6, because: 'the volume is too small', cells: {} },
    ],
  },
};

describe('claims on the terminal', () => {
  it('are verdicts with their numbers, weekdays and the curve', () => {
    expect(claimLines(claims, plainPaint)).toEqual([
      "The book's claims",
      '  STR-02 shorter windows: yes (the years)',
      '    - its nights are shorter: yes; the interval excludes zero',
      '      weekly: backup.duration 1 h (n 200); weekly - daily: backup.duration -4 h [-5 h, -3 h] (n 200)',
      '  STR-03 more sets: no (not so)',
      '  STR-04 a bad one: not decided by this run (too few)',
      '  sets to restore',
      '          Mon  Tue  Wed  Thu  Fri  Sat  Sun',
      '  weekly    3    4    5    –  7.5    8    2',
      "  by what the source delivers (mean night, share of jobs that overrun; 4 replications each; * the scenario's own)",
      '                              weekly                    daily',
      '    10 MB/s              6 h, 38.5 %             10 h, 68.1 %',
      '  * 30 MB/s                 1 h, 0 %                 5 h, 0 %',
      '    60 MB/s  the volume is too small  the volume is too small',
    ]);
  });

  it('wear the colour of their verdicts, and are absent where nobody asked', () => {
    const lines = claimLines(claims, colourPaint).join('\n');
    expect(lines).toContain(colourPaint.good('yes'));
    expect(lines).toContain(colourPaint.bad('no'));
    expect(lines).toContain(colourPaint.open('not decided by this run'));
    expect(claimLines(undefined, plainPaint)).toEqual([]);
  });
});
