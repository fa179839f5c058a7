export type Json = { [key: string]: unknown };

/** As much of JSON Schema as the schema uses; an unknown keyword is a failure, so that nothing passes unseen. */
export function errors(schema: Json, value: unknown, path = ''): string[] {
  const found: string[] = [];
  const bad = (why: string): void => void found.push(`${path}: ${why}`);
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
  const map = isMap ? (value as Json) : {};
  const checks: Record<string, (rule: never) => void> = {
    type: (rule: string | string[]) => {
      const type = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
      const types = [type, ...(Number.isInteger(value) ? ['integer'] : [])];
      if (![rule].flat().some((each) => types.includes(each))) bad(`not ${String(rule)}`);
    },
    enum: (rule: unknown[]) => rule.includes(value) || bad(`not one of ${rule.join(' ')}`),
    const: (rule: unknown) => rule === value || bad(`not ${String(rule)}`),
    pattern: (rule: string) =>
      typeof value !== 'string' || new RegExp(rule).test(value) || bad(`not ${rule}`),
    minimum: (rule: number) => typeof value !== 'number' || value >= rule || bad(`below ${rule}`),
    maximum: (rule: number) => typeof value !== 'number' || value <= rule || bad(`above ${rule}`),
    maxLength: (rule: number) =>
      typeof value !== 'string' || value.length <= rule || bad('too long'),
    minItems: (rule: number) => !Array.isArray(value) || value.length >= rule || bad('too few'),
    maxItems: (rule: number) => !Array.isArray(value) || value.length <= rule || bad('too many'),
    items: (rule: Json) =>
      Array.isArray(value) &&
      found.push(...value.flatMap((each, i) => errors(rule, each, `${path}/${i}`))),
    anyOf: (rule: Json[]) => {
      const all = rule.map((each) => errors(each, value, path));
      if (!all.some((each) => each.length === 0)) found.push(...all[0]);
    },
    required: (rule: string[]) => isMap && rule.forEach((key) => key in map || bad(`no ${key}`)),
    properties: (rule: Record<string, Json>) => {
      for (const [key, each] of Object.entries(map)) {
        if (Object.hasOwn(rule, key)) found.push(...errors(rule[key], each, `${path}/${key}`));
      }
    },
    additionalProperties: (rule: Json | boolean) => {
      for (const [key, each] of Object.entries(map)) {
        if (Object.hasOwn((schema.properties ?? {}) as Json, key)) continue;
        if (rule === false) bad(`unknown ${key}`);
        else if (typeof rule === 'object') found.push(...errors(rule, each, `${path}/${key}`));
      }
    },
    propertyNames: (rule: Json) =>
      Object.keys(map).forEach((key) => found.push(...errors(rule, key, `${path}/${key}`))),
  };
  const silent = ['$schema', 'title', 'description', 'examples'];
  for (const [keyword, rule] of Object.entries(schema)) {
    if (silent.includes(keyword)) continue;
    if (!Object.hasOwn(checks, keyword)) throw new Error(`${path}: keyword ${keyword}`);
    checks[keyword](rule as never);
  }
  return found;
}
