import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, instantOf, MINUTE, WEEK } from '../../sim/engine/clock.ts';
import { instantFrom, parseInstant, parseSchedule, parseSpans } from '../../sim/scenario/times.ts';

const week = (written: unknown): unknown => {
  const read = parseSchedule(written);
  return read.ok ? read.value.week.map((ms) => ms / HOUR) : read.message;
};

describe('parseSchedule', () => {
  it.each<[unknown, number[]]>([
    ['Sat 20:00', [140]],
    ['daily 20:00', [20, 44, 68, 92, 116, 140, 164]],
    ['20:00', [20, 44, 68, 92, 116, 140, 164]],
    ['Mon-Fri 22:30', [22.5, 46.5, 70.5, 94.5, 118.5]],
    ['Sat-Sun 06:00', [126, 150]],
    ['Sun-Mon 06:00', [6, 150]],
    [
      ['Sun 20:00', 'Mon-Fri 20:00'],
      [20, 44, 68, 92, 116, 164],
    ],
    ['every 2 d from 00:00', []],
    ['every 24 h from 03:00', [3, 27, 51, 75, 99, 123, 147]],
    ['every 84 h from 12:00', [12, 96]],
    ['Sun 24:00', [0]],
  ])('%j', (written, hours) => {
    if (hours.length > 0) expect(week(written)).toEqual(hours);
    else expect(week(written)).toContain('divides the week');
  });

  it('every 4 h from 00:00 is 42 times a week', () => {
    expect(week('every 4 h from 00:00')).toHaveLength(42);
  });

  it('first Sun 20:00 and last Fri 06:00 are monthly', () => {
    expect(parseSchedule(['first Sun 20:00', 'last Fri 06:00'])).toEqual({
      ok: true,
      value: {
        week: [],
        monthly: [
          { nth: 1, weekday: 6, timeOfDay: 20 * HOUR },
          { nth: -1, weekday: 4, timeOfDay: 6 * HOUR },
        ],
      },
    });
  });

  it.each([
    ['Sut 20:00', 'no day'],
    ['Sat 25:00', 'no time HH:MM'],
    ['Sat 20:60', 'no time HH:MM'],
    ['Sat', 'no time HH:MM'],
    ['Mon Wed 20:00', 'YAML list'],
    ['first 20:00', 'one day'],
    ['first Mon-Fri 20:00', 'one day'],
    ['every 4 m from 00:00', 'minutes are min'],
    ['every 4 h', 'every 4 h from 00:00'],
    ['every 5 h from 00:00', 'divides the week'],
    ['every 0 h from 00:00', 'divides the week'],
    ['every 1 s from 00:00', 'divides the week'],
    [5, 'not a time of the week'],
    [[], 'entries'],
  ])('refuses %j', (written, part) => {
    expect(week(written)).toContain(part);
  });

  it('names the nearest day', () => {
    expect(parseSchedule('Tues 20:00')).toMatchObject({ ok: false, nearest: 'Tue' });
  });
});

describe('parseSpans', () => {
  const spans = (written: unknown): unknown => {
    const read = parseSpans(written);
    return read.ok ? read.value.map((ms) => ms / HOUR) : read.message;
  };

  it.each<[unknown, number[]]>([
    ['Mon 08:00-18:00', [8, 18]],
    ['Fri 22:00-06:00', [118, 126]],
    ['Sun 22:00-06:00', [0, 6, 166, 168]],
    ['daily 00:00-24:00', [0, 168]],
    ['always', [0, 168]],
    [
      ['Mon 08:00-12:00', 'Mon 10:00-18:00'],
      [8, 18],
    ],
    ['Sat-Sun 12:00-24:00', [132, 144, 156, 168]],
  ])('%j', (written, hours) => {
    expect(spans(written)).toEqual(hours);
  });

  it.each([
    ['Mon 08:00', 'are no hours'],
    ['08:00-08:00', 'is empty'],
    ['24:00-06:00', 'is empty'],
    ['Mun 08:00-09:00', 'no day'],
    ['Mon 08:00-10:00-12:00', 'are no hours'],
    [7, 'not hours'],
  ])('refuses %j', (written, part) => {
    expect(spans(written)).toContain(part);
  });

  it('gives sorted disjoint spans inside the week, whatever is written', () => {
    const clock = fc
      .tuple(fc.nat(23), fc.nat(59))
      .map(([h, m]) => `${h}:${String(m).padStart(2, '0')}`);
    const day = fc.constantFrom('', 'daily ', 'Mon ', 'Fri-Mon ', 'Sun ');
    const text = fc.tuple(day, clock, clock).map(([d, a, b]) => `${d}${a}-${b}`);
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (list) => {
        const read = parseSpans(list);
        if (!read.ok) return;
        read.value.forEach((at, i) => {
          expect(at).toBeGreaterThanOrEqual(0);
          expect(at).toBeLessThanOrEqual(WEEK);
          if (i > 0) expect(at).toBeGreaterThan(read.value[i - 1]);
        });
      }),
    );
  });
});

describe('parseInstant', () => {
  const start = instantOf(2007, 3, 5);
  const at = (text: string, from = start): unknown => {
    const read = parseInstant(text);
    return read.ok ? instantFrom(read.value, from) : read.message;
  };

  it('week 3 Thu 14:30 counts from the start', () => {
    expect(at('week 3 Thu 14:30')).toBe(start + 2 * WEEK + 3 * DAY + 14.5 * HOUR);
    expect(at('week 3 Thu 14:30')).toBe(instantOf(2007, 3, 22, 14, 30));
    expect(at('2007-03-22 14:30')).toBe(instantOf(2007, 3, 22, 14, 30));
  });

  it('a week that begins on a Wednesday holds its Tuesday last', () => {
    const wednesday = instantOf(2007, 3, 7);
    expect(at('week 1 Tue 10:00', wednesday)).toBe(wednesday + 6 * DAY + 10 * HOUR);
    expect(at('week 1 Wed 00:00', wednesday)).toBe(wednesday);
    const noon = wednesday + 12 * HOUR;
    expect(at('week 1 Wed 11:59', noon)).toBe(wednesday + WEEK + 11 * HOUR + 59 * MINUTE);
  });

  it('asks which Thursday a bare one is', () => {
    expect(at('Thu 14:30')).toBe("which Thu? Say 'week 3 Thu 14:30' or a date");
  });

  it.each([
    '2007-02-30',
    '2007-13-01',
    '2007-03-22 24:30',
    'week 0 Thu 14:30',
    'week 3 Thx 14:30',
    'soon',
    '',
  ])('refuses %s', (text) => {
    expect(typeof at(text)).toBe('string');
  });
});
