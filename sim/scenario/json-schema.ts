import * as z from 'zod';
import { block } from './block.ts';
import { named } from './fields.ts';
import { parametersSchema } from './figures.ts';
import { NAME } from './names.ts';
import { backupInputSchema } from './sections/backup.ts';
import { faultsSchema } from './sections/faults.ts';
import { frameShape, strategyShape } from './sections/frame.ts';
import { hazardsSchema } from './sections/hazards.ts';
import { operationsSchema } from './sections/operations.ts';
import { recoverySchema } from './sections/recovery.ts';
import { organizationSchema } from './strategy-schema.ts';

/** A key as a scenario may write it: a name, a range of names, or in a patch a pattern with `*`. */
const KEY =
  '^(?:[a-z][a-z0-9-]*|[a-z][a-z0-9-]*[0-9]+\\.\\.[a-z][a-z0-9-]*[0-9]+|[a-z0-9*-]*\\*[a-z0-9*-]*)$';

const patched = {
  organization: organizationSchema.optional(),
  backup: backupInputSchema.optional(),
  recovery: recoverySchema.optional(),
  operations: operationsSchema.optional(),
  parameters: parametersSchema.optional(),
};

const documentSchema = block({
  ...frameShape,
  ...patched,
  faults: faultsSchema.optional(),
  hazards: hazardsSchema.optional(),
  strategies: named(block({ ...strategyShape, ...patched })).optional(),
});

type Json = { [key: string]: unknown };

/**
 * JSON Schema of a scenario file, for editors. A file may be a patch (of what it extends, or of the base), so nothing
 * is required but the version, anything may be null, and keys may be ranges and patterns.
 */
export function jsonSchema(): Json {
  const schema = z.toJSONSchema(documentSchema, { io: 'input', unrepresentable: 'any' }) as Json;
  const { $schema, ...rest } = schema;
  const relaxed = relax(rest);
  return {
    $schema,
    title: 'Dialtone scenario',
    description: 'An Exchange organization, backup strategies to compare, and what goes wrong.',
    ...relaxed,
    properties: { ...(relaxed.properties as Json), dialtone: (rest.properties as Json).dialtone },
    required: ['dialtone'],
  };
}

/** Maps are patches; lists and the inside of a choice are replaced whole, so these stay strict. */
function relax(schema: Json): Json {
  if (schema.type !== 'object') return schema;
  const { required: _required, properties, additionalProperties, propertyNames, ...rest } = schema;
  const relaxed: Json = { ...rest };
  if (properties !== undefined) {
    relaxed.properties = Object.fromEntries(
      Object.entries(properties as Json).map(([key, each]) => [key, orNull(relax(each as Json))]),
    );
  }
  if (propertyNames !== undefined) {
    const pattern =
      (propertyNames as Json).pattern === NAME.source ? KEY : (propertyNames as Json).pattern;
    relaxed.propertyNames = { type: 'string', pattern };
  }
  if (typeof additionalProperties === 'object' && additionalProperties !== null) {
    relaxed.additionalProperties = orNull(relax(additionalProperties as Json));
  } else if (additionalProperties !== undefined) {
    relaxed.additionalProperties = additionalProperties;
  }
  return relaxed;
}

/** The description stays outside, where editors look for it. */
function orNull(schema: Json): Json {
  const { description, ...rest } = schema;
  const choice = { anyOf: [rest, { type: 'null' }] };
  return description === undefined ? choice : { description, ...choice };
}
