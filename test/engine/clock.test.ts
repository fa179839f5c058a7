import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  civilOf,
  DAY,
  daysInMonth,
  formatDuration,
  formatInstant,
  HOUR,
  instantOf,
  MINUTE,
  SECOND,
  YEAR,
} from '../../sim/engine/clock.ts';

const instants = fc.integer({ min: -YEAR * 400, max: YEAR * 400 });

describe('civilOf and instantOf', () => {
  it('agree with the Date of the platform', () => {
    const agree = fc.property(instants, (t) => {
      const date = new Date(t);
      expect(civilOf(t)).toEqual({
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        day: date.getUTCDate(),
        hour: date.getUTCHours(),
        minute: date.getUTCMinutes(),
        second: date.getUTCSeconds(),
        millisecond: date.getUTCMilliseconds(),
        weekday: (date.getUTCDay() + 6) % 7,
      });
    });
    fc.assert(agree, { numRuns: 2000 });
  });

  it('are inverse to each other', () => {
    const inverse = fc.property(instants, (t) => {
      const at = civilOf(t);
      const whole = instantOf(at.year, at.month, at.day, at.hour, at.minute, at.second);
      expect(whole + at.millisecond).toBe(t);
    });
    fc.assert(inverse, { numRuns: 1000 });
  });

  it('know the leap years', () => {
    const februaries = [1900, 2000, 2004, 2007].map((year) => daysInMonth(year, 2));
    expect(februaries).toEqual([28, 29, 29, 28]);
  });

  it('refuse dates and times that do not exist', () => {
    expect(() => instantOf(2007, 2, 29)).toThrow('day must be an integer 1 to 28, not 29');
    expect(() => instantOf(2007, 13, 1)).toThrow('month must be an integer 1 to 12, not 13');
    expect(() => instantOf(2007, 1, 1, 24)).toThrow('hour must be an integer 0 to 23, not 24');
    expect(() => instantOf(2007, 1, 1.5)).toThrow('not 1.5');
  });
});

describe('formatInstant(ms)', () => {
  it('shows seconds only off the minute', () => {
    const at = instantOf(2007, 3, 22, 14, 30);
    expect(formatInstant(at)).toBe('Thu 2007-03-22 14:30');
    expect(formatInstant(at + 5 * SECOND)).toBe('Thu 2007-03-22 14:30:05');
    expect(formatInstant(Infinity)).toBe('never');
  });
});

describe('formatDuration(ms)', () => {
  it.each([
    [0, '0 s'],
    [250, '250 ms'],
    [45 * SECOND, '45 s'],
    [90 * SECOND, '1 min 30 s'],
    [5 * HOUR + 14 * MINUTE, '5 h 14 min'],
    [5 * HOUR, '5 h'],
    [3 * DAY + 2 * HOUR, '3 d 2 h'],
    [400 * DAY, '400 d'],
    [-MINUTE, '-1 min'],
    [Infinity, 'forever'],
    [NaN, 'unknown'],
  ])('%d is %s', (length, text) => expect(formatDuration(length)).toBe(text));

  it('carries what rounds up into the next unit', () => {
    expect(formatDuration(MINUTE - 1)).toBe('1 min');
    expect(formatDuration(HOUR - 100)).toBe('1 h');
    expect(formatDuration(DAY - MINUTE / 4)).toBe('1 d');
    expect(formatDuration(2 * DAY - MINUTE)).toBe('2 d');
  });
});
