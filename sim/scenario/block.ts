import * as z from 'zod';

/** Keys that the language has and this version does not simulate, with why; by the map's schema. */
const refusals = new WeakMap<object, Readonly<Record<string, string>>>();

/** Said of everything that the language names and this version leaves out. */
export const NOT_YET = 'not modelled yet';

/** A map with fixed keys. Unknown ones are mistakes; `notYet` are known ones that are refused by name, `never` with a reason of their own. */
export function block<S extends z.ZodRawShape>(
  shape: S,
  notYet: readonly string[] = [],
  never: Readonly<Record<string, string>> = {},
): z.ZodObject<S, z.core.$strict> {
  const schema = z.strictObject(shape);
  const refused = { ...Object.fromEntries(notYet.map((key) => [key, NOT_YET])), ...never };
  if (Object.keys(refused).length > 0) refusals.set(schema, refused);
  return schema;
}

/** Where a path leads inside a schema: the keys that are known there, and those that are refused by name. */
export function keysAt(
  schema: z.ZodType,
  path: readonly PropertyKey[],
): { readonly known: readonly string[]; readonly refused: Readonly<Record<string, string>> } {
  let here: z.ZodType | undefined = unwrap(schema);
  for (const key of path) {
    if (here instanceof z.ZodObject) {
      const shape = here.shape as Record<string, z.ZodType>;
      here = Object.hasOwn(shape, String(key)) ? unwrap(shape[String(key)]) : undefined;
    } else if (here instanceof z.ZodRecord) {
      here = unwrap(here.valueType as z.ZodType);
    } else if (here instanceof z.ZodArray) {
      here = unwrap(here.element as z.ZodType);
    }
  }
  if (!(here instanceof z.ZodObject)) return { known: [], refused: {} };
  return { known: Object.keys(here.shape), refused: refusals.get(here) ?? {} };
}

function unwrap(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional ? unwrap(schema.unwrap() as z.ZodType) : schema;
}
