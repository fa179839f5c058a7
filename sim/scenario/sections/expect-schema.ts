import * as z from 'zod';
import { stats, whereKeys, type Over } from '../../metrics/index.ts';
import { block } from '../block.ts';
import { choice, field, label, reference } from '../fields.ts';

const OVERS: readonly Over[] = ['replication', 'incident', 'job', 'database'];

/** A limit is read once its metric, and so its unit, is known. */
const limit = field<string | number>(
  { type: ['string', 'number'], description: "a limit in the metric's unit: 4 h, 1 %, 0 messages" },
  { expected: "a limit in the metric's unit such as 4 h", example: 'any' },
  (written) =>
    typeof written === 'string' || typeof written === 'number'
      ? { ok: true, value: written }
      : { ok: false, message: 'not a limit' },
);

const where = block(
  Object.fromEntries(whereKeys.map((key) => [key, reference(`a ${key}`).optional()])) as Record<
    (typeof whereKeys)[number],
    z.ZodOptional<z.ZodType<string>>
  >,
);

export const expectationSchema = block({
  name: label('what is expected, in words').optional(),
  strategy: reference('a strategy, or all').optional(),
  difference: block({ of: reference('a strategy'), minus: reference('a strategy') }).optional(),
  metric: label('the name of a metric'),
  over: choice('the population', OVERS).optional(),
  per: choice('the rows', ['incident', 'database']).optional(),
  stat: choice('one number of the population', stats).optional(),
  given: choice('how it is asked', ['years', 'exposure']).optional(),
  where: where.optional(),
  weight: choice('what each value is weighed by', ['mailbox', 'database']).optional(),
  atMost: limit.optional(),
  atLeast: limit.optional(),
  above: limit.optional(),
  proof: choice('what decides', ['interval', 'estimate']).optional(),
  whenUndecided: choice('what an undecided outcome counts as', ['fail', 'warn']).optional(),
});

export const expectSchema = z.array(expectationSchema);
export type ExpectationDoc = z.output<typeof expectationSchema>;
