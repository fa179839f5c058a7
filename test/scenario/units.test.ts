import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  INTENSITY,
  LINK,
  parseQuantity,
  patternOf,
  RATE,
  SHARE,
  SIZE,
  TIME,
  writeQuantity,
} from '../../sim/scenario/units.ts';
import type { Quantity } from '../../sim/scenario/units.ts';

const ALL = { SIZE, TIME, RATE, LINK, SHARE, INTENSITY };

const value = (what: Quantity, text: unknown): number | string => {
  const parsed = parseQuantity(what, text);
  return parsed.ok ? parsed.value : parsed.message;
};

describe('parseQuantity', () => {
  it.each<[keyof typeof ALL, string, number]>([
    ['SIZE', '400 MiB', 419_430_400],
    ['SIZE', '47 GiB', 50_465_865_728],
    ['SIZE', '146 GB', 146e9],
    ['SIZE', '1 kB', 1000],
    ['SIZE', '1 KiB', 1024],
    ['SIZE', '1.5 TiB', 1_649_267_441_664],
    ['TIME', '30 min', 1_800_000],
    ['TIME', '1 day', 86_400_000],
    ['TIME', '2 year', 2 * 365 * 86_400_000],
    ['TIME', '5 weeks', 5 * 604_800_000],
    ['TIME', '461386 h', 461_386 * 3_600_000],
    ['TIME', '250ms', 250],
    ['RATE', '80 MB/s', 80e6],
    ['RATE', '1 Gbit/s', 125e6],
    ['LINK', '1.544 Mbit/s', 193_000],
    ['SHARE', '3 %', 0.03],
    ['SHARE', '0.5%', 0.005],
    ['INTENSITY', '0.02 /year', 0.02],
    ['INTENSITY', '2 %/year', 0.02],
    ['INTENSITY', '2 % / year', 0.02],
  ])('%s reads %s', (what, text, expected) => {
    expect(value(ALL[what], text)).toBe(expected);
  });

  it.each<[keyof typeof ALL, unknown, string]>([
    ['SIZE', '400 Mb', 'megabytes are MB or MiB'],
    ['SIZE', '400 M', 'megabytes are MB or MiB'],
    ['SIZE', '400 m', 'megabytes are MB or MiB'],
    ['TIME', '4 m', 'minutes are min'],
    ['TIME', '4 M', 'minutes are min'],
    ['TIME', '1 month', '30 days or 4 weeks'],
    ['TIME', '4 hours', 'hours are h'],
    ['TIME', '4', 'needs a unit'],
    ['TIME', 4, 'needs a unit'],
    ['TIME', Number.NaN, 'NaN'],
    ['TIME', Infinity, 'infinity'],
    ['TIME', 'NaN h', 'finite'],
    ['TIME', '-4 h', 'not negative'],
    ['SIZE', '-1 GB', 'not negative'],
    ['SIZE', '1e300 GB', '2^53'],
    ['SIZE', '4 h', 'no unit of a size'],
    ['TIME', '4 GB', 'no unit of a time'],
    ['RATE', '80 Mb/s', 'Mbit/s'],
    ['SHARE', '3', 'needs a unit'],
    ['INTENSITY', '2 %', 'no unit'],
    ['TIME', 'soon', 'not a time'],
    ['TIME', null, 'not a time'],
    ['TIME', {}, 'not a time'],
  ])('%s refuses %s and says: %s', (what, text, part) => {
    expect(parseQuantity(ALL[what], text).ok).toBe(false);
    expect(value(ALL[what], text)).toContain(part);
  });

  it('never throws, and what it accepts is finite and not negative', () => {
    const anything = fc.oneof(
      fc.string(),
      fc.anything(),
      fc.tuple(fc.double(), fc.constantFrom('GB', 'h', '%', 'm')).map((p) => p.join(' ')),
    );
    fc.assert(
      fc.property(anything, fc.constantFrom(SIZE, TIME, RATE, SHARE, INTENSITY), (text, what) => {
        const parsed = parseQuantity(what, text);
        return !parsed.ok || (Number.isFinite(parsed.value) && parsed.value >= 0);
      }),
    );
  });

  it('accepts what the pattern for editors accepts', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(SIZE, TIME, RATE, SHARE, INTENSITY, LINK),
        fc.nat(999),
        fc.nat(),
        (what, n, pick) => {
          const units = [...what.units.keys()];
          const text = `${n} ${units[pick % units.length]}`;
          return new RegExp(patternOf(what)).test(text) && parseQuantity(what, text).ok;
        },
      ),
    );
  });
});

describe('writeQuantity', () => {
  it.each<[keyof typeof ALL, number, string]>([
    ['TIME', 900_000, '15 min'],
    ['TIME', 14_400_000, '4 h'],
    ['TIME', 1_209_600_000, '2 weeks'],
    ['TIME', 86_400_000, '1 d'],
    ['SIZE', 51_200, '50 KiB'],
    ['RATE', 75e6, '75 MB/s'],
    ['SHARE', 0.005, '0.5 %'],
    ['INTENSITY', 0.02, '2 %/year'],
    ['TIME', 0, '0 ms'],
  ])('%s writes %d as %s', (what, number, text) => {
    expect(writeQuantity(ALL[what], number)).toBe(text);
  });

  it('writes what reads back exactly', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.constantFrom(SIZE, TIME), (number, what) => {
        expect(value(what, writeQuantity(what, number))).toBe(number);
      }),
    );
  });
});
