import * as z from 'zod';
import { limits } from './limits.ts';
import { NOT_YET } from './block.ts';
import { NAME } from './names.ts';
import { nearest, oneOf } from './nearest.ts';
import type { Quantity } from './units.ts';
import { INTENSITY, LINK, parseQuantity, patternOf, RATE, SHARE, SIZE, TIME } from './units.ts';
import { parseDate, parseInstant, parseSchedule, parseSpans, type Reading } from './times.ts';

/** What a field says about a value that it refuses; `example` also lets the checker go on past it. */
export interface Refusal {
  readonly expected: string;
  readonly example: unknown;
  readonly nearest?: string | null;
}

/** Nothing that a scenario says in one value is longer. */
const LONGEST = 1000;

interface Look {
  readonly [key: string]: unknown;
  readonly description: string;
}

/** A field of its own: reads the value as written, and shows editors what it looks like. */
export function field<T>(
  look: Look,
  refusal: Refusal,
  read: (written: unknown) => Reading<T>,
): z.ZodType<T> {
  return z
    .unknown()
    .meta(look)
    .transform((written, context) => {
      const missing = written === undefined || written === null;
      const reading: Reading<T> = missing
        ? { ok: false, message: 'missing' }
        : typeof written === 'string' && written.length > LONGEST
          ? { ok: false, message: `longer than ${LONGEST} characters` }
          : read(written);
      if (reading.ok) return reading.value;
      const params = { ...refusal, nearest: reading.nearest ?? null };
      context.addIssue({ code: 'custom', message: reading.message, params });
      return z.NEVER;
    });
}

function quantityField(
  what: Quantity,
  least: 'zero' | 'positive',
  most = Infinity,
): z.ZodType<number> {
  const expected = `${what.name} such as ${what.example}`;
  const description = `${what.name}: ${[...what.units.keys()].join(' ')}`;
  return field(
    { type: 'string', pattern: patternOf(what), description, examples: [what.example] },
    { expected, example: what.example },
    (written) => {
      const parsed = parseQuantity(what, written);
      if (!parsed.ok) return parsed;
      if (least === 'positive' && parsed.value <= 0) {
        return { ok: false, message: `${what.name} of more than nothing is needed` };
      }
      if (parsed.value > most) return { ok: false, message: `at most ${limits.years} years` };
      return parsed;
    },
  );
}

const CENTURY = limits.years * 365 * 86_400_000;

export const size = quantityField(SIZE, 'positive');
export const time = quantityField(TIME, 'zero', CENTURY);
export const positiveTime = quantityField(TIME, 'positive', CENTURY);
export const rate = quantityField(RATE, 'positive');
export const link = quantityField(LINK, 'positive');
export const intensity = quantityField(INTENSITY, 'zero');
export const share = field(
  { type: 'string', pattern: patternOf(SHARE), description: 'a share: %', examples: ['5 %'] },
  { expected: 'a share such as 5 %', example: '5 %' },
  (written) => {
    const parsed = parseQuantity(SHARE, written);
    return parsed.ok && parsed.value > 1 ? { ok: false, message: 'at most 100 %' } : parsed;
  },
);

/** A whole number without a unit: people, cartridges, mailboxes. */
export function whole(what: string, least: number, most: number): z.ZodType<number> {
  const expected = `${what}: a whole number from ${least} to ${most}`;
  return field(
    { type: 'integer', minimum: least, maximum: most, description: what },
    { expected, example: least },
    (written) => {
      if (typeof written === 'number' && Number.isInteger(written)) {
        if (written >= least && written <= most) return { ok: true, value: written };
        return { ok: false, message: written < least ? `less than ${least}` : `more than ${most}` };
      }
      return { ok: false, message: 'not a whole number' };
    },
  );
}

/** How many times as much, from 1 to `most`. */
export function factor(what: string, most: number): z.ZodType<number> {
  return field(
    { type: 'number', minimum: 1, maximum: most, description: what },
    { expected: `${what}: a factor from 1 to ${most}`, example: 1 },
    (written) =>
      typeof written === 'number' && written >= 1 && written <= most
        ? { ok: true, value: written }
        : { ok: false, message: 'not such a factor' },
  );
}

/** A number without a unit, such as a price. */
export function plainNumber(what: string): z.ZodType<number> {
  return field(
    { type: 'number', minimum: 0, description: what },
    { expected: `${what}: a number without a unit, 0 or more`, example: 1 },
    (written) => {
      const good = typeof written === 'number' && Number.isFinite(written) && written >= 0;
      return good && written <= 1e12
        ? { ok: true, value: written }
        : { ok: false, message: 'not such a number' };
    },
  );
}

/** Some text on one line, for people to read. */
export function label(what: string): z.ZodType<string> {
  return field(
    { type: 'string', maxLength: 200, description: what },
    { expected: `${what}: text of at most 200 characters`, example: 'x' },
    (written) =>
      typeof written === 'string' && written.trim() !== '' && written.length <= 200
        ? { ok: true, value: written.trim() }
        : { ok: false, message: 'not such a text' },
  );
}

/** The name of something that stands elsewhere in the scenario. */
export function reference(what: string): z.ZodType<string> {
  return field(
    { type: 'string', pattern: NAME.source, description: `the name of ${what}` },
    { expected: `the name of ${what}`, example: 'a' },
    (written) =>
      typeof written === 'string' && NAME.test(written)
        ? { ok: true, value: written }
        : { ok: false, message: 'not a name' },
  );
}

/** One of a few words; `notYet` are words of the language that this version does not simulate. */
export function choice<const W extends string>(
  what: string,
  words: readonly W[],
  notYet: readonly string[] = [],
  never: Readonly<Record<string, string>> = {},
): z.ZodType<W> {
  const all = [...words, ...notYet];
  return field<W>(
    { type: 'string', enum: all, description: what },
    { expected: oneOf(words), example: words[0] },
    (written) => {
      const word = words.find((each) => each === written);
      if (word !== undefined) return { ok: true, value: word };
      if (typeof written === 'string' && notYet.includes(written)) {
        return { ok: false, message: `'${written}' is ${NOT_YET}` };
      }
      if (typeof written === 'string' && Object.hasOwn(never, written)) {
        return { ok: false, message: never[written] };
      }
      const near = typeof written === 'string' ? nearest(written, all) : null;
      return { ok: false, message: 'not one of the choices', nearest: near };
    },
  );
}

export const yesNo = z.boolean();

const listOfTexts = { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] };

export const schedule = field(
  {
    ...listOfTexts,
    description:
      'times of the week: Sat 20:00, [Sun 20:00, Mon-Fri 20:00], every 4 h from 00:00, first Sun 20:00',
  },
  { expected: 'times of the week such as Mon-Fri 20:00', example: 'daily 20:00' },
  parseSchedule,
);

export const spans = field(
  { ...listOfTexts, description: 'hours of the week: Mon-Fri 08:00-18:00, 20:00-06:00, always' },
  { expected: 'hours of the week such as Mon-Fri 08:00-18:00', example: 'always' },
  parseSpans,
);

export const date = field(
  { type: 'string', description: 'a date: 2007-03-05 or 2007-03-05 08:00' },
  { expected: 'a date such as 2007-03-05', example: '2007-01-01' },
  parseDate,
);

export const instant = field(
  { type: 'string', description: 'an instant: 2007-03-22 14:30, or week 3 Thu 14:30' },
  {
    expected: 'an instant such as 2007-03-22 14:30 or week 3 Thu 14:30',
    example: 'week 1 Mon 00:00',
  },
  parseInstant,
);

/** Paths of the organization: one, or a list of them. */
export const paths = field(
  {
    ...listOfTexts,
    description: 'a path such as servers/exch2/storageGroups/sg1, or a list; * is one segment',
  },
  { expected: 'a path such as servers/exch2, or a list of paths', example: 'servers/*' },
  (written): Reading<readonly string[]> => {
    const list = Array.isArray(written) ? (written as unknown[]) : [written];
    const good =
      list.length > 0 && list.length <= 200 && list.every((each) => typeof each === 'string');
    return good ? { ok: true, value: list as string[] } : { ok: false, message: 'not a path' };
  },
);

/** A map whose keys are names given by the scenario. */
export function named<T extends z.ZodType>(value: T): z.ZodRecord<z.ZodString, T> {
  return z.record(z.string().regex(NAME), value);
}
