import type * as z from 'zod';
import type { PricePlan } from '../../org/operations/plan.ts';
import { block } from '../block.ts';
import { field, plainNumber } from '../fields.ts';

const currency = field(
  {
    type: 'string',
    pattern: '^[A-Z]{3}$',
    description: 'the currency, by its three letters',
    examples: ['EUR'],
  },
  { expected: 'three capital letters such as EUR', example: 'EUR' },
  (written) =>
    typeof written === 'string' && /^[A-Z]{3}$/.test(written)
      ? { ok: true, value: written }
      : { ok: false, message: 'not a currency' },
);

/** What things cost, in one currency. */
export const pricesSchema = block({
  currency: currency.optional(),
  cartridge: plainNumber('price of a cartridge').optional(),
  drive: plainNumber('price of a tape drive').optional(),
  operatorHour: plainNumber('an operator working for an hour').optional(),
  mailboxHourDown: plainNumber('a mailbox without service for an hour').optional(),
  lostMailboxHour: plainNumber('an hour of mail lost in a mailbox').optional(),
});

export type Prices = z.output<typeof pricesSchema>;

/** The prices of a plan; what has none costs nothing. Null where the scenario gives no prices. */
export function buildPrices(prices: Prices | undefined): PricePlan | null {
  if (prices === undefined) return null;
  const nothing = {
    cartridge: 0,
    drive: 0,
    operatorHour: 0,
    mailboxHourDown: 0,
    lostMailboxHour: 0,
  };
  return { ...nothing, ...prices, currency: prices.currency ?? null };
}
