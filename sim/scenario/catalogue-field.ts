import type * as z from 'zod';
import { field } from './fields.ts';
import { nearest, oneOf } from './nearest.ts';

/** So many pieces of one model: `8 x sas-15k-146gb`. */
export interface Pieces {
  readonly count: number;
  readonly model: string;
}

const PIECES = /^([0-9]{1,6})\s*x\s*(\S+)$/;

/** Reads `<n> x <catalogue name>`. */
export function pieces(
  catalogue: Readonly<Record<string, unknown>>,
  most: number,
): z.ZodType<Pieces> {
  const models = Object.keys(catalogue);
  const example = `2 x ${models[models.length - 1]}`;
  const description = `so many pieces of one model: ${models.join(', ')}`;
  return field(
    {
      type: 'string',
      pattern: `^[0-9]+\\s*x\\s*(${models.join('|')})$`,
      description,
      examples: [example],
    },
    { expected: `a number and a model such as ${example}`, example: `8 x ${models[0]}` },
    (written) => {
      const match = typeof written === 'string' ? PIECES.exec(written.trim()) : null;
      if (match === null) return { ok: false, message: 'not a number and a model' };
      const count = Number(match[1]);
      const model = match[2];
      if (!Object.hasOwn(catalogue, model)) {
        const message = `no model '${model}' in the catalogue: ${oneOf(models)}`;
        return { ok: false, message, nearest: nearest(model, models) };
      }
      if (count < 1 || count > most) return { ok: false, message: `1 to ${most} pieces` };
      return { ok: true, value: { count, model } };
    },
  );
}
