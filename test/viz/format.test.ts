import { describe, expect, test } from 'vitest';
import { duration, signedDuration } from '../../viz/format/duration.ts';
import { clock, day, instant } from '../../viz/format/instant.ts';
import { bare, measure, rounded, signed } from '../../viz/format/measure.ts';
import { bytes, count, figure, percent, plural } from '../../viz/format/number.ts';
import { range } from '../../viz/format/range.ts';
import { DAY, HOUR, MINUTE } from './fixture-random.ts';

/** Readers see any space as a space. */
const plain = (text: string | null) => text?.replace(/[\u00a0\u202f]/g, ' ') ?? null;

describe('duration', () => {
  test.each([
    [0, '0'],
    [400, '0'],
    [40_000, '40 s'],
    [59_700, '1 min'],
    [5 * HOUR + 14 * MINUTE, '5 h 14 min'],
    [3 * HOUR, '3 h'],
    [29 * HOUR + 10 * MINUTE, '29 h 10 min'],
    [66 * HOUR, '2 d 18 h'],
    [47 * HOUR + 59.9 * MINUTE, '2 d'],
    [13.2 * DAY, '13 d'],
    [-90 * MINUTE, '\u22121 h 30 min'],
  ])('of %d ms is %s', (ms, text) => {
    expect(plain(duration(ms))).toBe(text);
  });

  test('with its sign, except for nothing', () => {
    expect([90 * MINUTE, -90 * MINUTE, 0].map((ms) => plain(signedDuration(ms)))).toEqual([
      '+1 h 30 min',
      '\u22121 h 30 min',
      '0',
    ]);
  });
});

describe('numbers', () => {
  test('counts are exact, with thin separators from five digits on', () => {
    expect([7, 1234, 12_345, -1_234_567].map(count)).toEqual([
      '7',
      '1234',
      '12\u202f345',
      '\u22121\u202f234\u202f567',
    ]);
  });

  test('estimates carry three significant digits at most', () => {
    expect([12_345, 412.4, 41.23, 4.126, 0.412, 0.0412, 2, 0].map((x) => plain(figure(x)))).toEqual(
      ['12 300', '412', '41.2', '4.13', '0.41', '0.041', '2', '0'],
    );
  });

  test('shares near 0 and 1 keep the digits that distinguish them from 0 and 1', () => {
    expect([0, 0.035, 0.97, 0.9998, 0.00001, 1].map((x) => plain(percent(x)))).toEqual([
      '0 %',
      '3.5 %',
      '97 %',
      '99.98 %',
      '< 0.01 %',
      '100 %',
    ]);
  });

  test('bytes are binary, and one is not many', () => {
    expect(plain(bytes(47 * 2 ** 30))).toBe('47 GiB');
    expect([plural(1, 'box', 'boxes'), plural(2, 'box', 'boxes')].map(plain)).toEqual([
      '1 box',
      '2 boxes',
    ]);
  });
});

describe('measures', () => {
  test('each unit in its own words', () => {
    const said = [
      measure(5 * HOUR, 'ms'),
      measure(0.5, 'share'),
      measure(0.4, '/year'),
      measure(327, 'mailbox-hours'),
      bare(327, 'mailbox-hours'),
      signed(-310, 'messages'),
      signed(0, 'ms'),
    ];
    expect(said.map(plain)).toEqual([
      '5 h', '50 %', '0.4 a year', '327 mailbox-hours', '327', '\u2212310 messages', '0',
    ]); // prettier-ignore
  });

  test('a length is no more precise than its interval', () => {
    const value = 22 * HOUR + 53 * MINUTE;
    expect(rounded(value, [18 * HOUR, 29 * HOUR], 'ms')).toBe(23 * HOUR);
    expect(rounded(value, [22 * HOUR, 23.5 * HOUR], 'ms')).toBe(22 * HOUR + 55 * MINUTE);
    expect(rounded(value, null, 'ms')).toBe(value);
    expect(rounded(412.4, [0, 1e9], 'messages')).toBe(412.4);
  });

  test('an interval names its unit once, and is silent without a width', () => {
    const said = [
      range([4.8 * HOUR, 6.1 * HOUR], 'ms'),
      range([18.3 * HOUR, 29.3 * HOUR], 'ms'),
      range([-4.2 * HOUR, 0.7 * HOUR], 'ms'),
      range([0.11, 0.22], 'share'),
      range([310, 540], 'messages'),
      range([0, 0], 'ms'),
    ];
    expect(said.map(plain)).toEqual([
      '4.8 to 6.1 h', '18 to 29 h', '\u22124.2 to 0.7 h', '11 to 22 %', '310 to 540', null,
    ]); // prettier-ignore
  });
});

test('instants are told on the simulated calendar, whatever the zone of the machine', () => {
  const at = Date.UTC(2007, 2, 22, 14, 30);
  expect([clock(at), day(at), instant(at)]).toEqual([
    '14:30',
    'Thu 22 Mar',
    'Thu 22 Mar 2007, 14:30',
  ]);
});
