/** What a fault corrupts: pages of a database file, or its content by way of the logs. */
import { DAY } from '../../engine/clock.ts';
import type { DamageLevel } from '../../org/store/state.ts';
import { DELETIONS, type Deletion, type Extent } from '../../org/store/corruption.ts';
import type { Builder } from '../builder.ts';
import { field } from '../fields.ts';
import { nearest, oneOf } from '../nearest.ts';
import type { Path } from '../problem.ts';
import type { Reading } from '../times.ts';
import { parseQuantity, SHARE, TIME } from '../units.ts';
import { one, type Destroyable } from './fault-things.ts';

/** Of what was created lately, so much is deleted, over so long, and missed so long after. */
interface LogicalDoc {
  readonly share?: number;
  readonly of?: number;
  readonly over?: number;
  readonly noticed?: number;
  readonly how?: Deletion;
}

interface CorruptDoc {
  readonly database: string;
  readonly pages?: number;
  readonly singleBit?: boolean;
  readonly level?: DamageLevel;
  readonly badSpot?: boolean;
  readonly logical?: LogicalDoc;
}

const LEVELS: readonly DamageLevel[] = ['page', 'table', 'application'];

/** Longest time that a logical corruption may take, reach back, or go unnoticed. */
const LONGEST = 3650 * DAY;

const QUANTITIES = { share: SHARE, of: TIME, over: TIME, noticed: TIME } as const;
const LOGICAL = [...Object.keys(QUANTITIES), 'how'];

export const corrupt = field<CorruptDoc>(
  {
    anyOf: [
      { type: 'string' },
      {
        type: 'object',
        properties: {
          database: { type: 'string' },
          pages: { type: 'integer' },
          singleBit: { type: 'boolean' },
          level: { type: 'string', enum: LEVELS },
          badSpot: { type: 'boolean' },
          logical: {
            anyOf: [
              { type: 'boolean', enum: [true] },
              {
                type: 'object',
                properties: {
                  ...Object.fromEntries(
                    Object.keys(QUANTITIES).map((key) => [key, { type: 'string' }]),
                  ),
                  how: { type: 'string', enum: DELETIONS },
                },
                additionalProperties: false,
              },
            ],
          },
        },
        required: ['database'],
        additionalProperties: false,
      },
    ],
    description:
      'the path of a database, or { database, pages, singleBit, level }, or { database, logical }',
  },
  {
    expected:
      'the path of a database, or { database: …, pages: 4, singleBit: false }, or { database: …, logical: true }',
    example: '',
  },
  readCorrupt,
);

function readCorrupt(written: unknown): Reading<CorruptDoc> {
  if (typeof written === 'string') return { ok: true, value: { database: written } };
  if (typeof written !== 'object' || written === null || Array.isArray(written)) {
    return { ok: false, message: 'not a path' };
  }
  const { database, pages, singleBit, level, badSpot, logical, ...rest } = written as Record<
    string,
    unknown
  >;
  const stray = Object.keys(rest)[0];
  if (stray !== undefined) return { ok: false, message: `unknown key '${stray}'` };
  if (typeof database !== 'string') return { ok: false, message: 'no database named' };
  if (logical !== undefined) {
    if (
      pages !== undefined ||
      singleBit !== undefined ||
      level !== undefined ||
      badSpot !== undefined
    )
      return {
        ok: false,
        message: 'either pages or content: pages and logical exclude each other',
      };
    const read = readLogical(logical);
    return read.ok ? { ok: true, value: { database, logical: read.value } } : read;
  }
  const whole = typeof pages === 'number' && Number.isInteger(pages) && pages >= 1 && pages <= 1e6;
  if (pages !== undefined && !whole)
    return { ok: false, message: 'pages: a whole number from 1 to 1000000' };
  if (singleBit !== undefined && typeof singleBit !== 'boolean') {
    return { ok: false, message: 'singleBit: true or false' };
  }
  const known = LEVELS.find((each) => each === level);
  if (level !== undefined && known === undefined) {
    const near = typeof level === 'string' ? nearest(level, LEVELS) : null;
    return { ok: false, message: `level: ${oneOf(LEVELS)}`, nearest: near };
  }
  if (known !== undefined && known !== 'page' && singleBit === true)
    return { ok: false, message: 'a single wrong bit is damage at the level of a page' };
  if (badSpot !== undefined && typeof badSpot !== 'boolean') {
    return { ok: false, message: 'badSpot: true or false' };
  }
  if (badSpot === true && singleBit === true)
    return { ok: false, message: 'a single wrong bit is no bad spot' };
  const value: CorruptDoc = {
    database,
    ...(known === undefined ? {} : { level: known }),
    ...(typeof pages === 'number' ? { pages } : {}),
    ...(typeof singleBit === 'boolean' ? { singleBit } : {}),
    ...(typeof badSpot === 'boolean' ? { badSpot } : {}),
  };
  return { ok: true, value };
}

function readLogical(written: unknown): Reading<LogicalDoc> {
  if (written === true) return { ok: true, value: {} };
  if (typeof written !== 'object' || written === null || Array.isArray(written)) {
    return { ok: false, message: 'logical: true, or { share, of, over, noticed }' };
  }
  const { how, ...quantities } = written as Record<string, unknown>;
  const known = DELETIONS.find((each) => each === how);
  if (how !== undefined && known === undefined) {
    const near = typeof how === 'string' ? nearest(how, DELETIONS) : null;
    return { ok: false, message: `logical, how: ${oneOf(DELETIONS)}`, nearest: near };
  }
  const value: Record<string, number> = {};
  for (const [key, text] of Object.entries(quantities)) {
    if (!Object.hasOwn(QUANTITIES, key)) {
      const message = `unknown key '${key}' in logical: ${oneOf(LOGICAL)}`;
      return { ok: false, message, nearest: nearest(key, LOGICAL) };
    }
    const parsed = parseQuantity(QUANTITIES[key as keyof typeof QUANTITIES], text);
    if (!parsed.ok) return { ok: false, message: `logical, ${key}: ${parsed.message}` };
    const most = key === 'share' ? 1 : LONGEST;
    const least = key === 'noticed' ? 0 : Number.MIN_VALUE;
    if (parsed.value > most || parsed.value < least)
      return { ok: false, message: `logical, ${key}: out of range` };
    value[key] = parsed.value;
  }
  return { ok: true, value: known === undefined ? value : { ...value, how: known } };
}

export type Corruption =
  | {
      readonly verb: 'corrupt';
      readonly database: number;
      readonly pages: number;
      readonly singleBit: boolean;
      readonly level: DamageLevel;
      readonly badSpot: boolean;
    }
  | { readonly verb: 'kill'; readonly database: number; readonly extent: Extent };

export function corrupted(
  path: Path,
  { database, pages, singleBit = false, level = 'page', badSpot = false, logical }: CorruptDoc,
  ground: Destroyable,
  b: Builder,
): Corruption {
  const found = one(path, [database], 'database', ground.databases, b);
  const { pagesPerDamage, corruptionShare, corruptionReachMs, corruptionLastsMs } = b.figures.store;
  if (logical !== undefined) {
    const { how = 'garbled', noticed = null, share = corruptionShare } = logical;
    // A mailbox goes at once, with all that was ever in it.
    const whole = how === 'mailbox-removed';
    const { of = whole ? LONGEST : corruptionReachMs } = logical;
    const { over = whole ? 1 : corruptionLastsMs } = logical;
    const extent = { share, reachMs: of, lastsMs: over, noticedMs: noticed, how };
    return { verb: 'kill', database: found, extent };
  }
  const mean = Math.max(1, Math.round(pagesPerDamage));
  const count = pages ?? (singleBit ? 1 : mean);
  return { verb: 'corrupt', database: found, pages: count, singleBit, level, badSpot };
}
