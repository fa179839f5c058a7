/** Numbers with units, as scenarios write them. Everything ends in a base unit: bytes, milliseconds, shares, events a year. */

export const SECOND_MS = 1000;
export const YEAR_MS = 365 * 86_400_000;

/** One kind of quantity: its units in base units, an example, and the base unit's name. */
export interface Quantity {
  readonly name: string;
  /** Shown where something else was found. */
  readonly example: string;
  readonly units: ReadonlyMap<string, number>;
  /** What people write instead, with what they may have meant. */
  readonly slips: ReadonlyMap<string, string>;
  readonly integer: boolean;
}

export type Parsed =
  { readonly ok: true; readonly value: number } | { readonly ok: false; readonly message: string };

const sizes: readonly (readonly [string, number])[] = [
  ['B', 1],
  ['kB', 1e3],
  ['MB', 1e6],
  ['GB', 1e9],
  ['TB', 1e12],
  ['KiB', 1024],
  ['MiB', 1_048_576],
  ['GiB', 1_073_741_824],
  ['TiB', 1_099_511_627_776],
];
const links: readonly (readonly [string, number])[] = [
  ['kbit/s', 125],
  ['Mbit/s', 125_000],
  ['Gbit/s', 125_000_000],
];
const times: readonly (readonly [string, number])[] = [
  ['ms', 1],
  ['s', SECOND_MS],
  ['min', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
  ['day', 86_400_000],
  ['days', 86_400_000],
  ['week', 604_800_000],
  ['weeks', 604_800_000],
  ['year', YEAR_MS],
  ['years', YEAR_MS],
];
const sizeSlips: readonly (readonly [string, string])[] = [
  ['Mb', 'megabytes are MB or MiB, megabits a second Mbit/s'],
  ['Gb', 'gigabytes are GB or GiB, gigabits a second Gbit/s'],
  ['kb', 'kilobytes are kB or KiB, kilobits a second kbit/s'],
  ['KB', 'kB is 1000 bytes, KiB 1024'],
  ['mb', 'megabytes are MB or MiB'],
  ['gb', 'gigabytes are GB or GiB'],
  ['tb', 'terabytes are TB or TiB'],
  ['k', 'kB is 1000 bytes, KiB 1024'],
  ['M', 'megabytes are MB or MiB'],
  ['G', 'gigabytes are GB or GiB'],
  ['T', 'terabytes are TB or TiB'],
  ['m', 'megabytes are MB or MiB'],
  ['bytes', 'bytes are B'],
];
const timeSlips: readonly (readonly [string, string])[] = [
  ['m', 'minutes are min; a month has no fixed length: say 30 days'],
  ['M', 'minutes are min; a month has no fixed length: say 30 days'],
  ['month', 'a month has no fixed length: say 30 days or 4 weeks'],
  ['months', 'a month has no fixed length: say 30 days or 4 weeks'],
  ['sec', 'seconds are s'],
  ['seconds', 'seconds are s'],
  ['mins', 'minutes are min'],
  ['minute', 'minutes are min'],
  ['minutes', 'minutes are min'],
  ['hr', 'hours are h'],
  ['hour', 'hours are h'],
  ['hours', 'hours are h'],
  ['w', 'weeks are week or weeks'],
  ['y', 'years are year or years'],
];

function quantity(
  name: string,
  example: string,
  units: readonly (readonly [string, number])[],
  options: { slips?: readonly (readonly [string, string])[]; integer?: boolean } = {},
): Quantity {
  const { slips = [], integer = false } = options;
  return { name, example, units: new Map(units), slips: new Map(slips), integer };
}

function perSecond<T>(units: readonly (readonly [string, T])[]): (readonly [string, T])[] {
  return units.map(([unit, factor]) => [`${unit}/s`, factor] as const);
}

export const SIZE = quantity('a size', '400 MiB', sizes, { slips: sizeSlips, integer: true });
export const TIME = quantity('a time', '4 h', times, { slips: timeSlips, integer: true });
export const RATE = quantity('a rate', '30 MB/s', [...perSecond(sizes), ...links], {
  slips: perSecond(sizeSlips),
});
export const LINK = quantity('a bandwidth', '1.544 Mbit/s', links, {
  slips: [
    ['Mb/s', 'megabits a second are Mbit/s'],
    ['Mbps', 'megabits a second are Mbit/s'],
    ['MB/s', 'links are written in Mbit/s'],
  ],
});
export const SHARE = quantity('a share', '5 %', [['%', 0.01]]);
export const INTENSITY = quantity('an intensity', '0.02 /year', [
  ['/year', 1],
  ['%/year', 0.01],
]);
export const LOG_RATE = quantity('a rate of logs', '2 logs/s', [
  ['logs/s', 1],
  ['log/s', 1],
]);
export const HOURS = quantity('hours', '5 mailbox-hours', [['mailbox-hours', 1]]);

/** A count of named things: `60 messages`. */
export function countOf(noun: string): Quantity {
  return quantity(`a count of ${noun}`, `3 ${noun}`, [
    [noun.replace(/s$/, ''), 1],
    [noun, 1],
  ]);
}

const NUMBER = /^([+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)\s*(.*)$/;

/** Largest value in base units: beyond it whole numbers are no longer exact. */
const LARGEST = Number.MAX_SAFE_INTEGER;

/** Reads a quantity, or says in one sentence what is wrong with it. */
export function parseQuantity(what: Quantity, written: unknown): Parsed {
  const no = (message: string): Parsed => ({ ok: false, message });
  if (typeof written === 'number') {
    if (Number.isNaN(written)) return no('NaN is not a number');
    if (!Number.isFinite(written)) return no('infinity is not a quantity');
    return no(`${what.name} needs a unit: one of ${[...what.units.keys()].join(' ')}`);
  }
  if (typeof written !== 'string') return no(`not ${what.name}`);
  const match = NUMBER.exec(written.trim());
  if (match === null) {
    return no(/nan|inf/i.test(written) ? `${what.name} is a finite number` : `not ${what.name}`);
  }
  const unit = match[2].replace(/\s+/g, '');
  const factor = what.units.get(unit);
  if (factor === undefined) return no(unknownUnit(what, unit));
  const value = Number(match[1]) * factor;
  if (Object.is(value, -0) || value < 0) return no(`${what.name} is not negative`);
  if (value > LARGEST) return no(`${what.name} beyond 2^53 in base units`);
  return { ok: true, value: what.integer ? Math.round(value) : tidy(value) };
}

/** 3 % is 0.03, not 0.030000000000000002: twelve digits are more than anybody writes. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

function unknownUnit(what: Quantity, unit: string): string {
  if (unit === '') return `${what.name} needs a unit: one of ${[...what.units.keys()].join(' ')}`;
  const slip = what.slips.get(unit);
  if (slip !== undefined) return `'${unit}' is no unit here: ${slip}`;
  return `'${unit}' is no unit of ${what.name}: one of ${[...what.units.keys()].join(' ')}`;
}

/** For editors: what a quantity looks like, as a regular expression. */
export function patternOf(what: Quantity): string {
  const units = [...what.units.keys()].map((unit) => unit.replace(/[/.]/g, '\\$&')).join('|');
  return `^\\s*\\+?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?\\s*(${units})\\s*$`;
}

/**
 * An exact way to write a value that people like to read: the smallest whole number of a unit (`15 min`, not `900 s`),
 * else the shortest text; in base units where nothing else is exact.
 */
export function writeQuantity(what: Quantity, value: number): string {
  let best: { readonly text: string; readonly rank: number } | null = null;
  for (const [unit, factor] of what.units) {
    const count = tidy(value / factor);
    const text = `${count} ${unit}`;
    const back = parseQuantity(what, text);
    if (!back.ok || back.value !== (what.integer ? value : tidy(value))) continue;
    // Units of one size are listed from the shortest name on; '1 day', but '3 days'.
    const plural = count !== 1 && unit.endsWith('s') ? 0.5 : 0;
    const rank = Number.isInteger(count) ? count - plural : 1e16 + text.length;
    if (best === null || rank < best.rank) best = { text, rank };
  }
  return best?.text ?? `${value} ${[...what.units.keys()][0]}`;
}
