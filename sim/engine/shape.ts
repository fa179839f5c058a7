const examples: object[] = [];

/**
 * Settles the layout of the objects that a factory makes, once, where the factory is defined: give it an example.
 *
 * V8 derives the layout of an object from the values that it has met. A field that was always a small integer and one
 * day holds a large number gives all such objects another layout; code that was compiled before that day goes on
 * making the old one and converts every object in the runtime, at a microsecond each, for the rest of the process:
 * it was seen to take a fifth of the time of a year, in every second process. An example in which each field has held
 * something else already leaves one layout for as long as an object has it: examples are kept, since the collector would
 * take the layout with the last of them.
 */
export function settleShape(example: object): void {
  const fields = example as Record<string, unknown>;
  for (const key of Object.keys(fields)) {
    const value = fields[key];
    fields[key] = null;
    fields[key] = value;
  }
  examples.push(example);
}

/**
 * Plain data once more, laid out for reading. An object that was put together key by key, from entries say, is a hash
 * table from some twenty keys on, and rows made by spreading seldom share a layout; whatever is read all the time, as the
 * figures of a plan are, is then looked up by name. Takes what JSON can hold: no undefined, -0 or non-finite number.
 */
export function settlePlain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
