import * as z from 'zod';
import { block } from '../block.ts';
import { date, field, label, named, positiveTime, reference, time, whole } from '../fields.ts';
import { limits } from '../limits.ts';
import { expectSchema } from './expect-schema.ts';
import { pricesSchema } from './prices.ts';
import { sizeSchema } from './size.ts';

/** Blocks that strategies patch; they are checked once per strategy, after its patch. */
export const PATCHED = ['organization', 'backup', 'recovery', 'operations', 'parameters'] as const;
/** Blocks that are the same under every strategy, but name things of the organization. */
export const SHARED = ['faults', 'hazards'] as const;

const anything = z.unknown().optional();
const blocks = {
  organization: anything,
  backup: anything,
  recovery: anything,
  operations: anything,
  parameters: anything,
};

const version = field(
  { const: 1, description: 'version of the scenario language' },
  { expected: 'dialtone: 1', example: 1 },
  (written) => (written === 1 ? { ok: true, value: 1 } : { ok: false, message: 'another version' }),
);

/** What stands at the top of a scenario, around the organization and its strategies. */
export const frameShape = {
  dialtone: version,
  extends: label('another scenario file that this one patches').optional(),
  scenario: label('what the scenario asks').optional(),
  seed: whole('seed', 0, 4_294_967_295).optional(),
  start: date.optional(),
  warmup: time.optional(),
  horizon: positiveTime.optional(),
  runOut: positiveTime.optional(),
  replications: whole('replications', 1, limits.replications).optional(),
  baseline: reference('a strategy').optional(),
  prices: pricesSchema.optional(),
  expect: expectSchema.optional(),
  size: sizeSchema.optional(),
  subjectTo: expectSchema.optional(),
};

export const frameSchema = block({ ...frameShape, ...blocks, faults: anything, hazards: anything });
export type FrameDoc = z.output<typeof frameSchema>;

export const strategyShape = {
  label: label('the strategy in words').optional(),
  extends: reference('another strategy').optional(),
};

/** A strategy as written: a patch, whose content is checked after it was applied. */
export const strategySchema = block({ ...strategyShape, ...blocks });
export const strategiesSchema = named(strategySchema);
