import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  insideSpans,
  nextInside,
  nextOccurrence,
  spanEnd,
  timeInside,
  weekSpansOf,
  weekStart,
} from '../../sim/engine/calendar.ts';
import { civilOf, DAY, formatInstant, HOUR, instantOf, WEEK } from '../../sim/engine/clock.ts';

const office = [0, 1, 2, 3, 4].flatMap((d) => [d * DAY + 9 * HOUR, d * DAY + 17 * HOUR]);
const monday = instantOf(2007, 3, 19);

/**
 * Whole-hour hours of a week and an instant on the hour, so that the slow reference can count
 * hours.
 */
const hours = fc
  .array(fc.tuple(fc.nat(167), fc.integer({ min: 1, max: 60 })), { maxLength: 6 })
  .map((list) => weekSpansOf(list.flatMap(([from, n]) => [from * HOUR, (from + n) * HOUR])));
const instant = fc.integer({ min: -500, max: 500 }).map((h) => monday + h * HOUR);

describe('weekStart(t)', () => {
  it('is Monday 00:00', () => {
    expect(formatInstant(weekStart(instantOf(2007, 3, 25, 23, 59)))).toBe('Mon 2007-03-19 00:00');
    expect(weekStart(monday)).toBe(monday);
    expect(weekStart(monday - 1)).toBe(monday - WEEK);
    expect(civilOf(weekStart(-1)).weekday).toBe(0);
  });
});

describe('weekly hours', () => {
  it('insideSpans, nextInside, spanEnd on office hours', () => {
    const friday = monday + 4 * DAY;
    expect(insideSpans(office, friday + 9 * HOUR)).toBe(true);
    expect(insideSpans(office, friday + 17 * HOUR)).toBe(false);
    expect(nextInside(office, friday + 10 * HOUR)).toBe(friday + 10 * HOUR);
    expect(nextInside(office, friday + 17 * HOUR)).toBe(monday + WEEK + 9 * HOUR);
    expect(spanEnd(office, friday + 10 * HOUR)).toBe(friday + 17 * HOUR);
    expect(spanEnd(office, friday + 18 * HOUR)).toBe(friday + 18 * HOUR);
  });

  it('join across Sunday midnight', () => {
    const weekend = weekSpansOf([6 * DAY + 22 * HOUR, 7 * DAY + 2 * HOUR]);
    expect(weekend).toEqual([0, 2 * HOUR, 6 * DAY + 22 * HOUR, WEEK]);
    expect(spanEnd(weekend, monday + 6 * DAY + 23 * HOUR)).toBe(monday + WEEK + 2 * HOUR);
    expect(spanEnd([0, WEEK], monday)).toBe(Infinity);
    expect(weekSpansOf([3, 3 + WEEK])).toEqual([0, WEEK]);
  });

  it('without any hour are never inside', () => {
    expect(nextInside([], monday)).toBe(Infinity);
    expect(spanEnd([], monday)).toBe(monday);
    expect(timeInside([], monday, monday + WEEK)).toBe(0);
  });

  it('timeInside(spans, from, to) counts what an hour-by-hour walk counts', () => {
    const counted = fc.property(hours, instant, instant, (spans, from, to) => {
      let walked = 0;
      for (let t = from; t < to; t += HOUR) if (insideSpans(spans, t)) walked += HOUR;
      expect(timeInside(spans, from, to)).toBe(walked);
    });
    fc.assert(counted, { numRuns: 300 });
  });

  it('nextInside and spanEnd find what an hour-by-hour walk finds', () => {
    const found = fc.property(hours, instant, (spans, t) => {
      let inside = t;
      while (inside < t + 2 * WEEK && !insideSpans(spans, inside)) inside += HOUR;
      expect(nextInside(spans, t)).toBe(inside < t + 2 * WEEK ? inside : Infinity);
      let end = t;
      while (end < t + 2 * WEEK && insideSpans(spans, end)) end += HOUR;
      expect(spanEnd(spans, t)).toBe(end < t + 2 * WEEK ? end : Infinity);
    });
    fc.assert(found, { numRuns: 300 });
  });
});

describe('nextOccurrence(schedule, after)', () => {
  it('is strictly after, in any order of the week', () => {
    const nightly = { week: [5 * DAY + HOUR, DAY + HOUR], monthly: [] };
    expect(nextOccurrence(nightly, monday)).toBe(monday + DAY + HOUR);
    expect(nextOccurrence(nightly, monday + DAY + HOUR)).toBe(monday + 5 * DAY + HOUR);
    expect(nextOccurrence(nightly, monday + 5 * DAY + HOUR)).toBe(monday + WEEK + DAY + HOUR);
    expect(nextOccurrence({ week: [], monthly: [] }, monday)).toBe(Infinity);
  });

  it('knows the nth and the last weekday of a month', () => {
    const rule = (nth: number, weekday: number) => ({
      week: [],
      monthly: [{ nth, weekday, timeOfDay: 20 * HOUR }],
    });
    const after = instantOf(2007, 3, 22);
    const next = (nth: number, weekday: number) =>
      formatInstant(nextOccurrence(rule(nth, weekday), after));
    expect(next(1, 5)).toBe('Sat 2007-04-07 20:00');
    expect(next(-1, 4)).toBe('Fri 2007-03-30 20:00');
    expect(next(5, 5)).toBe('Sat 2007-03-31 20:00');
    expect(next(5, 0)).toBe('Mon 2007-04-30 20:00');
    expect(next(5, 3)).toBe('Thu 2007-03-29 20:00');
    const february = instantOf(2008, 2, 29, 20);
    expect(formatInstant(nextOccurrence(rule(5, 4), february - 1))).toBe('Fri 2008-02-29 20:00');
    expect(formatInstant(nextOccurrence(rule(5, 4), february))).toBe('Fri 2008-05-30 20:00');
  });

  it('finds the first of all days that a day-by-day walk accepts', () => {
    const rules = fc.record({
      nth: fc.constantFrom(1, 2, 3, 4, 5, -1),
      weekday: fc.nat(6),
      timeOfDay: fc.constantFrom(0, 20 * HOUR),
    });
    const walked = fc.property(rules, fc.nat(3000), (rule, start) => {
      const after = monday + start * DAY + 12 * HOUR;
      let day = monday + start * DAY;
      const fits = (midnight: number) => {
        const at = civilOf(midnight);
        const nth = Math.ceil(at.day / 7);
        const last = civilOf(midnight + WEEK).month !== at.month;
        const right = rule.nth === -1 ? last : nth === rule.nth;
        return at.weekday === rule.weekday && right && midnight + rule.timeOfDay > after;
      };
      while (!fits(day)) day += DAY;
      expect(nextOccurrence({ week: [], monthly: [rule] }, after)).toBe(day + rule.timeOfDay);
    });
    fc.assert(walked, { numRuns: 300 });
  });
});
