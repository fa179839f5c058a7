import { YEAR } from '../../engine/clock.ts';
import type { Law } from '../../engine/laws.ts';
import { residualLife } from '../../engine/lives.ts';
import { causeKeys, causes, type Cause, type CauseKey } from '../../org/causes.ts';
import { diskLife } from '../../org/hardware/parameters.ts';
import type { VolumePlan } from '../../org/hardware/plan.ts';
import { NOT_YET } from '../block.ts';
import type { Builder } from '../builder.ts';
import { field } from '../fields.ts';
import { readLaw, type LawDoc } from '../laws.ts';
import { nearest, oneOf } from '../nearest.ts';
import type { Plan } from '../../org/plan.ts';
import type { Path } from '../problem.ts';
import type { Reading } from '../times.ts';
import type { Plain } from '../tree.ts';
import { INTENSITY, parseQuantity, SHARE, TIME, writeQuantity } from '../units.ts';

const WORDS = ['default', 'none'];
const EXAMPLE = "'default', 'none', or a map such as { volume-lost: 2 %/year, others: none }";

/** What a scenario says about one cause: a law as written is read when the cause is known. */
export type HazardsDoc = 'default' | 'none' | Readonly<Record<string, unknown>>;

/** A word, or a map from cause to law, rate or none; `others` says what holds for the causes that it does not name. */
export const hazardsSchema = field<HazardsDoc>(
  {
    anyOf: [
      { type: 'string', enum: WORDS },
      {
        type: 'object',
        properties: Object.fromEntries(
          [...causeKeys, 'others'].map((key) => [key, hazardLook(key)]),
        ),
        additionalProperties: false,
      },
    ],
    description: 'which causes strike: default, none, or a map from cause to law, rate or none',
  },
  { expected: EXAMPLE, example: 'none' },
  (written) => {
    if (written === 'default' || written === 'none') return { ok: true, value: written };
    if (typeof written === 'object' && written !== null && !Array.isArray(written)) {
      return { ok: true, value: written as Record<string, unknown> };
    }
    const near = typeof written === 'string' ? nearest(written, WORDS) : null;
    return {
      ok: false,
      message: 'neither a word for all hazards nor a map of causes',
      nearest: near,
    };
  },
);

function hazardLook(key: string): Record<string, unknown> {
  if (key === 'others') return { type: 'string', enum: WORDS };
  const cause: Cause = causes[key as CauseKey];
  return { type: ['string', 'object'], description: `${cause.does} (default ${writeRate(cause)})` };
}

/** `0.01 /year` or `0.5 %`, as a scenario would write it. */
export function writeRate(cause: Cause): string {
  return writeQuantity(cause.unit === '/year' ? INTENSITY : SHARE, cause.rate);
}

/** What is known of every cause of the table: whether this run simulates it, and if not, why. */
export interface CauseState {
  readonly key: CauseKey;
  readonly simulated: boolean;
  readonly why: 'not modelled' | 'switched off' | null;
}

export type ReadTrace = (path: Path, file: string) => Reading<Law>;

/** The laws of every modelled cause; null where it is switched off. */
export function buildHazards(
  doc: HazardsDoc | undefined,
  readTrace: ReadTrace,
  b: Builder,
): Plan['hazards'] {
  const path = ['hazards'];
  const given = b.fill<HazardsDoc>(path, doc, {
    ...{ value: 'default', text: 'default', source: 'the scenario language', assumed: false },
  });
  const map = typeof given === 'string' ? {} : given;
  const others = typeof given === 'string' ? given : othersOf(map, b);
  for (const key of Object.keys(map)) if (key !== 'others') checkKey(key, b);
  const hazards: Partial<Record<CauseKey, Law | null>> = {};
  for (const key of causeKeys) {
    const cause: Cause = causes[key];
    if (!cause.modelled) continue;
    if (Object.hasOwn(map, key)) {
      hazards[key] = lawOf([...path, key], cause, map[key], readTrace, b);
    } else if (others === 'none') {
      hazards[key] = null;
    } else {
      hazards[key] = b.fill([...path, key], undefined, {
        ...defaultLaw(key, cause, b),
        ...{ source: cause.source, assumed: cause.assumed },
      });
    }
  }
  return hazards;
}

/** Disks wear out: their law is one of lives, by which those of the default age fail at the table's rate. */
function defaultLaw(key: string, cause: Cause, b: Builder): { value: Law | null; text: Plain } {
  if (key !== 'disk-failed') return { value: lawOfRate(cause, cause.rate), text: writeRate(cause) };
  const { shape, scale } = diskLife(cause.rate, b.figures.hardware.diskAgeMs || YEAR);
  const value: Law = { type: 'weibull', shape, scale };
  return { value, text: { weibull: { shape, scale: writeQuantity(TIME, scale) } } };
}

/** A scenario may give disks an age that its own law of their lives rules out. */
export function checkAges(
  hazards: Plan['hazards'],
  volumes: readonly VolumePlan[],
  b: Builder,
): void {
  const law = hazards['disk-failed'] ?? null;
  if (law === null) return;
  for (const { path, diskAgeMs } of volumes) {
    if (residualLife(law, diskAgeMs, 0.5) !== null) continue;
    const age = writeQuantity(TIME, diskAgeMs);
    const message = `no disk becomes ${age} old by the law of 'disk-failed'`;
    b.error(['organization', ...path.split('/'), 'ageAtStart'], message);
  }
}

function othersOf(map: Readonly<Record<string, unknown>>, b: Builder): string {
  const written = Object.hasOwn(map, 'others') ? map.others : 'default';
  if (written === 'default' || written === 'none') return written;
  b.reporter.error(['hazards', 'others'], {
    message: 'not one of the choices',
    expected: oneOf(WORDS),
  });
  return 'default';
}

function checkKey(key: string, b: Builder): void {
  const path = ['hazards', key];
  const known = causeKeys.filter((each) => causes[each].modelled);
  if (!Object.hasOwn(causes, key)) {
    const message = `no cause '${key}'`;
    b.reporter.errorAtKey(path, {
      message,
      expected: oneOf(known),
      nearest: nearest(key, causeKeys),
    });
  } else if (!causes[key as CauseKey].modelled) {
    b.reporter.errorAtKey(path, { message: `the cause '${key}' is ${NOT_YET}` });
  }
}

/** A rate of nothing is a cause that never strikes. */
function lawOfRate(cause: Cause, rate: number): Law | null {
  if (rate === 0) return null;
  if (cause.unit === 'probability') return { type: 'constant', value: rate };
  return { type: 'exponential', mean: YEAR / rate };
}

function lawOf(
  path: Path,
  cause: Cause,
  written: unknown,
  readTrace: ReadTrace,
  b: Builder,
): Law | null {
  if (written === 'none') return null;
  const yearly = cause.unit === '/year';
  const expected = yearly
    ? "an intensity such as 2 %/year, a law of the time between two strikes, or 'none'"
    : "a share such as 3 %, or 'none'";
  const refuse = (message: string, near: string | null = null): null => {
    b.reporter.error(path, { message, expected, nearest: near });
    return null;
  };
  const rate = parseQuantity(yearly ? INTENSITY : SHARE, written);
  if (rate.ok) {
    if (!yearly && rate.value > 1) return refuse('at most 100 %');
    // Far more often than anything on Earth fails, and still few enough to be simulated.
    return rate.value > 1e5 ? refuse('at most 100000 /year') : lawOfRate(cause, rate.value);
  }
  if (!yearly) return refuse(rate.message);
  const looksLikeRate = typeof written === 'string' && /[/%]/.test(written);
  if (looksLikeRate || typeof written === 'number') return refuse(rate.message);
  const law: Reading<LawDoc> = readLaw(written);
  if (!law.ok) return refuse(law.message, law.nearest ?? null);
  const read =
    law.value.type === 'file'
      ? readTrace(path, law.value.file)
      : { ok: true as const, value: law.value };
  if (!read.ok) return refuse(read.message);
  return shortest(read.value) < 60_000 ? refuse('a strike a minute at most') : read.value;
}

/** A time between strikes that can be zero would strike for ever at one instant. */
function shortest(law: Law): number {
  if (law.type === 'constant') return law.value;
  if (law.type === 'uniform') return law.to;
  if (law.type === 'trace') return Math.max(...law.values.slice(0, 10_000));
  return law.type === 'weibull' ? law.scale : law.mean;
}
